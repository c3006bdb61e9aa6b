"""What the engine is given for what is said: pinyin, with the readings it gets wrong mended."""

from pypinyin import Style, lazy_pinyin


def pronounce(text: str) -> str:
    """Return pinyin."""
    return " ".join(
        lazy_pinyin(text, style=Style.TONE3, tone_sandhi=True, neutral_tone_with_five=True)
    )
