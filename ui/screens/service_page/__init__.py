"""What must be told of a service."""
