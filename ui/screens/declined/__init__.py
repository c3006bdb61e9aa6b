"""Other ways than agreeing."""
