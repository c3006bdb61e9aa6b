"""Words, services, pictures and sounds, read through importlib.resources."""
