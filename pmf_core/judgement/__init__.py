"""Numbers to verdicts. Pure arithmetic on arrays: no database, no frames, no files."""
