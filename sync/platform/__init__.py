"""The reference online platform: API, store, web pages."""
