"""What keeps a content from being a question of its type: one file for kindred types."""
