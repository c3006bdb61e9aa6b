"""The cases that were found."""
