"""Lay the identity card down."""
