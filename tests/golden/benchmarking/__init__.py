"""Comparisons for the folder `benchmarking`; importing a module registers what it compares."""
