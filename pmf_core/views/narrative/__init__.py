"""Narratives: drafted from the verdicts, checked against the figures, owned and dated."""
