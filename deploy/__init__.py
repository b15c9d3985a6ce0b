"""How Bến Học runs for real: containers, units, proxy, backup."""
