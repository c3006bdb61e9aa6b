"""One module a platform."""
