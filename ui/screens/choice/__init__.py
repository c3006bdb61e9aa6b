"""Choose one answer or several."""
