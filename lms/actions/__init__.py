"""Writes, by noun; import the submodule."""
