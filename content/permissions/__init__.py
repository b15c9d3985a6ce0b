"""Who may do what, by noun; import the submodule."""
