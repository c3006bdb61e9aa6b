"""Rate the visit."""
