"""The one SQLite file that window and worker share. Nothing else in the product speaks SQL."""
