"""Nothing is left out of what ``make audit`` draws."""

from itertools import product

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.flow.comfort import Palette
from tests.audit.audit import Appearance, audit, gallery
from tests.audit.matrix import BATCHES
from tests.audit.rule import Found
from tests.audit.seen import Seen
from tests.windows import LEFT, LOW, STEADY, USUAL_HANDS
from ui.theme import TextSize

DRAWN = {appearance for batch in BATCHES for appearance in batch}


@pytest.mark.parametrize("hands", [USUAL_HANDS, LOW], ids=["standing", "sitting"])
def test_every_palette_is_drawn_in_every_size(hands: object) -> None:
    drawn = {(a.size, a.palette) for a in DRAWN if a.hands == hands}

    assert drawn == set(product(TextSize, Palette))


@pytest.mark.parametrize("hands", [STEADY, LEFT], ids=["steady", "left"])
def test_every_size_is_drawn_for_other_hands(hands: object) -> None:
    assert {a.size for a in DRAWN if a.hands == hands} == set(TextSize)


def test_every_size_is_drawn_above_captions() -> None:
    assert {a.size for a in DRAWN if a.has_caption} == set(TextSize)


def test_page_with_states_of_its_own_shows_other_kinds(qapp: QApplication) -> None:
    kinds: list[frozenset[object]] = []

    def keep(seen: Seen, _where: str, _found: dict[str, Found]) -> None:
        kinds.append(seen.kinds)

    for name in ("gallery-question", "gallery-several"):
        audit({name: gallery()[name]}, [Appearance()], keep=keep)

    one, *several = kinds
    assert any(not kind <= one for kind in several)
