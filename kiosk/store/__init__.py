"""The only SQLite: drafts, cases, events, and what the platform said."""
