"""What the presenters show and say, without a window."""
