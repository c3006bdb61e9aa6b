"""The rehearsal (彩排): a citizen made of code uses the real window, as `make run` shows."""
