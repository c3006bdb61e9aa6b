"""See presenter."""
