"""The checks of a service, one subject a file. Each takes a draft and yields mistakes."""
