"""Looking something up by the first letters of its name: what was keyed in, and the keys."""

from kiosk.domain.words import Words
from kiosk.i18n import Text
from ui.keys import LETTER_KEYS, key_names
from ui.pages import Act, Edited, Field, Keys, Typed


class Lookup:
    """Collects letters; others in the hall hear how many they are.

    Attributes:
        letters: what was keyed in.
    """

    def __init__(self) -> None:
        self.letters = ""

    def rows(self, label: str, text: Text) -> tuple[Field, Keys]:
        """Return the field of what was keyed in, and the keys."""
        counted = text("entry-count", count=len(self.letters)).spoken if self.letters else ""
        typed = Words(self.letters, counted, self.letters)
        keys = Keys(rows=LETTER_KEYS, names=key_names(text), hushed=text("focus-letter").spoken)
        return Field(label=Words.same(label), value=typed), keys

    def echo(self, act: Act, text: Text) -> Words | None:
        """Take a key and return what is said of it; of anything else take nothing."""
        match act:
            case Typed(text=letter):
                self.letters += letter
                said = letter
            case Edited():
                self.letters = self.letters[:-1]
                said = text("entry-erased").spoken
            case _:
                return None
        return Words("", text("focus-letter").spoken, said)
