"""Library: what has been decided, and how the numbers are made; a module a tab."""
