"""Coming back to a draft or a case, in real windows; and guessing at other people's."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.errors import StorageFailed
from kiosk.domain.resume_code import ResumeCode
from kiosk.domain.slip_number import SlipNumber
from kiosk.flow import places as at
from kiosk.flow.visit import IdleEnded, IdleNoticed
from kiosk.settings import Settings
from kiosk.usecases.guessing import FREE_MISSES
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from ui.bootstrap import Kiosk
from ui.pages import Field, Key, Scanned
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


def apply(kiosk: Kiosk) -> tuple[Citizen, str]:
    """Apply, and leave with number and code of the slip."""
    citizen = a_citizen(kiosk, choices=QUICK)
    number = citizen.apply(SHORT)
    citizen.leave()
    return citizen, number


def ask_after(citizen: Citizen, number: str, code: str = "") -> None:
    if citizen.page.screen == "standby":
        citizen.press(Key.PRIMARY)
    citizen.choose("progress")
    citizen.choose("number")
    for digits in filter(None, (number[1:], code)):
        for digit in digits:
            citizen.choose(digit)
        citizen.press(Key.PRIMARY)


def wrong_codes(right: str) -> Iterator[str]:
    return (code for n in range(10_000) if (code := f"{n:04d}") != right)


def test_a_slip_number_alone_shows_nothing_and_does_not_tell_whether_it_exists(kiosk: Kiosk):
    citizen, number = apply(kiosk)
    nobodys = str(SlipNumber.make(terminal="000012", day=date(2026, 11, 23), serial=9000))
    told = []

    for asked in (number, nobodys):
        ask_after(citizen, asked)
        told.append((citizen.page.screen, citizen.page.heading.shown))
        for digit in next(wrong_codes(citizen.slip_code)):
            citizen.choose(digit)
        citizen.press(Key.PRIMARY)
        told.append((citizen.page.screen, citizen.page.notice.shown))
        citizen.dock("home")

    assert told[:2] == told[2:]
    assert told[0] == ("proof-number", "查询码是多少？")
    assert told[1][1].startswith("号码和查询码对不上。")
    assert kiosk.app.memory.found == ()


def test_number_and_code_of_the_slip_show_the_case_after_a_restart_too(
    qapp: QApplication, lone_settings: Settings
):
    with open_window(qapp, lone_settings, devices(lone_settings, fixed_clock())) as kiosk:
        citizen, number = apply(kiosk)
        code = citizen.slip_code
    with open_window(qapp, lone_settings, devices(lone_settings, fixed_clock())) as kiosk:
        ask_after(citizen := a_citizen(kiosk), number, code)

        assert citizen.page.screen == "case-detail"
        assert kiosk.app.memory.found[0].row.slip_number == number


def test_five_wrong_codes_close_a_slip_for_the_day_but_not_for_the_card(kiosk: Kiosk):
    citizen, number = apply(kiosk)
    wrong = wrong_codes(citizen.slip_code)
    for _ in range(FREE_MISSES):
        ask_after(citizen, number, next(wrong))
        citizen.dock("home")
    kiosk.devices.clock.advance(timedelta(hours=2))

    ask_after(citizen, number)
    told = citizen.page.notice.shown
    citizen.press(Key.BACK)
    citizen.choose("card")
    kiosk.devices.reader.put(citizen.applicant.card)

    assert told.startswith("这张小票的查询码按错好几次了")
    citizen.wait(lambda: citizen.page.screen == "case-detail", "the card still leads to it")


def test_codes_of_many_slips_are_held_off_for_the_whole_kiosk(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    for serial in range(FREE_MISSES):
        number = SlipNumber.make(terminal="000012", day=date(2026, 11, 23), serial=serial)
        code = kiosk.sealer.slip_code(number).digits
        ask_after(citizen, str(number), next(wrong_codes(code)))
        citizen.dock("home")

    ask_after(citizen, str(number))

    assert citizen.page.notice.shown.startswith("试了好几次都不对。")


def test_who_has_a_slip_of_before_is_led_to_the_card_and_the_number_is_still_there(kiosk: Kiosk):
    citizen, number = apply(kiosk)
    ask_after(citizen, number)

    told = citizen.page.lead.shown
    citizen.press(Key.SECONDARY)
    by_card = citizen.page.screen
    for _ in range(2):
        citizen.press(Key.BACK)

    assert "以前的小票没有，请刷身份证，或者问窗口。" in told
    assert by_card == "progress-card"
    typed = next(row for row in citizen.page.rows if isinstance(row, Field))
    assert typed.value.shown == SlipNumber(number).grouped


def test_a_scanned_slip_of_before_is_asked_for_its_code_and_a_forged_one_is_refused(kiosk: Kiosk):
    citizen, number = apply(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.choose("progress")
    page = f"https://hall.example/s/{number}/Abc_123-xyz0"

    kiosk.navigator.on_acted(Scanned(f"{page}#{next(wrong_codes(citizen.slip_code))}"))
    told = citizen.page.notice.shown
    kiosk.navigator.on_acted(Scanned(page))

    assert told.startswith("没查到")
    assert citizen.page.screen == "proof-number"


def test_the_code_is_not_said_while_it_is_typed(qapp: QApplication, lone_settings: Settings):
    heard: list[str] = []
    with open_window(
        qapp, lone_settings, devices(lone_settings, fixed_clock()), on_spoken=heard.append
    ) as kiosk:
        citizen = a_citizen(kiosk)
        ask_after(citizen, str(SlipNumber.make(terminal="1", day=date(2026, 11, 23), serial=1)))
        heard.clear()

        citizen.choose("7")

    assert heard == ["已填1位"]
