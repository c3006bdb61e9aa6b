"""An address by touch: the hall's own places first, then the number of the house."""

import pytest

from tests.hall_region import a_region
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import Act, Cells, Chose, Edit, Edited, Field, Key, Keys, Page, Pressed, Typed
from ui.presenting import Presenter

ADDRESS = row("text", "home", label="住哪里？", appearance="kiosk-address")


class Visitor:
    """Touches what is on the page, and counts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.presenter: Presenter = desk.open("home")
        self.touches = 0

    @property
    def page(self) -> Page:
        return self.presenter.page()

    def touch(self, *acts: Act) -> Page:
        for act in acts:
            self.touches += 1
            self.presenter.on(act)
        return self.page

    def choose(self, label: str) -> Page:
        """Touch the cell with these words."""
        (key,) = (
            key
            for cells in self.page.rows
            if isinstance(cells, Cells)
            for key, words in zip(cells.keys, cells.labels, strict=True)
            if words.shown == label
        )
        return self.touch(Chose(key))

    def shown(self) -> str:
        return next(row.value.shown for row in self.page.rows if isinstance(row, Field))

    def labels(self) -> list[str]:
        cells = (row for row in self.page.rows if isinstance(row, Cells))
        return [words.shown for row in cells for words in row.labels]


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(Desk(form([ADDRESS]), regions=a_region()))


def test_an_address_in_the_halls_street_takes_six_touches(visitor):
    visitor.choose("中山社区")
    visitor.touch(Typed("1"), Typed("2"), Typed("号"), Pressed(Key.PRIMARY))

    assert visitor.desk.session.value_of("home") == "湖北省武汉市武昌区积玉桥街道中山社区12号"
    assert visitor.touches <= 6


def test_who_lives_elsewhere_goes_up_and_down_again(visitor):
    visitor.choose("不在这里")
    assert "中华路街道" in visitor.labels()
    visitor.choose("不在这里")
    visitor.choose("江岸区")
    assert visitor.shown() == "湖北省武汉市江岸区"
    assert Keys in {type(row) for row in visitor.page.rows}, "below it the text is written"


def test_the_country_is_the_end_of_going_up(visitor):
    for _ in ("积玉桥街道", "武昌区", "武汉市", "湖北省"):
        visitor.choose("不在这里")

    assert "台湾省" in visitor.labels()
    assert "不在这里" not in visitor.labels()


def test_a_place_is_looked_up_by_first_letters(visitor):
    visitor.choose("按字母找")
    page = visitor.touch(Typed("Z"), Typed("S"), Typed("S"), Typed("Q"))
    assert page.lead.shown.startswith("按地名拼音")
    assert "积玉桥街道中山社区" in visitor.labels()
    visitor.touch(Edited(Edit.ERASED))
    assert visitor.shown() == "ZSS"
    visitor.choose("积玉桥街道中山社区")

    assert visitor.shown() == "湖北省武汉市武昌区积玉桥街道中山社区"


def test_the_text_leads_back_to_the_places(visitor):
    visitor.choose("中山社区")
    visitor.choose("重选地方")
    visitor.choose("四清里社区")

    assert visitor.shown() == "湖北省武汉市武昌区积玉桥街道四清里社区"


def test_an_address_may_be_written_from_any_place_on(visitor):
    visitor.choose("不在这里")
    visitor.choose("自己写")

    assert visitor.shown() == "湖北省武汉市武昌区"


def test_what_was_answered_is_there_to_be_changed(visitor):
    visitor.choose("中山社区")
    visitor.touch(Typed("8"), Typed("号"), Pressed(Key.PRIMARY))

    again = Visitor(visitor.desk)

    assert again.shown() == "湖北省武汉市武昌区积玉桥街道中山社区8号"


def test_what_was_left_half_written_is_there_again(visitor):
    visitor.choose("中山社区")
    visitor.touch(Typed("8"), Pressed(Key.BACK))

    again = Visitor(visitor.desk)

    assert again.shown() == "湖北省武汉市武昌区积玉桥街道中山社区8"


def test_others_hear_only_that_a_place_was_chosen(visitor):
    page = visitor.choose("不在这里")

    assert page.echo.spoken == "选上了"
    assert page.echo.private == "武昌区"
    assert all(row.hushed for row in page.rows if isinstance(row, Cells) and len(row.keys) > 4)
    assert "武昌区" not in page.spoken()
    field = next(row for row in page.rows if isinstance(row, Field))
    assert (field.value.spoken, field.value.private) == ("选上了", "湖北省武汉市武昌区")


def test_letters_of_a_place_are_only_counted_for_others(visitor):
    visitor.choose("按字母找")
    page = visitor.touch(Typed("Z"), Typed("S"))

    field = next(row for row in page.rows if isinstance(row, Field))
    assert "ZS" not in field.value.spoken
    assert field.value.private == "ZS"


def test_without_a_region_the_address_is_written():
    visitor = Visitor(Desk(form([ADDRESS])))

    assert visitor.page.screen == "entry"
