"""Find a case or a draft."""
