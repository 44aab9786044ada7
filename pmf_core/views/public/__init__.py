"""What everybody may read: the metrics approved for publication, at the units that are published."""
