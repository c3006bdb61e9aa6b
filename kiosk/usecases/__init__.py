"""What the kiosk does, one verb a file."""
