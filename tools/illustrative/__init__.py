"""The illustrative monthly set: invented figures with a documented answer key, the same bytes on every run."""
