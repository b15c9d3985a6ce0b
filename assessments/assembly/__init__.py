"""Equivalent forms of one paper: choosing questions by integer optimisation, shuffling, codes."""
