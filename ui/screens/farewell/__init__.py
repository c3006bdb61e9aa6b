"""Goodbye."""
