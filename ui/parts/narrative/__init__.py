"""The narrative of a metric: shown, written and approved."""
