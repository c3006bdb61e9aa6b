"""A condition that is not met."""
