"""Writing a whole name at once: three slots side by side, and what each of them may mean."""

from collections.abc import Callable, Sequence

from kiosk.entry.slots import in_slots
from kiosk.ports.recogniser import Place, Stroke
from ui.handwriting import InkReader
from ui.pages import NameBox

SLOTS = 3
_SHOWN = 3
_PREFIX = "slot:"


class WholeName:
    """Holds the candidates of each slot; the first of each is taken as meant."""

    def __init__(self, reader: InkReader) -> None:
        self._reader = reader
        self._serial = 0
        self._asked = 0
        self._forget()

    def _forget(self) -> None:
        self._ink: list[tuple[Stroke, ...]] = [()] * SLOTS
        self._found: list[tuple[str, ...]] = [()] * SLOTS
        self._unread: list[int] = []

    @property
    def row(self) -> NameBox:
        """The box to write in, as it stands."""
        return NameBox(
            slots=tuple(
                tuple((f"{_PREFIX}{number}:{sign}", sign) for sign in found)
                for number, found in enumerate(self._found)
            ),
            serial=self._serial,
        )

    @property
    def is_reading(self) -> bool:
        """Whether there is ink that is not in ``text`` yet."""
        return bool(self._unread)

    @property
    def text(self) -> str:
        """What is taken as meant; a slot without ink is left out."""
        return "".join(found[0] for found in self._found if found)

    def read(self, strokes: Sequence[Stroke], *, before: str, then: Callable[[str], None]) -> None:
        """Take new ink, read the slots that changed one after the other, and call ``then``.

        Args:
            strokes: all ink in the box, in widths of it.
            before: the last character before the name, or nothing.
            then: given the best candidate of the slot that was read last, or nothing.
        """
        self._asked += 1
        slots = in_slots(strokes, SLOTS)
        changed = {number for number in range(SLOTS) if slots[number] != self._ink[number]}
        self._ink = list(slots)
        self._unread = sorted({*self._unread, *changed})
        self._read_next(self._asked, before, then)

    def _read_next(self, asked: int, before: str, then: Callable[[str], None]) -> None:
        while self._unread and not self._ink[self._unread[0]]:
            self._found[self._unread.pop(0)] = ()
        if not self._unread:
            then("")
            return
        number = self._unread[0]

        def take(found: Sequence[tuple[str, float]]) -> None:
            if asked != self._asked:
                return
            self._found[number] = tuple(text for text, _score in found)
            self._unread.remove(number)
            if self._unread:
                self._read_next(asked, before, then)
            else:
                then(next(iter(self._found[number]), ""))

        written = [before, *(found[0] for found in self._found[:number] if found)]
        place = Place(written[-1], is_name=True)
        self._reader.read(self._ink[number], limit=_SHOWN, place=place, then=take)

    def takes(self, key: str) -> bool:
        """Whether a key of the page is a candidate of a slot."""
        return key.startswith(_PREFIX)

    def choose(self, key: str) -> str:
        """Take a candidate as meant and return it."""
        number, _, sign = key.removeprefix(_PREFIX).partition(":")
        others = (each for each in self._found[int(number)] if each != sign)
        self._found[int(number)] = (sign, *others)
        return sign

    def clear(self) -> None:
        """Begin with an empty box; ink that is being read counts no more."""
        self._asked += 1
        self._serial += 1
        self._forget()
