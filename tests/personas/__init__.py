"""Eight people who apply alone, each by the one channel they have."""
