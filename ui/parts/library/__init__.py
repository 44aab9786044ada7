"""The library's tabs, a module for each that is more than a table."""
