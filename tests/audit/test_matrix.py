"""Nothing is left out of what ``make audit`` draws."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.catalogue.compiled import Catalogue, CompiledService
from kiosk.flow.comfort import Palette
from kiosk.forms.protocol import QuestionView
from tests.audit.audit import Appearance, audit, gallery
from tests.audit.matrix import BATCHES, OF_EVERY_KIND
from tests.audit.rule import Found
from tests.audit.seen import Seen
from tests.windows import LEFT, LOW, STEADY, USUAL_HANDS
from ui import preview
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


def test_some_services_have_questions_of_every_kind_and_look(shipped_catalogue: Path) -> None:
    catalogue = Catalogue(shipped_catalogue)

    looks = {
        card.id: {
            (view.question.kind, view.question.appearance)
            for compiled in [catalogue.current(card.id)]
            for view in views(compiled)
        }
        for card in catalogue.services()
    }

    shown = set().union(*(looks[name] for name in OF_EVERY_KIND))
    assert set().union(*looks.values()) - shown == set()


def views(compiled: CompiledService) -> Iterator[QuestionView]:
    interview = preview.interview_of(compiled, "Asia/Shanghai")
    for _, ref in preview.places_of(compiled):
        yield interview.view(ref)
