"""A name with a character that nothing here can write: photographed, and 〓 in its place."""
