"""Coming back to a draft or a case, in real windows; and guessing at other people's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.errors import StorageFailed
from kiosk.domain.resume_code import ResumeCode
from kiosk.flow import places as at
from kiosk.flow.visit import IdleEnded, IdleNoticed
from kiosk.settings import Settings
from kiosk.usecases.guessing import FREE_MISSES
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen

SHORT = "yanglao_zige_renzheng"
PHOTOS = "gaoling_jintie"
QUICK = {**dict.fromkeys(("contact2", "live_addr", "staff_no", "bank_name"), "12"),
         "way": "staff", "delivery": "none", "hukou_kind": "local", "consent_share": "no",
         "account_holder": "self"}  # fmt: skip


@pytest.fixture(name="kiosk")
def a_kiosk(qapp: QApplication, lone_settings: Settings) -> Iterator[Kiosk]:
    with open_window(qapp, lone_settings, devices(lone_settings, fixed_clock())) as kiosk:
        yield kiosk


def walk(kiosk: Kiosk, *, service: str = SHORT, until: str) -> Citizen:
    citizen = a_citizen(kiosk, choices=QUICK)
    citizen.press(Key.PRIMARY)
    citizen.open_service(service)
    citizen.press(Key.PRIMARY)
    while citizen.page.screen != until:
        citizen.answer_page()
    return citizen


def keep(kiosk: Kiosk, citizen: Citizen) -> str:
    """Stop in the middle and leave; return the code that was shown."""
    citizen.dock("home")
    citizen.choose("keep")
    code = kiosk.app.memory.code.digits
    citizen.press(Key.PRIMARY)
    citizen.press(Key.PRIMARY)
    return code


def ask_for(citizen: Citizen, code: str) -> None:
    if citizen.page.screen == "standby":
        citizen.press(Key.PRIMARY)
    citizen.choose("resume")
    citizen.choose("code")
    for digit in code:
        citizen.choose(digit)
    citizen.press(Key.PRIMARY)


def test_a_draft_with_photographs_comes_back_whole(kiosk: Kiosk):
    citizen = walk(kiosk, service=PHOTOS, until="photo")
    citizen.answer_page()
    attached = kiosk.counter.interview.all_attachments()
    code = keep(kiosk, citizen)

    ask_for(citizen, code)

    assert attached
    assert kiosk.counter.interview.all_attachments() == attached


def test_a_code_opens_the_draft_again_after_more_was_answered(kiosk: Kiosk):
    citizen = walk(kiosk, until="choice")
    code = keep(kiosk, citizen)
    ask_for(citizen, code)
    citizen.answer_page()
    answers = kiosk.counter.interview.session.answers()
    kiosk.app.dispatch(IdleNoticed())
    kiosk.app.dispatch(IdleEnded())

    ask_for(citizen, code)

    assert kiosk.counter.interview.session.answers() == answers


def test_after_the_seal_the_card_leads_to_the_case_and_no_draft_is_left(kiosk: Kiosk):
    citizen = a_citizen(kiosk, choices=QUICK)
    number = citizen.apply(SHORT)
    citizen.leave()
    citizen.press(Key.PRIMARY)
    citizen.choose("resume")
    citizen.choose("card")
    kiosk.devices.reader.put(citizen.applicant.card)

    citizen.wait(lambda: citizen.page.screen == "case-detail", "the case is shown")

    assert [case.row.slip_number for case in kiosk.app.memory.found] == [number]
    assert kiosk.drafts.find_by_card(citizen.applicant.number) is None


def test_an_answer_that_is_not_kept_is_told_and_still_on_the_screen(kiosk: Kiosk):
    citizen = walk(kiosk, until="choice")
    here, real = kiosk.app.visit.place, kiosk.drafts.keep
    kiosk.drafts.keep = _refuse

    citizen.answer_page()
    told = citizen.page.heading.shown
    kiosk.drafts.keep = real
    citizen.press(Key.PRIMARY)

    assert told == "刚才没有存好"
    assert kiosk.app.visit.place == here


def _refuse(*_args: object, **_named: object) -> None:
    raise StorageFailed("planted")


def test_guessing_codes_is_held_off_for_a_while_in_plain_words(kiosk: Kiosk):
    citizen = walk(kiosk, until="choice")
    code = keep(kiosk, citizen)
    others = (made for _ in range(100) if (made := ResumeCode.make().digits) != code)
    for _ in range(FREE_MISSES):
        ask_for(citizen, next(others))
        citizen.dock("home")

    ask_for(citizen, code)
    told = citizen.page.notice.shown
    kiosk.devices.clock.advance(timedelta(minutes=1))
    citizen.press(Key.PRIMARY)

    assert told == "试了好几次都不对。请等1分钟再按，也可以刷身份证。"
    assert isinstance(kiosk.app.visit.place, at.Asking)


def test_a_slip_of_the_finger_is_no_guess(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    for _ in range(FREE_MISSES + 2):
        ask_for(citizen, "12345678")
        citizen.dock("home")

    ask_for(citizen, ResumeCode.make().digits)

    assert "草稿只留一天" in citizen.page.notice.shown
