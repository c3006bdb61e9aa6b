"""What the core asks of the outside: small protocols, one a file. Adapters live elsewhere."""
