"""Type or write."""
