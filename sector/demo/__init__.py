"""The demo department: synthetic, the same at every load, marked so that it can be told apart."""
