"""Text entry without Qt: handwriting, pinyin, numbers, dates."""
