"""Readers of resident identity cards, by the name that stands in the settings.

A real reader is one more module here and one more line in :data:`READERS`; it gives the name
from the card's Unicode field. Private-use characters of old cards are a matter for the staff.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.ports.id_card_reader import CardOutcome, CardRead, IdCardReader, NoCard


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSetup:
    """What a reader may need to know of the settings.

    Attributes:
        card_file: the JSON file that stands for the plate of the simulated reader.
    """

    card_file: Path | None = None


class SimulatedIdCardReader:
    """A reader whose card is put down by the demo, the robot citizen, a test or a JSON file.

    The file is read anew each time, so writing it is laying a card down and deleting it is
    taking the card away. It holds ``name``, ``number`` and, if wanted, ``nation``, ``address``,
    ``issuer`` and ``valid_until``; or ``{"fault": "unreadable"}`` / ``"reader-missing"``.
    """

    def __init__(self, *, card_file: Path | None = None) -> None:
        self._card_file = card_file
        self._on_plate: CardOutcome = NoCard.EMPTY

    def put(self, card: IdCard) -> None:
        """Lay a card on the plate."""
        self._on_plate = CardRead(card)

    def fail(self, fault: NoCard) -> None:
        """Answer with this fault from now on; ``EMPTY`` takes the card away."""
        self._on_plate = fault

    def read(self) -> CardOutcome:
        """Return what lies on the plate; a card laid down by hand goes before the file."""
        if self._on_plate is NoCard.EMPTY and self._card_file is not None:
            return _from_file(self._card_file)
        return self._on_plate


class AbsentIdCardReader:
    """The hall has no reader: the citizen types the number."""

    def read(self) -> CardOutcome:
        """Return that there is no reader."""
        return NoCard.READER_MISSING


def _from_file(file: Path) -> CardOutcome:
    try:
        facts = json.loads(file.read_text("utf-8"))
        if "fault" in facts:
            return NoCard(facts["fault"])
        return CardRead(_card(facts))
    except FileNotFoundError:
        return NoCard.EMPTY
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        # A half-written or wrong file is what a scratched card is to a real reader.
        return NoCard.UNREADABLE


def _card(facts: Mapping[str, str]) -> IdCard:
    until = facts.get("valid_until")
    return IdCard(
        name=facts["name"],
        number=IdCardNumber(facts["number"]),
        nation=facts.get("nation", ""),
        address=facts.get("address", ""),
        issuer=facts.get("issuer", ""),
        valid_until=date.fromisoformat(until) if until else None,
    )


READERS: Mapping[str, Callable[[ReaderSetup], IdCardReader]] = {
    "simulated": lambda setup: SimulatedIdCardReader(card_file=setup.card_file),
    "none": lambda _setup: AbsentIdCardReader(),
}
