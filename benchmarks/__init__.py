"""One command a figure; README.md says how to read them."""
