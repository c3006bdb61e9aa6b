"""Groups of services."""
