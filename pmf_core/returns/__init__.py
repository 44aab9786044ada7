"""A spreadsheet → checked observations: read, lay out, match, validate, stage, publish."""
