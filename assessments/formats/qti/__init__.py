"""QTI 2.0 to 3.0: items, tests and packages; pure, bytes in and elements out."""
