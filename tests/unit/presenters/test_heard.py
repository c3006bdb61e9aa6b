"""What others in the hall hear, and what the person at the kiosk hears."""

from collections.abc import Callable, Sequence

import pytest

from kiosk.catalogue.compiled import Catalogue
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.domain.words import Hearer, Words
from kiosk.forms.protocol import Ref
from kiosk.i18n import Text
from kiosk.ports.recogniser import Candidate, Place, Point, Stroke
from kiosk.speech.known_by import explained
from kiosk.speech.readings import without_readings
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.interview import Interview
from tests.fakes.ink import ReadsAtOnce
from tests.made_up import NAME, NUMBER, PHONE
from tests.unit.usecases.conftest import interview
from ui.asking import Asked, field_of, sentences_below
from ui.handwriting import Handwriting
from ui.pages import (
    Cells,
    Choice,
    Chose,
    Edit,
    Edited,
    Field,
    Inked,
    MoreWanted,
    Page,
    ReviewItem,
    Typed,
    Writing,
    spoken_row,
)
from ui.presenting import Stage
from ui.screens.card.presenter import Presenter as CardPresenter
from ui.screens.choice.presenter import Presenter as ChoicePresenter
from ui.screens.entry.presenter import Presenter as EntryPresenter
from ui.screens.review.presenter import Presenter as ReviewPresenter

TEXT = Text()
STAGE = Stage(text=TEXT, emit=lambda _event: None, refresh=lambda: None)
STROKE: Stroke = (Point(0.1, 0.1, 0), Point(0.9, 0.9, 100))
HOME = "望云里四十七号"


class ReadsLater:
    """Reads when it is told to."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[tuple[Candidate, ...]], None]] = []

    def read(
        self,
        strokes: Sequence[Stroke],
        *,
        limit: int,
        place: Place,
        then: Callable[[tuple[Candidate, ...]], None],
    ) -> None:
        self._waiting.append(then)

    def answer(self, texts: str) -> None:
        self._waiting.pop(0)(tuple(Candidate(text, 0.0) for text in texts))


@pytest.fixture
def help_wanted(catalogue: Catalogue) -> Interview:
    """An application for emergency help, with words, numbers and sensitive choices."""
    return interview(catalogue, "linshi_jiuzhu")


def ref_of(asked: Interview, name: str) -> Ref:
    return asked.session.refs_of(name)[0]


def a_question(interview: Interview, name: str) -> Asked:
    return Asked(stage=STAGE, interview=interview, ref=ref_of(interview, name), keep=lambda: None)


def an_entry(interview: Interview, name: str, *found: str) -> EntryPresenter:
    asked = a_question(interview, name)
    return EntryPresenter(
        asked=asked, field=field_of(asked.view.question), ink_reader=ReadsAtOnce(*found)
    )


def a_review(interview: Interview) -> ReviewPresenter:
    return ReviewPresenter(asked=a_review_of(interview))


def a_review_of(interview: Interview) -> Asked:
    note = next(
        ref
        for ref in interview.session.order()
        if "kiosk-review" in interview.view(ref).question.appearance
    )
    return Asked(stage=STAGE, interview=interview, ref=note, keep=lambda: None)


def item(page: Page, ref: Ref) -> ReviewItem:
    return next(row for row in page.rows if isinstance(row, ReviewItem) and row.key == ref)


# Typing


@pytest.mark.parametrize("name", ["id_no", "phone", "bank_no"])
def test_of_a_persons_number_only_the_count_is_said(help_wanted: Interview, name: str) -> None:
    entry = an_entry(help_wanted, name)

    entry.on(Typed("7"))
    entry.on(Typed("3"))
    typed = entry.page()
    entry.on(Edited(Edit.ERASED))

    assert typed.echo.spoken == "已填2位"
    assert entry.page().echo.spoken == "已填1位"
    assert "3" not in "".join(sentence for row in typed.rows for sentence in spoken_row(row))


@pytest.mark.parametrize(
    ("name", "entered", "counted"),
    [("hukou_addr", "望", "已写1个字"), ("phone", "7", "已填1位"), ("people", "7", "已填1位")],
)
def test_only_the_visitor_hears_what_is_entered_and_anybody_how_much(
    help_wanted: Interview, name: str, entered: str, counted: str
) -> None:
    entry = an_entry(help_wanted, name)

    entry.on(Typed(entered))

    assert entry.page().echo == Words("", counted, explained(entered))


def test_the_visitor_hears_a_number_as_numbers_are_said(help_wanted: Interview) -> None:
    entry = an_entry(help_wanted, "phone")
    for digit in PHONE:
        entry.on(Typed(digit))

    page = entry.page()

    assert spell(Spelling.PHONE, PHONE) in page.spoken(Hearer.VISITOR)
    assert spell(Spelling.PHONE, PHONE) not in page.spoken()


def test_words_written_before_are_not_read_out_again(help_wanted: Interview) -> None:
    entry = an_entry(help_wanted, "hukou_addr")
    for character in HOME:
        entry.on(Chose(character))

    page = entry.page()

    assert HOME in [row.value.shown for row in page.rows if isinstance(row, Field)]
    assert HOME not in "".join(page.spoken())
    assert "已写7个字" in page.spoken()
    assert page.is_personal


def test_an_empty_field_is_silent_and_not_personal(help_wanted: Interview) -> None:
    page = an_entry(help_wanted, "phone").page()

    assert "还没有填" not in page.spoken()
    assert not page.is_personal


# Writing by hand


def test_a_stroke_that_changes_nothing_is_not_heard() -> None:
    writing = Handwriting(ReadsAtOnce("一二", "土工", "土士"))

    heard = []
    for count in (1, 2, 3):
        writing.read((STROKE,) * count, then=lambda: heard.append(writing.new_best()))

    assert heard == ["一", "土", ""]


def test_candidates_stand_until_the_newest_ink_is_read() -> None:
    reader, told = ReadsLater(), []
    writing = Handwriting(reader)
    writing.read((STROKE,), then=lambda: told.append(writing.best))
    writing.read((STROKE,) * 2, then=lambda: told.append(writing.best))

    reader.answer("一")
    before = writing.row.candidates
    reader.answer("二三")

    assert before == ()
    assert writing.row.candidates == ("二", "三")
    assert told == ["二"]


@pytest.mark.parametrize("ends", ["clear", "wiped"])
def test_ink_that_was_read_too_late_counts_no_more(ends: str) -> None:
    reader, told = ReadsLater(), []
    writing = Handwriting(reader)
    writing.read((STROKE,), then=lambda: told.append(writing.best))

    if ends == "clear":
        writing.clear()
    else:
        writing.read((), then=lambda: told.append("nothing"))
    reader.answer("一")

    assert writing.row.candidates == ()
    assert "一" not in told


def test_the_candidates_are_listed_only_when_others_are_asked_for(help_wanted: Interview) -> None:
    entry = an_entry(help_wanted, "hukou_addr", "土工士干上下王玉五")

    entry.on(Inked((STROKE,)))
    first = entry.page().echo
    entry.on(MoreWanted())
    others = entry.page().echo

    assert first == Words("", "", "土，土地的土")
    assert others.private == "五"
    assert others.spoken == "换了一批字，请看屏幕"


def test_what_is_written_for_a_sensitive_question_is_not_guessed_aloud(
    help_wanted: Interview,
) -> None:
    entry = an_entry(help_wanted, "event_text", "病")

    entry.on(Inked((STROKE,)))
    guessed = entry.page().echo.spoken
    entry.on(Chose("病"))

    assert guessed == ""
    assert entry.page().echo.spoken == "已填1位"


def test_only_the_first_writing_box_is_explained(help_wanted: Interview) -> None:
    hint = TEXT("writing-hint").shown

    explained = [name for name in ("name", "nation", "hukou_addr")
                 if hint in an_entry(help_wanted, name).page().lead.shown]  # fmt: skip

    assert explained == ["name"]


# Choosing


def test_three_answers_are_numbered_and_two_are_not(help_wanted: Interview) -> None:
    many = ChoicePresenter(asked=a_question(help_wanted, "contact_way")).page()
    two = ChoicePresenter(asked=a_question(help_wanted, "live_same")).page()

    assert any(sentence.startswith("第一个，") for sentence in many.spoken())
    assert not any(sentence.startswith("第一个，") for sentence in two.spoken())


def test_the_touched_answer_of_a_sensitive_question_is_not_named(help_wanted: Interview) -> None:
    choice = ChoicePresenter(asked=a_question(help_wanted, "event"))
    rows = [row for row in choice.page().rows if isinstance(row, Choice)]

    choice.on(Chose(rows[2].key))
    page = choice.page()

    assert page.echo.spoken == "选了：第三个"
    assert page.echo.private == f"选了：{rows[2].label.shown}"
    assert TEXT("choice-chosen").spoken not in page.spoken()
    assert all(row.is_sensitive for row in page.rows if isinstance(row, Choice))


def test_the_answer_that_stands_is_said_when_the_page_is_read(help_wanted: Interview) -> None:
    choice = ChoicePresenter(asked=a_question(help_wanted, "live_same"))
    choice.on(Chose("no"))

    said = choice.page().spoken()

    assert said[said.index("不是") + 1] == TEXT("choice-chosen").spoken


# The review


def test_the_review_speaks_no_personal_value_by_itself(help_wanted: Interview) -> None:
    for name, value in (("id_no", NUMBER), ("phone", PHONE), ("hukou_addr", HOME)):
        help_wanted.answer(ref_of(help_wanted, name), value)

    page = a_review(help_wanted).page()

    assert item(page, ref_of(help_wanted, "phone")).value.spoken == "填好了"
    assert item(page, ref_of(help_wanted, "id_no")).value.spoken == "填好了"
    assert item(page, ref_of(help_wanted, "hukou_addr")).value == Words(HOME, "填好了", HOME)
    assert NUMBER not in "".join((*page.spoken(), *(str(row) for row in page.rows)))
    assert not page.is_personal


def test_a_sensitive_choice_is_shown_on_the_review_and_not_said(help_wanted: Interview) -> None:
    event = ref_of(help_wanted, "event")
    chosen = help_wanted.view(event).choices[0]
    help_wanted.answer(event, chosen.name)

    assert item(a_review(help_wanted).page(), event).value == Words(
        chosen.label, "填好了", chosen.label
    )


def test_of_a_bank_number_the_last_four_digits_are_shown_together(help_wanted: Interview) -> None:
    bank = ref_of(help_wanted, "bank_no")
    help_wanted.answer(bank, "6222021001123445")

    assert item(a_review(help_wanted).page(), bank).value.shown == "**** 3445"


def test_the_review_reads_everything_when_asked_and_again_when_asked_again(
    help_wanted: Interview,
) -> None:
    help_wanted.answer(ref_of(help_wanted, "hukou_addr"), HOME)
    review = a_review(help_wanted)

    review.on(Chose("read"))
    first = review.page()
    review.on(Chose("read"))

    assert HOME in first.echo.private
    assert HOME not in first.echo.spoken
    assert first.is_personal
    assert review.page().echo != first.echo
    assert review.page().echo.private == first.echo.private


def test_the_review_uses_the_words_of_the_question(help_wanted: Interview) -> None:
    page = a_review(help_wanted).page()
    who = help_wanted.view(ref_of(help_wanted, "live_same"))

    assert item(page, who.ref).label.shown == who.label != who.question.field


# The card


def test_whose_card_was_read_is_said_only_when_asked(help_wanted: Interview) -> None:
    reader = SimulatedIdCardReader()
    note = next(ref for ref in help_wanted.session.order() if help_wanted.is_card_note(ref))
    asked = Asked(stage=STAGE, interview=help_wanted, ref=note, keep=lambda: None)
    card = CardPresenter(asked=asked, reader=reader)
    reader.put(IdCard(name=NAME, number=IdCardNumber(NUMBER)))
    card.tick()
    by_itself = card.page()

    card.on(Chose("read"))
    first = card.page()
    card.on(Chose("read"))

    said = "".join(by_itself.spoken())
    assert not by_itself.is_personal
    assert NAME not in said
    assert spell(Spelling.DIGITS, NUMBER[-4:]) not in said
    assert NAME in [without_readings(said) for said in by_itself.spoken(Hearer.VISITOR)]
    assert spell(Spelling.ID_CARD, NUMBER) in by_itself.spoken(Hearer.VISITOR)
    assert first.is_personal
    assert NAME in without_readings(first.echo.private)
    assert spell(Spelling.DIGITS, NUMBER[-4:]) in first.echo.private
    assert card.page().echo != first.echo


# Reading a page


def test_back_is_said_only_where_it_is_the_only_key() -> None:
    alone = Page(screen="s", heading=Words.same("标题"), back=TEXT("key-back"))
    among = Page(screen="s", heading=Words.same("标题"), back=TEXT("key-back"),
                 primary=TEXT("key-next"), secondary=TEXT("key-skip"))  # fmt: skip

    assert alone.spoken() == ("标题", "返回")
    assert among.spoken() == ("标题", "跳过")


def test_the_step_is_said_before_the_question_as_it_stands_above_it(
    help_wanted: Interview,
) -> None:
    page = ChoicePresenter(asked=a_question(help_wanted, "live_same")).page()
    number, total = page.position or (0, 0)

    assert page.spoken()[:2] == (f"第{number}步，共{total}步", page.heading.spoken)


def test_a_page_that_opens_at_a_row_is_read_from_there_and_repeated_whole(
    help_wanted: Interview,
) -> None:
    asked = a_review_of(help_wanted)
    changed = ref_of(help_wanted, "phone")
    asked.leave(changed)

    page = ReviewPresenter(asked=asked).page()

    own = item(page, changed)
    assert page.spoken_at_opening()[:2] == (own.label.spoken, own.value.spoken)
    assert page.spoken_at_opening()[-1] == page.primary.spoken
    assert page.heading.spoken in page.spoken()


def test_a_page_without_the_row_it_should_open_at_is_read_from_the_top() -> None:
    page = Page(screen="s", heading=Words.same("标题"), opens_at="gone")

    assert page.spoken_at_opening() == page.spoken() == ("标题",)


def test_a_few_cells_are_said_and_a_grid_is_not() -> None:
    def cells(count: int) -> Cells:
        labels = tuple(Words.same(str(n)) for n in range(count))
        return Cells(keys=tuple(map(str, range(count))), labels=labels, columns=3)

    assert spoken_row(cells(4)) == ("0", "1", "2", "3")
    assert spoken_row(cells(5)) == ()


def test_candidates_are_not_read_with_the_page() -> None:
    assert spoken_row(Writing(candidates=("土", "工"))) == ()


@pytest.mark.parametrize(
    ("label", "texts", "said"),
    [
        ("遇到了什么事？", ("遇到了什么事？请选最主要的一件。",), ["请选最主要的一件。"]),
        ("家里几口人？", ("家里一共几口人？",), []),
        ("哪天发生的？", ("这件事是哪天发生的？",), []),
        ("到哪一天？", ("请选到哪天，三个月以内。", "三个月以内"), ["请选到哪天，三个月以内。"]),
        ("号码", ("一共十八位。最后一位是X的，键盘上有X。", "十八位，最后可能是X"),
         ["一共十八位。", "最后一位是X的，键盘上有X。"]),
        ("现在住哪里？", ("请写小区和门牌。", "几号楼、几单元、几室"),
         ["请写小区和门牌。", "几号楼、几单元、几室。"]),
    ],
)  # fmt: skip
def test_below_a_question_nothing_is_said_twice(
    label: str, texts: tuple[str, ...], said: list[str]
) -> None:
    assert list(sentences_below(label, *texts)) == said


def test_an_example_is_the_last_sentence_below_a_question(help_wanted: Interview) -> None:
    asked = a_question(help_wanted, "hukou_addr")

    assert asked.lead.shown.endswith(f"比如：{asked.view.example}。")
