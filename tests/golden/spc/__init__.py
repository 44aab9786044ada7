"""Comparisons for the folder `spc`; importing a module registers what it compares."""
