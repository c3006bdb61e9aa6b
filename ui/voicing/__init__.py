"""The recorded voice: which sentences are shipped as audio, and the tool that renders them."""
