"""One folder a screen: a presenter without Qt and a view without decisions."""
