"""The languages a visitor may read and hear."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the window by its tag (BCP 47), as its files are named."""

    SIMPLIFIED = "zh-CN"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"

    @property
    def is_chinese(self) -> bool:
        """Whether Mandarin is spoken to whoever reads it."""
        return self is not Language.ENGLISH


class Tongue(StrEnum):
    """A language that a voice of its own speaks, by its primary tag (BCP 47)."""

    MANDARIN = "cmn"
    ENGLISH = "en"
    CANTONESE = "yue"
