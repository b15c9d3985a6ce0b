"""Official papers: matrix, specification, forms, answer sheets, marking guides, keys.

Their wording is that of the circulars, in Vietnamese for every reader: it is not translated.
"""
