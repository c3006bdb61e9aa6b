"""An answer of a known list: touched, found by letters or written; never lost or overheard."""

import pytest

from kiosk.domain.language import Language
from tests.fakes.ink import ReadsAtOnce
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from tests.unit.presenters.test_address import Visitor as AnyVisitor
from ui.pages import Chose, Edit, Edited, Field, Key, Keys, Pressed, Typed

ETHNIC = row("text", "home", label="什么民族？", appearance="kiosk-list-ethnic", required="true()")


@pytest.fixture
def visitor() -> AnyVisitor:
    return AnyVisitor(Desk(form([ETHNIC])))


def answered(visitor: AnyVisitor) -> str:
    return visitor.desk.session.value_of("home")


def test_one_touch_and_the_large_key_answer(visitor):
    assert visitor.page.screen == "listed"
    assert visitor.choose("维吾尔族").rows[2].chosen.endswith("维吾尔族")
    visitor.touch(Pressed(Key.PRIMARY))

    assert answered(visitor) == "维吾尔族"


def test_nothing_chosen_is_refused_in_words(visitor):
    page = visitor.touch(Pressed(Key.PRIMARY))

    assert page.notice
    assert not answered(visitor)


def test_an_answer_is_looked_up_by_letters_and_marked_on_the_whole_list(visitor):
    visitor.choose("按字母找")
    visitor.touch(Typed("X"), Typed("B"), Edited(Edit.ERASED), Typed("B"))
    assert visitor.shown() == "XB"
    page = visitor.choose("锡伯族")

    assert visitor.shown() == "锡伯族"
    assert Keys not in {type(row) for row in page.rows}
    visitor.touch(Pressed(Key.PRIMARY))
    assert answered(visitor) == "锡伯族"


def test_what_is_not_listed_is_written_from_nothing(visitor):
    visitor.choose("汉族")
    visitor.choose("自己写")
    assert visitor.page.screen == "entry"
    assert visitor.shown() == ""
    visitor.choose("从头选")

    assert visitor.page.screen == "listed"
    assert visitor.shown() == "汉族"


def test_what_was_answered_is_there_to_be_changed(visitor):
    visitor.choose("壮族")
    visitor.touch(Pressed(Key.PRIMARY))

    assert AnyVisitor(visitor.desk).shown() == "壮族"


def test_what_was_written_is_there_to_be_changed(visitor):
    visitor.desk.session.try_answer(visitor.desk.session.refs_of("home")[0], "穿青人")
    again = AnyVisitor(visitor.desk)

    assert (again.page.screen, again.shown()) == ("entry", "穿青人")


def test_what_was_marked_or_half_written_is_there_after_back(visitor):
    visitor.choose("回族")
    visitor.touch(Pressed(Key.BACK))
    again = AnyVisitor(visitor.desk)
    assert again.shown() == "回族"
    again.choose("自己写")
    again.touch(Chose("pad:letters"), Typed("A"), Pressed(Key.BACK))

    assert AnyVisitor(visitor.desk).shown() == "A"


def test_others_hear_only_that_something_was_chosen(visitor):
    page = visitor.choose("苗族")

    assert (page.echo.spoken, page.echo.private) == ("选上了", "苗族")
    assert "苗族" not in page.spoken()
    field = next(row for row in page.rows if isinstance(row, Field))
    assert (field.value.spoken, field.value.private) == ("选上了", "苗族")


@pytest.mark.parametrize(
    ("language", "shown", "private"),
    [(Language.TRADITIONAL, "藏族", "藏族"), (Language.ENGLISH, "Tibetan", "Tibetan")],
)
def test_other_readers_see_their_names_and_the_same_is_kept(language, shown, private):
    visitor = AnyVisitor(Desk(form([ETHNIC]), language=language))
    page = visitor.choose(shown)
    visitor.touch(Pressed(Key.PRIMARY))

    assert page.echo.private == private
    assert answered(visitor) == "藏族"


def test_a_list_does_not_use_up_the_words_that_explain_writing():
    street = row("text", "street", label="哪条街？")
    desk = Desk(form([ETHNIC, street]), ink_reader=ReadsAtOnce("街"))

    assert "写一个字" in desk.open("street").page().lead.shown
    written = desk.open("home")
    written.on(Chose("write"))
    assert "写一个字" in written.page().lead.shown


def test_a_list_that_nobody_knows_leaves_a_text_to_be_written():
    unknown = row("text", "home", label="哪条鱼？", appearance="kiosk-list-fish")

    assert AnyVisitor(Desk(form([unknown]))).page.screen == "entry"
