"""Photograph a paper."""
