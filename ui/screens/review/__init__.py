"""Read it once more."""
