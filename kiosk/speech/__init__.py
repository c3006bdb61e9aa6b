"""Speech as data: what is said, how it is spelled out, and in which order."""
