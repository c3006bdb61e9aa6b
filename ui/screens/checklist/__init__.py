"""What to bring."""
