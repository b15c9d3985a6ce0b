"""Questions in Excel: a template for people, one row a question, read and written."""
