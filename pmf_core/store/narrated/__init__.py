"""What people wrote about a figure: what, why, so what and action; every version kept."""
