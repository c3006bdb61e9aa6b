"""Another one of a repeat."""
