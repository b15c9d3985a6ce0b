"""Reads, by noun; import the submodule."""
