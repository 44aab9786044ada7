"""What people keep for themselves: theirs alone, unless they share it, and no evidence of anything."""
