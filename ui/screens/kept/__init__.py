"""The draft's code."""
