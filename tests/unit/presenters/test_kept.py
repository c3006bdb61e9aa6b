"""The code of a draft: seen at once, heard only when the visitor wants it."""

from kiosk.domain.resume_code import ResumeCode
from kiosk.domain.words import Hearer
from kiosk.i18n import Text
from kiosk.ports.printer import PrintOutcome
from kiosk.speech.speller import Spelling, spell
from tests.made_up import NOON
from ui.pages import Action, Chose, Key, Number, Page, Pressed
from ui.presenting import Stage
from ui.screens.kept.presenter import Presenter as Kept

CODE = ResumeCode("72503918")
ALOUD = "，".join(spell(Spelling.DIGITS, part) for part in ("7250", "3918"))
STAGE = Stage(text=Text(), emit=lambda _event: None, refresh=lambda: None)


def kept() -> Kept:
    return Kept(stage=STAGE, code=CODE, until=NOON, print_code=lambda: PrintOutcome.PAPER_OUT)


def read(presenter: Kept) -> Page:
    key = next(row.key for row in presenter.page().rows if isinstance(row, Action))
    presenter.on(Chose(key))
    return presenter.page()


def test_the_code_is_seen_and_not_heard_by_itself() -> None:
    page = kept().page()

    number = next(row for row in page.rows if isinstance(row, Number))
    assert number.value.shown == "7250 3918"
    assert "写在屏幕上" in "".join(page.spoken())
    assert not page.echo
    assert all(c not in "".join(page.spoken()) for c in (ALOUD, *CODE.digits))
    assert ALOUD in page.spoken(Hearer.VISITOR)


def test_the_code_is_read_when_asked_and_again_when_asked_again() -> None:
    presenter = kept()

    first, second = read(presenter), read(presenter)

    assert first.echo.private == second.echo.private == ALOUD
    assert first.echo != second.echo


def test_the_sound_of_the_code_is_not_kept_and_nothing_says_it_a_second_time() -> None:
    presenter = kept()
    presenter.on(Pressed(Key.SECONDARY))

    page = read(presenter)

    assert page.is_personal
    assert not page.notice  # an echo beside a notice is said again by 再说一遍
    assert ALOUD not in "".join(page.spoken())


def test_after_the_reading_the_printer_is_heard_again() -> None:
    presenter = kept()
    read(presenter)

    presenter.on(Pressed(Key.SECONDARY))

    assert presenter.page().echo.spoken.startswith("打印机没纸了")
