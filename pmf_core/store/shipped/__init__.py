"""Shipped files: checked against the manifest, read by their source's mapping, appended as batches."""
