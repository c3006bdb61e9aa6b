"""The errands."""
