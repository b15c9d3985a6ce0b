"""Pages of the sector's view."""
