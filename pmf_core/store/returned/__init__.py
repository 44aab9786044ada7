"""Returns in the store: the bytes that came, what was done with them, and the figures they gave."""
