"""The hub against the reference implementations of its field: `python -m tests.golden DIR`."""
