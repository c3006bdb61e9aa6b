"""The touch window: Qt Widgets over the core."""
