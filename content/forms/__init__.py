"""Shapes of input, by noun; import the submodule."""
