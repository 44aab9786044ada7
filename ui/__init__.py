"""What people see, as far as pages share it."""
