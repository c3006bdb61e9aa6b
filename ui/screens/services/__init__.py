"""Services of a group."""
