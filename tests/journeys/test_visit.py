"""Parts of a visit that are not the straight way, in real windows."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.domain.errors import DiskFull
from kiosk.domain.rating import Rating
from kiosk.domain.slip_number import SlipNumber
from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort
from kiosk.flow.visit import ComfortChosen, IdleEnded, IdleNoticed, Visit
from kiosk.ports.camera import CameraState
from kiosk.ports.id_card_reader import NoCard
from kiosk.ports.printer import PrintOutcome
from kiosk.settings import Settings
from kiosk.speech.utterance import prompt
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from ui.bootstrap import Kiosk
from ui.pages import Code, Fact, Key, ReviewItem, Row
from ui.rehearsal.citizen import Citizen, Stuck
from ui.rehearsal.people import persona
from ui.widgets.look import TOUCH_GUARD_MS
from ui.widgets.pager import Pager

SHORT = "yanglao_zige_renzheng"
PHOTOS = "gaoling_jintie"


def begin(kiosk: Kiosk, service: str = SHORT, **how: object) -> Citizen:
    citizen = a_citizen(kiosk, **how)
    citizen.press(Key.PRIMARY)
    citizen.open_service(service)
    citizen.press(Key.PRIMARY)
    return citizen


def walk_to(kiosk: Kiosk, citizen: Citizen, screen: str, *, lays_cards: bool = True) -> None:
    for _ in range(200):
        if citizen.page.screen == screen:
            return
        assert lays_cards or citizen.page.screen != "card-read"
        citizen.answer_page()
    raise Stuck(f"never came to {screen}")


def test_back_leads_through_every_question_and_loses_no_answer(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "review")
    before = kiosk.counter.interview.session.answers()

    steps = 0
    while citizen.page.screen != "service-page":
        citizen.press(Key.BACK)
        steps += 1
    way_on = citizen.page.primary.shown
    citizen.press(Key.PRIMARY)

    assert steps > 8
    assert way_on == "接着填"
    assert kiosk.app.visit.place == kiosk.counter.interview.first()
    assert kiosk.counter.interview.session.answers() == before


def test_a_change_from_the_review_returns_straight_to_it(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "review")
    phone = next(
        r for r in citizen.page.rows if isinstance(r, ReviewItem) and "电话" in r.label.shown
    )

    citizen.choose(phone.key)
    citizen.enter("13900001111")
    citizen.press(Key.PRIMARY)

    assert citizen.page.screen == "review"
    assert kiosk.counter.interview.session.value_of("phone") == "13900001111"


@pytest.mark.parametrize("size", [2, 5])
def test_after_a_change_the_review_shows_the_changed_answer(kiosk: Kiosk, size: int):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "review")
    kiosk.app.dispatch(ComfortChosen(Comfort(wishes=(size,))))
    last = [row for row in citizen.page.rows if isinstance(row, ReviewItem)][-1]

    citizen.choose(last.key)
    citizen.press(Key.PRIMARY)

    assert citizen.page.screen == "review"
    assert kiosk.view.page_count > 1
    assert kiosk.view.widget_for(last.key).isVisible()


def test_after_a_change_the_voice_begins_at_the_changed_answer(
    qapp: QApplication, lone_settings: Settings
):
    heard: list[str] = []
    with open_window(
        qapp, lone_settings, devices(lone_settings, fixed_clock()), on_spoken=heard.append
    ) as kiosk:
        citizen = begin(kiosk)
        walk_to(kiosk, citizen, "review")
        last = [row for row in citizen.page.rows if isinstance(row, ReviewItem)][-1]
        citizen.choose(last.key)
        heard.clear()

        citizen.press(Key.PRIMARY)

        assert heard == [last.label.spoken, last.value.spoken, citizen.page.primary.spoken]


def test_the_voice_key_and_once_more_say_the_page_they_were_touched_on(
    qapp: QApplication, lone_settings: Settings
):
    heard: list[str] = []
    with open_window(
        qapp, lone_settings, devices(lone_settings, fixed_clock()), on_spoken=heard.append
    ) as kiosk:
        citizen = begin(kiosk)
        walk_to(kiosk, citizen, "choice")
        question = [s for words in citizen.page.spoken() for s in prompt(words).sentences]
        heard.clear()

        citizen.dock("voice")
        opened = list(heard)
        heard.clear()
        citizen.choose("repeat")

        assert opened[2 : 2 + len(question)] == question
        assert heard == question


def test_keys_alone_lead_on_and_are_heard_on_the_way(qapp: QApplication, lone_settings: Settings):
    heard: list[str] = []
    with open_window(
        qapp, lone_settings, devices(lone_settings, fixed_clock()), on_spoken=heard.append
    ) as kiosk:
        citizen = begin(kiosk)
        walk_to(kiosk, citizen, "choice")
        heard.clear()

        for _ in range(10):
            QTest.keyClick(kiosk.frame.focusWidget(), Qt.Key.Key_Tab)
            if heard[-2:] == ["下一步", "按键"]:
                break

        assert heard[-2:] == ["下一步", "按键"]
        assert "返回" in heard


def test_what_the_card_says_is_not_asked(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "review")

    asked = {ref.rpartition("/")[2] for ref in citizen.diary.asked}

    assert not asked & {"name", "id_no", "nation", "hukou_addr"}
    assert kiosk.counter.interview.session.value_of("name") == citizen.applicant.card.name


def test_without_a_card_name_and_number_are_typed(kiosk: Kiosk):
    citizen = begin(kiosk, uses_card=False)

    walk_to(kiosk, citizen, "review")

    session = kiosk.counter.interview.session
    assert session.value_of("name") == citizen.applicant.card.name
    assert session.value_of("id_no") == citizen.applicant.number


def test_a_wrong_number_is_told_and_kept_on_the_screen(kiosk: Kiosk):
    citizen = begin(kiosk, uses_card=False)
    walk_to(kiosk, citizen, "entry")
    while "id_no" not in kiosk.app.visit.place.ref:
        citizen.answer_page()

    citizen.enter("990101193803056821")
    citizen.press(Key.PRIMARY)

    assert "号码不对" in citizen.page.notice.shown
    assert "990101 19380305 6821" in [getattr(r, "value", None) and r.value.shown
                                      for r in citizen.page.rows]  # fmt: skip


def test_a_draft_goes_on_by_its_code(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "choice")
    walk_to(kiosk, citizen, "entry")
    here = kiosk.app.visit.place
    citizen.dock("home")
    citizen.choose("keep")
    code = kiosk.app.memory.code.digits
    citizen.press(Key.PRIMARY)
    citizen.press(Key.PRIMARY)

    citizen.press(Key.PRIMARY)
    citizen.choose("resume")
    citizen.choose("code")
    for digit in code:
        citizen.choose(digit)
    citizen.press(Key.PRIMARY)

    assert kiosk.app.visit.place == here


def test_a_draft_goes_on_by_card_after_the_program_was_restarted(
    qapp: QApplication, lone_settings: Settings
):
    with open_window(qapp, lone_settings, devices(lone_settings, fixed_clock())) as first:
        citizen = begin(first)
        walk_to(first, citizen, "card")
        walk_to(first, citizen, "entry")
        here, answers = first.app.visit.place, first.counter.interview.session.answers()

    with open_window(qapp, lone_settings, devices(lone_settings, fixed_clock())) as second:
        again = a_citizen(second)
        again.press(Key.PRIMARY)
        again.choose("resume")
        again.choose("card")
        second.devices.reader.put(citizen.applicant.card)
        again.wait(lambda: second.app.visit.has_application, "the draft is open")

        assert second.app.visit.place == here
        assert second.counter.interview.session.answers() == answers


def test_a_draft_is_gone_after_its_day(qapp: QApplication, lone_settings: Settings):
    clock = fixed_clock()
    with open_window(qapp, lone_settings, devices(lone_settings, clock)) as kiosk:
        citizen = begin(kiosk)
        walk_to(kiosk, citizen, "card")
        walk_to(kiosk, citizen, "entry")
        clock.advance(timedelta(hours=25))

        assert kiosk.drafts.find_by_card(citizen.applicant.number) is None
        assert kiosk.drafts.forget_expired() == 1


def test_declining_loses_nothing_and_leads_back(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "consent")

    citizen.press(Key.SECONDARY)
    declined = citizen.page.screen
    citizen.press(Key.PRIMARY)

    assert (declined, citizen.page.screen) == ("declined", "consent")


@pytest.mark.parametrize("size", [2, 5])
def test_no_two_taps_on_one_place_erase_anything(kiosk: Kiosk, size: int):
    kiosk.app.dispatch(ComfortChosen(Comfort(wishes=(size,))))
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "consent")
    citizen.press(Key.SECONDARY)
    spots = [_spot(kiosk, "forget")]
    citizen.dock("home")
    spots.append(_spot(kiosk, "forget"))

    citizen.choose("forget")
    erase = kiosk.view.widget_for("erase")
    erases = QRect(erase.mapTo(kiosk.frame, QPoint(0, 0)), erase.size())

    assert not any(spot.intersects(erases) for spot in spots)


def _spot(kiosk: Kiosk, key: str) -> QRect:
    widget = kiosk.view.widget_for(key)
    return QRect(widget.mapTo(kiosk.frame, QPoint(0, 0)), widget.size())


def test_erasing_takes_a_second_touch_and_may_be_thought_over(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "choice")
    citizen.answer_page()
    here = kiosk.app.visit.place
    citizen.dock("home")
    citizen.choose("forget")
    citizen.press(Key.PRIMARY)
    citizen.press(Key.PRIMARY)
    stayed = kiosk.app.visit.place

    citizen.dock("home")
    citizen.choose("forget")
    citizen.choose("erase")

    assert stayed == here
    assert kiosk.app.visit.place == at.Home()
    assert not kiosk.app.visit.has_application


@pytest.mark.parametrize("milliseconds", [350, 450])
def test_a_second_tap_of_a_trembling_hand_does_not_agree(kiosk: Kiosk, milliseconds: int):
    citizen = begin(kiosk)
    kiosk.look.touch_guard_ms = TOUCH_GUARD_MS
    read = kiosk.view.bottom_key(Key.PRIMARY)
    spot = read.mapTo(kiosk.frame, read.rect().center())
    QTest.qWait(TOUCH_GUARD_MS)

    for pause in (milliseconds, 0):
        QTest.mouseClick(kiosk.frame.windowHandle(), Qt.MouseButton.LeftButton, pos=spot, delay=-1)
        QTest.qWait(pause)

    assert citizen.page.screen == "consent"
    assert not kiosk.counter.interview.view(kiosk.app.visit.place.ref).value


def test_what_is_written_by_hand_is_there_again_after_back_and_forth(kiosk: Kiosk):
    citizen = begin(kiosk, uses_card=False)
    walk_to(kiosk, citizen, "entry")
    citizen.write("王")

    citizen.press(Key.BACK)
    before = citizen.page.screen
    citizen.press(Key.PRIMARY)

    assert before == "card"
    assert citizen.page.rows[0].value.shown == "王"


def test_the_next_page_is_read_when_it_is_turned(qapp: QApplication, lone_settings: Settings):
    heard: list[str] = []
    with open_window(
        qapp, lone_settings, devices(lone_settings, fixed_clock()), on_spoken=heard.append
    ) as kiosk:
        citizen = a_citizen(kiosk)
        kiosk.app.dispatch(ComfortChosen(Comfort(wishes=(5,))))
        citizen.press(Key.PRIMARY)
        citizen.open_service(SHORT)
        heard.clear()
        following = kiosk.frame.findChild(Pager).next

        QTest.mouseClick(
            kiosk.frame.windowHandle(),
            Qt.MouseButton.LeftButton,
            pos=following.mapTo(kiosk.frame, following.rect().center()),
        )

        shown = [row for row in citizen.page.rows if _is_shown(kiosk, row)]
        assert heard[0].startswith(f"第2页，共{kiosk.view.page_count}页")
        assert shown
        assert all(row.label.spoken in heard for row in shown if isinstance(row, Fact))


def _is_shown(kiosk: Kiosk, row: Row) -> bool:
    texts = [child.text() for child in kiosk.frame.findChildren(QLabel) if child.isVisible()]
    return isinstance(row, Fact) and row.label.shown in texts


def test_an_unmet_condition_is_told_and_does_not_turn_anybody_away(kiosk: Kiosk):
    young = persona(random.Random(5), born=date(1980, 1, 1))
    citizen = a_citizen(kiosk, applicant=young)
    citizen.press(Key.PRIMARY)
    citizen.open_service(PHOTOS)
    citizen.press(Key.PRIMARY)
    walk_to(kiosk, citizen, "unfit")

    told = citizen.page.lead.shown
    citizen.press(Key.PRIMARY)

    assert "80岁" in told
    assert isinstance(kiosk.app.visit.place, at.Asking)


def test_an_unreadable_card_is_told_with_a_way_out(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "card")
    kiosk.devices.reader.fail(NoCard.UNREADABLE)

    citizen.wait(lambda: bool(citizen.page.notice), "the card is told to be unreadable")

    assert "没读出来" in citizen.page.notice.shown
    citizen.press(Key.PRIMARY)
    assert citizen.page.screen == "entry"


def test_without_a_camera_papers_may_come_later(kiosk: Kiosk):
    kiosk.devices.camera.fail(CameraState.MISSING)
    citizen = begin(kiosk, PHOTOS)
    walk_to(kiosk, citizen, "photo")

    told = citizen.page.notice.shown
    citizen.choose("later")

    assert "摄像头" in told
    assert kiosk.counter.interview.papers_to_bring()


def test_a_printer_without_paper_takes_nothing_away(kiosk: Kiosk):
    kiosk.devices.printer.fail(PrintOutcome.PAPER_OUT)
    citizen = a_citizen(kiosk)

    number = citizen.apply(SHORT)

    assert "没纸" in citizen.page.notice.shown
    assert number[:1] == "K"


def test_without_a_printer_no_paper_is_spoken_of(kiosk: Kiosk):
    kiosk.devices.printer.fail(PrintOutcome.MISSING)
    citizen = a_citizen(kiosk)
    citizen.apply(SHORT)
    sealed = citizen.page

    citizen.press(Key.PRIMARY)
    citizen.press(Key.PRIMARY)

    assert not sealed.secondary
    assert "这张小票请收好" not in sealed.spoken()
    assert "小票" not in "".join(citizen.page.spoken())


def test_who_falls_silent_after_the_seal_is_told_that_all_is_safe(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.apply(SHORT)

    kiosk.app.dispatch(IdleNoticed())

    assert "已经收好" in citizen.page.lead.shown
    assert "擦掉" not in citizen.page.lead.shown


def test_a_full_disk_promises_nothing_and_keeps_the_answers(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "signature")
    answers = kiosk.counter.interview.session.answers()
    bundles = kiosk.settings.bundles
    bundles.mkdir(exist_ok=True)
    real_seal = kiosk.sealer.seal
    kiosk.sealer.seal = _refuse

    citizen.answer_page()
    told = citizen.page.screen, citizen.page.heading.shown
    kiosk.sealer.seal = real_seal
    citizen.press(Key.PRIMARY)

    assert told == ("trouble", "机器里存不下了")
    assert citizen.page.screen == "signature"
    assert kiosk.counter.interview.session.answers() == {**answers, **{
        k: v for k, v in kiosk.counter.interview.session.answers().items() if k == "sign"
    }}  # fmt: skip


def _refuse(*_args: object, **_named: object) -> None:
    raise DiskFull("planted")


def test_progress_is_told_offline_on_the_last_known_state(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    number = citizen.apply(SHORT)
    citizen.leave()

    said = citizen.look_up(number)

    assert said == "存在机器里，等着送出去"


def test_progress_by_card_finds_the_case(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.apply(SHORT)
    citizen.leave()
    citizen.press(Key.PRIMARY)
    citizen.choose("progress")
    citizen.choose("card")
    kiosk.devices.reader.put(citizen.applicant.card)

    citizen.wait(lambda: citizen.page.screen == "case-detail", "the case is shown")


def test_progress_by_the_slips_code_held_before_the_scanner(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.apply(SHORT)
    code = next(row.content for row in citizen.page.rows if isinstance(row, Code))
    citizen.leave()
    citizen.press(Key.PRIMARY)
    citizen.choose("progress")
    citizen.choose("number")

    QTest.keyClicks(kiosk.frame, code)
    QTest.keyClick(kiosk.frame, Qt.Key.Key_Return)

    citizen.wait(lambda: citizen.page.screen == "case-detail", "the case is shown")


def test_a_skipped_rating_is_kept_as_a_skip(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    number = citizen.apply(SHORT)
    citizen.leave()

    assert kiosk.cases.by_slip(SlipNumber(number))[0].rating is Rating.SKIPPED


def test_the_end_of_a_visit_leaves_nothing_of_it(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    kiosk.voice.louder()
    citizen.apply(SHORT)
    citizen.leave()

    assert kiosk.app.visit == Visit()
    assert kiosk.app.memory.submitted is None
    assert kiosk.voice.controls.volume_percent == kiosk.settings.volume_percent
    assert citizen.applicant.card.name not in repr(vars(kiosk.navigator.presenter))


def test_larger_letters_keep_the_place_and_end_with_the_visit(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "choice")
    here = kiosk.app.visit.place
    citizen.dock("text-size")
    citizen.choose("size:5")
    citizen.choose("palette:white-on-black")
    citizen.press(Key.PRIMARY)

    assert kiosk.app.visit.place == here
    assert kiosk.look.theme.size.value == "largest"
    kiosk.app.dispatch(IdleNoticed())
    kiosk.app.dispatch(IdleEnded())
    assert kiosk.look.theme.size.value == "normal"


def test_size_and_theme_are_marked_side_by_side(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.dock("text-size")

    citizen.choose("size:3")
    citizen.choose("size:3")

    marked = [
        key
        for key in ("size:2", "size:3", "palette:light", "palette:white-on-black")
        if kiosk.view.widget_for(key).isChecked()
    ]
    assert marked == ["size:3", "palette:light"]


def test_an_expired_authorisation_is_refused_in_words(kiosk: Kiosk):
    citizen = begin(kiosk, with_helper=True, choices={"auth_kind": "paper"})
    while citizen.page.screen != "date" or "auth_until" not in kiosk.app.visit.place.ref:
        citizen.answer_page()

    citizen.pick(kiosk.devices.clock.now().date() - timedelta(days=3))

    assert "过期" in citizen.page.notice.shown


def test_an_authorisation_without_submitting_is_refused_in_words(kiosk: Kiosk):
    citizen = begin(kiosk, with_helper=True, choices={"auth_scope": "collect_result"})
    while citizen.page.screen != "choice" or "auth_scope" not in kiosk.app.visit.place.ref:
        citizen.answer_page()

    citizen.answer_page()

    assert "不能替他办" in citizen.page.notice.shown


def test_the_home_screen_shows_only_what_is_built(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)

    assert [row.title.shown for row in citizen.page.rows] == [
        "办事",
        "查进度",
        "帮别人办",
        "接着办",
    ]


def test_services_are_found_by_initials(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.choose("apply")
    citizen.choose("search")
    for letter in "GLJT":
        citizen.choose(letter)
    citizen.press(Key.PRIMARY)

    citizen.choose("service:gaoling_jintie")

    assert citizen.page.screen == "service-page"


def test_services_are_found_by_hand_written_hanzi(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.choose("apply")
    citizen.choose("search")
    citizen.choose("write")
    for char in "高龄":
        citizen.write(char)
    citizen.press(Key.PRIMARY)

    assert any(getattr(r, "key", "") == "service:gaoling_jintie" for r in citizen.page.rows)


def test_back_from_a_service_finds_the_search_as_it_was(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.choose("apply")
    citizen.choose("search")
    for letter in "DB":
        citizen.choose(letter)
    citizen.press(Key.PRIMARY)
    found = citizen.page.rows

    citizen.choose("service:dibao")
    citizen.press(Key.BACK)

    assert citizen.page.rows == found
    assert "DB" in citizen.page.lead.shown


def test_the_code_of_a_kept_draft_is_printed(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "choice")
    citizen.dock("home")
    citizen.choose("keep")

    citizen.press(Key.SECONDARY)

    assert "打好了" in citizen.page.notice.shown
    assert list(Path(kiosk.settings.data / "slips").glob("*.png"))


def test_the_take_home_list_is_printed(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.open_service(PHOTOS)
    citizen.choose("take-home")

    citizen.press(Key.PRIMARY)

    assert "打好了" in citizen.page.notice.shown
    assert list(Path(kiosk.settings.data / "slips").glob("*.png"))


def test_a_touch_anywhere_on_the_standby_screen_begins(kiosk: Kiosk):
    middle = kiosk.frame.rect().center()

    QTest.mouseClick(
        kiosk.frame.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        middle,
    )
    QTest.qWait(50)

    assert kiosk.app.visit.place == at.Home()


def test_a_card_that_lay_there_before_is_nobodys(kiosk: Kiosk):
    citizen = begin(kiosk)
    kiosk.devices.reader.put(citizen.applicant.card)
    walk_to(kiosk, citizen, "card", lays_cards=False)

    QTest.qWait(500)

    assert citizen.page.screen == "card"
    assert "拿走" in citizen.page.notice.shown


def test_whose_card_was_read_is_shown_and_may_be_another(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "card", lays_cards=False)
    kiosk.devices.reader.put(citizen.applicant.card)
    citizen.wait(lambda: citizen.page.screen == "card-read", "the card is read")

    shown = [row.value.shown for row in citizen.page.rows if isinstance(row, ReviewItem)]
    assert citizen.applicant.card.name in shown
    citizen.press(Key.SECONDARY)
    assert kiosk.counter.interview.session.value_of("name") == ""


def test_the_helpers_own_card_is_not_taken_for_the_applicants(kiosk: Kiosk):
    citizen = begin(kiosk, with_helper=True)
    while "card_tip" not in getattr(kiosk.app.visit.place, "ref", ""):
        citizen.answer_page()
    kiosk.devices.reader.put(citizen.helper.card)
    citizen.wait(lambda: citizen.page.screen == "card-read", "the card is read")

    citizen.press(Key.PRIMARY)

    assert "申请人" in citizen.page.heading.shown
    assert citizen.page.notice.shown == "这是您自己的身份证。请放申请人的身份证。"
    assert kiosk.counter.interview.session.value_of("name") == ""


def test_back_onto_the_card_page_stays_there(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "card")
    citizen.answer_page()
    kiosk.devices.reader.put(citizen.applicant.card)

    citizen.press(Key.BACK)
    QTest.qWait(500)

    assert citizen.page.screen == "card"


def test_what_was_typed_survives_a_panel_and_the_question_who_is_there(kiosk: Kiosk):
    citizen = begin(kiosk, uses_card=False)
    walk_to(kiosk, citizen, "entry")
    while "id_no" not in kiosk.app.visit.place.ref:
        citizen.answer_page()
    citizen.enter("99010119380305")

    citizen.dock("help")
    citizen.press(Key.PRIMARY)
    kiosk.app.dispatch(IdleNoticed())
    citizen.press(Key.PRIMARY)

    assert citizen.page.rows[0].value.shown.replace(" ", "") == "99010119380305"


def test_a_slip_is_printed_once(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.apply(SHORT)

    citizen.dock("voice")
    citizen.press(Key.PRIMARY)

    assert len(list((kiosk.settings.data / "slips").glob("*.png"))) == 1


def test_who_walks_off_before_saying_who_they_are_leaves_no_draft(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "choice")
    citizen.answer_page()

    kiosk.app.dispatch(IdleNoticed())
    told = citizen.page.lead.shown
    kiosk.app.dispatch(IdleEnded())

    assert "擦掉" in told
    assert kiosk.drafts.forget_expired() == 0


def test_a_closed_window_does_not_ask_who_is_there(qapp: QApplication, lone_settings: Settings):
    with open_window(qapp, lone_settings, devices(lone_settings)) as kiosk:
        begin(kiosk)

    kiosk.app.spoken_to_the_end()

    assert not kiosk.app._idle.isActive()
