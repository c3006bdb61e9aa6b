"""Stop, keep or forget."""
