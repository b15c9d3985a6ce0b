"""What is done to bytes: telling what a file is, checking it, making copies. No rows, no requests."""
