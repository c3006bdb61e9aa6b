"""A date in steps."""
