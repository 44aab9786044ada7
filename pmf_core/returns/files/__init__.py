"""Formats: what a file's bytes are, whether they are safe to open, and what they hold."""
