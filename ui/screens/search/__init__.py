"""Find a service."""
