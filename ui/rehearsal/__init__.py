"""The rehearsal (彩排): a citizen made of code uses the real window, the way `make run` shows it."""
