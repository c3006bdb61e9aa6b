"""One case and how it stands."""
