"""Qt beyond widgets: sound, camera, background work."""
