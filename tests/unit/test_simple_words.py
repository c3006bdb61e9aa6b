"""In simple words pictures and voice carry a page; nothing is chosen before it was heard."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.words import Words
from kiosk.i18n import Text
from ui.pages import Choice, Chose, Key, Page, Paragraph, Pressed, Tile
from ui.simple import SimpleWords

TEXT = Text()
NEXT, CLOSE = TEXT("key-next"), TEXT("panel-close")
TOWN = Choice(key="city", label=Words.same("城镇"), icon="house")
FARM = Choice(key="rural", label=Words.same("农村"), icon="field")
HOME = Page(
    screen="choice",
    heading=Words.same("您家是城里还是农村？"),
    lead=Words.same("看户口本首页。"),
    rows=(TOWN, FARM),
    primary=NEXT,
)


def simple(*, is_wanted: bool = True) -> SimpleWords:
    return SimpleWords(text=TEXT, is_wanted=lambda: is_wanted)


def several(*chosen: str) -> Page:
    rows = tuple(replace(row, several=True, is_chosen=row.key in chosen) for row in (TOWN, FARM))
    return replace(HOME, rows=rows)


def test_who_did_not_ask_for_it_gets_the_page_and_the_touch_as_they_are() -> None:
    usual = simple(is_wanted=False)

    assert usual.page(HOME) is HOME
    assert usual.acts(Chose("city"), HOME) == (Chose("city"),)


def test_a_question_is_said_whole_with_number_and_picture_of_every_answer() -> None:
    said = simple().page(HOME).spoken()

    assert said == (
        "您家是城里还是农村？",
        "看户口本首页。",
        "第一个，画着房子的，城镇",
        "第二个，画着小苗的，农村",
        "就选这个",
        "点一下，听一听。再点一下，就选它。",
    )


def test_what_only_helps_to_understand_is_said_and_not_drawn() -> None:
    page = simple().page(HOME)

    assert page.lead == Words("", "看户口本首页。")
    assert [row.label.shown for row in page.rows if isinstance(row, Choice)] == ["城镇", "农村"]


def test_what_is_there_to_be_read_stays_where_nothing_is_to_be_answered() -> None:
    notice = Page(screen="note", heading=Words.same("请看"), rows=(Paragraph(words=NEXT),))

    page = simple().page(replace(notice, lead=HOME.lead))

    assert page.lead == HOME.lead
    assert page.again


def test_a_touch_says_an_answer_and_another_one_chooses_it_and_goes_on() -> None:
    words = simple()
    page = words.page(HOME)

    first = words.acts(Chose("rural"), page)
    told = words.page(HOME).echo.spoken
    second = words.acts(Chose("rural"), page)

    assert first == ()
    assert told == "第二个，画着小苗的，农村。要这个，就再点一下。"
    assert second == (Chose("rural"), Pressed(Key.PRIMARY))


def test_the_large_key_chooses_what_was_heard_last() -> None:
    words = simple()
    page = words.page(HOME)

    words.acts(Chose("rural"), page)
    words.acts(Chose("city"), page)

    assert words.acts(Pressed(Key.PRIMARY), page) == (Chose("city"), Pressed(Key.PRIMARY))


def test_what_keys_or_a_switch_have_said_needs_no_second_press() -> None:
    words = simple()
    page = words.page(HOME)

    words.hear("city")

    assert words.acts(Chose("city"), page) == (Chose("city"), Pressed(Key.PRIMARY))


def test_of_several_answers_one_is_heard_then_marked_and_one_touch_takes_it_back() -> None:
    words = simple()

    heard = words.acts(Chose("city"), words.page(several()))
    marked = words.acts(Chose("city"), words.page(several()))
    taken_back = words.acts(Chose("city"), words.page(several("city")))

    assert (heard, marked, taken_back) == ((), (Chose("city"),), (Chose("city"),))


def test_of_a_sensitive_question_a_touch_says_the_number_alone() -> None:
    words = simple()
    asked = replace(HOME, rows=(replace(TOWN, is_sensitive=True), FARM))

    words.acts(Chose("city"), words.page(asked))

    assert words.page(asked).echo.spoken == "第一个。要这个，就再点一下。"


def test_what_was_heard_on_one_page_chooses_nothing_on_the_next() -> None:
    words = simple()
    words.acts(Chose("city"), words.page(HOME))

    after = replace(HOME, heading=Words.same("现在住的房子是哪种？"))

    assert words.acts(Chose("city"), words.page(after)) == ()


def test_what_another_touch_changes_back_is_done_at_once() -> None:
    words = simple()
    panel = replace(HOME, acts_at_once=True)

    page = words.page(panel)

    assert words.acts(Chose("city"), page) == (Chose("city"),)
    assert page.primary == NEXT
    assert not page.says_last


def test_an_answer_without_a_picture_is_told_by_its_number() -> None:
    page = simple().page(replace(HOME, rows=(replace(TOWN, icon="1"), FARM)))

    assert "第一个，城镇" in page.spoken()


@given(st.lists(st.sampled_from(["city", "rural", "apply", "", Key.PRIMARY, Key.BACK])))
def test_nothing_is_chosen_that_was_not_touched_just_before(touches: list[str]) -> None:
    words = simple()
    tile = Tile(key="apply", icon="document", title=Words.same("办事"))
    asked = replace(HOME, rows=(*HOME.rows, tile))
    before = ""

    for touch in touches:
        page = words.page(asked)
        act = Pressed(touch) if isinstance(touch, Key) else Chose(touch)
        chosen = [one.key for one in words.acts(act, page) if isinstance(one, Chose) and one.key]
        assert chosen in ([], [before])
        before = touch if isinstance(act, Chose) else ""
