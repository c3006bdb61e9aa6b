"""Wording and the manners of each language."""

from kiosk.i18n.mandarin import say_small
from kiosk.i18n.manners import Manners, Marks
from kiosk.i18n.text import Text

__all__ = ["Manners", "Marks", "Text", "say_small"]
