"""The only package that knows a database: two clocks, append-only, lineage, backup."""
