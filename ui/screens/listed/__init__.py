"""One answer of a known list, or what is written when it is not on it."""
