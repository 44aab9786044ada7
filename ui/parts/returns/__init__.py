"""The parts of the page Returns."""
