"""Scripts that open strangers' files in a process of their own; started by ``sandbox.run_child``."""
