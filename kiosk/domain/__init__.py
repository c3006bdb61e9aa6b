"""Values and rules of the hall, free of everything outside the standard library."""
