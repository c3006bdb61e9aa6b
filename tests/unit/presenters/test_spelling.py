"""Words spelled in pinyin or strokes: what is taken, shown, said, and left without an engine."""

from collections.abc import Callable, Sequence

import pytest

from kiosk.catalogue.compiled import Catalogue
from kiosk.domain.words import Words
from kiosk.i18n import Text
from kiosk.ports.input_method import Composition, Scheme, Step
from kiosk.usecases.interview import Interview
from tests.fakes.composer import ComposesAtOnce
from tests.fakes.ink import ReadsAtOnce
from tests.unit.usecases.conftest import interview
from ui.asking import Asked, field_of
from ui.keys import PINYIN_KEYS, STROKE_KEYS
from ui.pages import (
    Cells,
    Chose,
    Edit,
    Edited,
    Field,
    Key,
    MoreWanted,
    Pressed,
    SpellingKeys,
    Typed,
)
from ui.presenting import Stage
from ui.screens.entry.presenter import Presenter
from ui.spelling import Spelling

TEXT = Text()
STAGE = Stage(text=TEXT, emit=lambda _event: None, refresh=lambda: None)


class ComposesLater:
    """Composes when it is told to: each letter is a candidate."""

    def __init__(self) -> None:
        self.asked: list[tuple[Step, ...]] = []
        self._then: Callable[[Composition | None], None] = lambda _composition: None

    def compose(
        self,
        scheme: Scheme,
        steps: Sequence[Step],
        *,
        is_accented: bool,
        then: Callable[[Composition | None], None],
    ) -> None:
        self.asked.append(tuple(steps))
        self._then = then

    def answer(self, **parts: object) -> None:
        self._then(Composition(**parts))  # type: ignore[arg-type] - a test's own parts


@pytest.fixture
def help_wanted(catalogue: Catalogue) -> Interview:
    return interview(catalogue, "linshi_jiuzhu")


@pytest.fixture
def composer() -> ComposesAtOnce:
    return ComposesAtOnce("望云里", "望云", "望", "忘", "旺")


def an_entry(interview: Interview, name: str, composer: ComposesAtOnce | None) -> Presenter:
    ref = interview.session.refs_of(name)[0]
    asked = Asked(stage=STAGE, interview=interview, ref=ref, keep=lambda: None)
    return Presenter(
        asked=asked,
        field=field_of(asked.view.question),
        ink_reader=ReadsAtOnce("望"),
        composer=composer,
    )


def opened(entry: Presenter, pad: str = "pinyin") -> Presenter:
    entry.on(Chose(f"pad:{pad}"))
    return entry


def keys_of(entry: Presenter) -> SpellingKeys:
    return next(row for row in entry.page().rows if isinstance(row, SpellingKeys))


def shown(entry: Presenter) -> str:
    return next(row for row in entry.page().rows if isinstance(row, Field)).value.shown


def switches(entry: Presenter) -> tuple[str, ...]:
    return next(row for row in entry.page().rows if isinstance(row, Cells)).keys


def type_(entry: Presenter, keys: str) -> None:
    for key in keys:
        entry.on(Typed(key))


# The screen


def test_letters_stand_in_the_field_until_a_word_is_picked(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))
    assert keys_of(entry).rows == PINYIN_KEYS
    assert keys_of(entry).candidates == ()

    type_(entry, "WYL")
    assert shown(entry) == "wyl"
    assert keys_of(entry).candidates[:2] == ("望云里", "望云")

    entry.on(Chose("望云里"))
    assert shown(entry) == "望云里"
    assert keys_of(entry).candidates == ()


def test_anybody_hears_that_a_letter_was_pressed_and_the_visitor_which(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))

    type_(entry, "W")
    assert entry.page().echo == Words("", "字母键", "W")

    entry.on(Chose("望"))
    assert entry.page().echo == Words("", "已写1个字", "望，希望的望")


def test_a_stroke_is_heard_by_its_name(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer), "strokes")
    assert keys_of(entry).rows == STROKE_KEYS

    type_(entry, "丶一")

    assert composer.asked[-1] == (Scheme.STROKES, ("n", "h"), False)
    assert entry.page().echo == Words("", "笔画键", "横")


def test_erasing_takes_letters_back_before_words(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))
    type_(entry, "W")
    entry.on(Chose("望"))
    type_(entry, "YU")

    for expected in ("望y", "望", ""):
        entry.on(Edited(Edit.ERASED))
        assert shown(entry) == expected


def test_a_name_is_spelled_with_names(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "name", composer))

    type_(entry, "W")

    assert composer.asked[-1][0] is Scheme.NAMES


def test_the_ways_to_spell_follow_each_other(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))
    asked = []
    for _ in range(3):
        type_(entry, "W")
        asked.append(composer.asked[-1])
        entry.on(Chose("other-way"))
        assert shown(entry) == ""

    assert asked == [
        (Scheme.PINYIN, ("w",), False),
        (Scheme.PINYIN, ("w",), True),
        (Scheme.JYUTPING, ("w",), False),
    ]
    assert entry.page().echo == TEXT("spelling-way-usual")


def test_the_key_with_two_dots_is_what_other_keyboards_call_v(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))

    type_(entry, "LÜ")

    assert composer.asked[-1][1] == ("l", "v")


def test_letters_without_a_word_are_not_lost_on_the_way_to_the_next_question(
    help_wanted, composer
):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))
    type_(entry, "WYL")

    entry.on(Pressed(Key.PRIMARY))

    assert entry.page().notice == TEXT("spelling-unfinished")
    assert shown(entry) == "wyl"


def test_what_nothing_is_spelled_like_is_told(help_wanted):
    entry = opened(an_entry(help_wanted, "hukou_addr", ComposesAtOnce()))

    type_(entry, "V")

    assert entry.page().echo == TEXT("spelling-nothing")


def test_so_many_letters_are_enough(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))
    type_(entry, "W" * 24)

    type_(entry, "W")

    assert entry.page().echo == TEXT("spelling-full")
    assert shown(entry) == "w" * 24


def test_more_shows_those_behind_and_then_the_first_again(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))
    type_(entry, "W")

    entry.on(MoreWanted(("望云里", "望云", "望")))
    assert keys_of(entry).candidates == ("忘", "旺")
    assert keys_of(entry).has_before
    assert entry.page().echo.private == "忘，旺"
    assert entry.page().echo.spoken == TEXT("writing-others").spoken

    entry.on(MoreWanted(("忘", "旺")))
    assert keys_of(entry).candidates[0] == "望云里"


def test_an_engine_that_ends_leaves_what_was_written_and_other_ways(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer))
    type_(entry, "W")
    entry.on(Chose("望"))

    composer.fails = True
    type_(entry, "Y")

    assert entry.page().echo == TEXT("spelling-gone")
    assert shown(entry) == "望"
    assert not {"pad:pinyin", "pad:strokes"} & set(switches(entry))


def test_without_an_engine_there_are_no_such_keys(help_wanted):
    entry = an_entry(help_wanted, "hukou_addr", None)

    assert not {"pad:pinyin", "pad:strokes"} & set(switches(entry))


# Keys that are quicker than the engine


# By radical


def grid(entry: Presenter) -> tuple[str, ...]:
    return next(row for row in entry.page().rows if isinstance(row, Cells)).keys


def test_a_character_nobody_can_spell_is_found_by_its_radical(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer), "strokes")
    assert "pad:radicals" in switches(entry)

    asked = []
    for key in ("pad:radicals", "radical:5", "radical:钅", "radical:13", "radical:𬭼"):
        assert key in {k for row in entry.page().rows if isinstance(row, Cells) for k in row.keys}
        entry.on(Chose(key))
        asked.append(entry.page().lead.shown)

    assert asked[:4] == [
        "这个字的部首是几画？", "是哪个部首？", "除了部首，还有几画？", "是哪个字？",
    ]  # fmt: skip
    assert shown(entry) == "𬭼"
    assert grid(entry)[:2] == ("radical:1", "radical:2"), "the next character begins anew"


def test_radicals_are_said_by_their_names_and_only_to_the_visitor(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer), "strokes")
    for key in ("pad:radicals", "radical:3"):
        entry.on(Chose(key))

    cells = next(row for row in entry.page().rows if isinstance(row, Cells))
    names = {label.shown: label.spoken for label in cells.labels}

    assert names["氵 三点水"] == "三点水"
    assert names["尢"] == "尢"
    assert cells.hushed


def test_the_last_step_to_a_character_is_taken_back(help_wanted, composer):
    entry = opened(an_entry(help_wanted, "hukou_addr", composer), "strokes")
    for key in ("pad:radicals", "radical:3", "radical:氵", "radical:again"):
        entry.on(Chose(key))

    assert entry.page().lead.shown == "是哪个部首？"


def test_a_helper_may_know_the_number_of_a_character(help_wanted, composer):
    session = help_wanted.session
    assert "pad:code-point" not in _beside_radicals(an_entry(help_wanted, "hukou_addr", composer))
    session.try_answer(session.refs_of("who")[0], "helper")

    entry = an_entry(help_wanted, "hukou_addr", composer)
    assert "pad:code-point" in _beside_radicals(entry)
    entry.on(Chose("pad:code-point"))
    type_(entry, "2CB7C")
    assert shown(entry) == "2CB7C"
    assert keys_of(entry).candidates == ("𬭼",)
    entry.on(Chose("𬭼"))
    assert shown(entry) == "𬭼"
    type_(entry, "4D")
    assert "没有" not in entry.page().echo.spoken
    entry.on(Edited(Edit.ERASED))
    assert shown(entry) == "𬭼4"


def _beside_radicals(entry: Presenter) -> set[str]:
    entry.on(Chose("pad:strokes"))
    entry.on(Chose("pad:radicals"))
    return {key for row in entry.page().rows if isinstance(row, Cells) for key in row.keys}


def test_without_an_engine_radicals_are_still_there(help_wanted):
    entry = an_entry(help_wanted, "hukou_addr", None)

    assert "pad:radicals" in switches(entry)


def test_a_candidate_is_picked_from_the_composition_it_was_shown_with():
    composer, taken = ComposesLater(), list[str]()
    spelling = Spelling(composer)
    spelling.press("w", taken.append)
    composer.answer(spelled="w", candidates=("我", "望"))

    spelling.press("y", taken.append)  # not composed yet
    spelling.pick("望", taken.append)
    assert composer.asked[-1] == ("w", 1, "y")

    composer.answer(text="望", used=2, spelled="y", candidates=("云",))
    assert taken == ["", "望"]
    assert spelling.is_open
    spelling.pick("云", taken.append)
    assert composer.asked[-1] == ("y", 0)


def test_a_candidate_touched_while_it_is_being_erased_is_passed_over():
    composer = ComposesLater()
    spelling = Spelling(composer)
    spelling.press("w", lambda _text: None)
    composer.answer(spelled="w", candidates=("我",))

    spelling.erase(lambda _text: None)  # the window shows the candidate until this is answered
    spelling.pick("我", lambda _text: None)

    assert composer.asked == [("w",), ()]
    assert not spelling.is_open


def test_candidates_too_long_for_the_panel_are_left_out_and_others_keep_their_place():
    composer = ComposesLater()
    spelling = Spelling(composer)
    spelling.press("w", lambda _text: None)
    composer.answer(spelled="w", candidates=("我" * 13, "望"))

    assert spelling.candidates == ("望",)
    spelling.pick("望", lambda _text: None)
    assert composer.asked[-1] == ("w", 1)
