"""What pages show of rows: values for templates and for the player."""
