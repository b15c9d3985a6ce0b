"""Programs around the product: making it ready, running it, checking it. Standard library only."""
