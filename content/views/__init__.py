"""Pages, by noun; import the submodule."""
