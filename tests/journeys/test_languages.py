"""Another language in the middle of a visit: everything is said in it, and nothing is lost."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.language import Language
from kiosk.flow import places as at
from kiosk.flow.visit import IdleEnded, IdleNoticed
from kiosk.settings import Settings
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from tests.journeys.test_visit import PHOTOS, begin, walk_to
from ui.bootstrap import Kiosk
from ui.pages import Field, Key
from ui.rehearsal.citizen import Citizen
from ui.theme import Letters

SWITCHES = {"entry": Language.ENGLISH, "choice": Language.TRADITIONAL, "photo": Language.ENGLISH}


def switch(citizen: Citizen, language: Language) -> None:
    citizen.dock("language")
    citizen.choose(language.value)
    citizen.press(Key.PRIMARY)


def typed(citizen: Citizen) -> str:
    return next(row for row in citizen.page.rows if isinstance(row, Field)).value.shown


def filled_in(
    qapp: QApplication, settings: Settings, switches: dict[str, Language]
) -> tuple[object, ...]:
    """Return what would be sealed after a visit that switches once on each of some screens."""
    left = dict(switches)
    with open_window(qapp, settings, devices(settings, fixed_clock())) as kiosk:
        citizen = begin(kiosk, PHOTOS, seed=5, uses_card=False)
        while citizen.page.screen != "signature":
            if language := left.pop(citizen.page.screen, None):
                switch(citizen, language)
            citizen.answer_page()
        assert not left
        session = kiosk.counter.interview.session
        return session.answers(), session.readable(), kiosk.counter.interview.parts().values()


def test_switching_three_times_changes_nothing_that_is_sealed(
    qapp: QApplication, lone_settings: Settings
):
    answers, readable, _ = filled_in(qapp, lone_settings, {})

    again, read_again, _ = filled_in(qapp, lone_settings, SWITCHES)

    assert again == answers
    assert read_again == readable


def test_what_was_typed_stays_and_the_question_is_in_the_new_language(kiosk: Kiosk):
    citizen = begin(kiosk, PHOTOS, uses_card=False)
    walk_to(kiosk, citizen, "entry")
    asked = citizen.page.heading.shown
    citizen.choose("pad:letters")
    citizen.choose("B")

    switch(citizen, Language.ENGLISH)

    assert typed(citizen) == "B"
    assert asked == "您叫什么名字？"
    assert citizen.page.heading.shown == "What is the applicant's name?"
    assert citizen.page.primary.shown == "Next"


def test_the_page_below_is_said_again_in_the_new_language(
    qapp: QApplication, lone_settings: Settings
):
    heard: list[str] = []
    parts = devices(lone_settings, fixed_clock())
    with open_window(qapp, lone_settings, parts, on_spoken=heard.append) as kiosk:
        citizen = begin(kiosk, PHOTOS)
        heard.clear()

        switch(citizen, Language.ENGLISH)

    assert "Which language?" in heard
    assert heard[heard.index("We will use your details")].isascii()


@pytest.mark.parametrize("place", ["service-page", "services", "categories", "home"])
def test_pages_with_words_of_services_change_under_the_panel(kiosk: Kiosk, place: str):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.open_service(PHOTOS)
    while citizen.page.screen != place:
        citizen.press(Key.BACK)

    switch(citizen, Language.ENGLISH)

    assert citizen.page.screen == place
    assert citizen.page.heading.shown.isascii()
    assert all(title.isascii() for title in titles(citizen))


def titles(citizen: Citizen) -> list[str]:
    rows = citizen.page.rows
    return [row.title.shown for row in rows if hasattr(row, "title")]


def test_traditional_readers_see_their_characters_and_the_voice_is_given_simplified_ones(
    qapp: QApplication, lone_settings: Settings
):
    heard: list[str] = []
    parts = devices(lone_settings, fixed_clock())
    with open_window(qapp, lone_settings, parts, on_spoken=heard.append) as kiosk:
        citizen = a_citizen(kiosk)
        citizen.press(Key.PRIMARY)

        switch(citizen, Language.TRADITIONAL)

        assert citizen.page.heading.shown == "您好，請問辦什麼？"
        assert kiosk.look.theme.letters is Letters.TRADITIONAL
        assert kiosk.voice.take_of("您好，請問辦什麼？").text == "您好，请问办什么？"
    assert "您好，請問辦什麼？" in heard


def test_the_next_visitor_reads_the_halls_own_language_again(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    switch(citizen, Language.ENGLISH)
    english = kiosk.frame.dock.buttons[0].text()
    citizen.apply_from_home("yanglao_zige_renzheng")
    citizen.leave()

    assert kiosk.app.visit.place == at.Standby()
    assert english == "Home"
    assert kiosk.frame.dock.buttons[0].text() == "首页"
    assert citizen.page.primary.shown == "点这里开始"


def test_a_hall_offers_the_languages_it_names_the_first_at_the_start(
    qapp: QApplication, lone_settings: Settings
):
    settings = lone_settings.model_copy(
        update={"languages": (Language.ENGLISH, Language.SIMPLIFIED)}
    )

    with open_window(qapp, settings, devices(settings, fixed_clock())) as kiosk:
        citizen = a_citizen(kiosk)
        first, said_by = citizen.page.primary.shown, kiosk.voice.take_of("Hello.").language
        citizen.dock("language")

        assert (first, said_by) == ("Touch here to start", "en")
        assert citizen.page.rows[0].is_chosen
        assert [row.key for row in citizen.page.rows] == ["en", "zh-CN", "yue"]


def test_cantonese_is_on_trial_and_a_hall_may_leave_it_out(
    qapp: QApplication, lone_settings: Settings
):
    settings = lone_settings.model_copy(update={"cantonese": False})

    with open_window(qapp, settings, devices(settings, fixed_clock())) as kiosk:
        citizen = a_citizen(kiosk)
        citizen.dock("language")

        assert [row.key for row in citizen.page.rows] == ["zh-CN", "zh-Hant", "en"]


def test_who_hears_cantonese_reads_chinese_and_the_next_visitor_hears_mandarin(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)

    citizen.dock("language")
    citizen.choose("yue")
    citizen.press(Key.PRIMARY)
    heard = kiosk.voice.take_of("好。").language
    kiosk.app.dispatch(IdleNoticed())
    kiosk.app.dispatch(IdleEnded())

    assert citizen.page.primary.shown == "点这里开始"
    assert (heard, kiosk.voice.take_of("好。").language) == ("yue", "zh-CN")


def test_a_signature_is_kept_when_only_the_language_changes(kiosk: Kiosk):
    citizen = begin(kiosk, PHOTOS)
    walk_to(kiosk, citizen, "signature")
    ref = kiosk.app.visit.place.ref
    interview = kiosk.counter.interview
    interview.sign_by_fingerprint(ref)

    kiosk.counter.speak(Language.ENGLISH)
    phone = interview.session.refs_of("phone")[0]
    interview.answer(phone, "13900001111")

    assert interview.view(ref).value == "fingerprint"
    assert interview.signed_in == ("zh-CN",)
