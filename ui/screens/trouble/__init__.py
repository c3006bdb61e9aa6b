"""What does not work."""
