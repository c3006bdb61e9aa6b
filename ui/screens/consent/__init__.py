"""Agree or decline."""
