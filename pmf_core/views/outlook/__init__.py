"""Where a year will land, with what chance, what to aim at, and how good such forecasts have been."""
