"""Device adapters without Qt, each beside its simulated twin."""
