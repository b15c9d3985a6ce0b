"""The component gallery: every component in every state, to copy from and to test."""
