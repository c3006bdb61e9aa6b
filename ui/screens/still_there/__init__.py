"""Is anybody there."""
