"""A number or a word typed on large keys, or written by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import takewhile

from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.doubts import is_doubtful
from kiosk.entry.editing import Typed as Buffer
from kiosk.entry.fields import EntryField, Pad, Shape, grouped, normalised
from kiosk.entry.lists import APPEARANCE as LISTED
from kiosk.entry.radicals import RadicalLookup
from kiosk.flow import places as at
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref
from kiosk.ports.input_method import Scheme
from kiosk.ports.recogniser import Place, Stroke
from kiosk.speech.known_by import explained
from ui.asking import Asked, field_of, spoken_entry
from ui.handwriting import Handwriting, InkReader
from ui.keys import (
    CODE_POINT_KEYS,
    LETTER_KEYS,
    PINYIN_KEYS,
    STROKE_KEYS,
    key_names,
    spelled_by,
    stroke_names,
)
from ui.pages import (
    Act,
    Cells,
    Chose,
    Edited,
    Field,
    Inked,
    Key,
    Keys,
    MoreWanted,
    Page,
    Pressed,
    Row,
    SpellingKeys,
    Typed,
)
from ui.radicals import Radicals
from ui.spelling import CodePoints, Composer, Spelling
from ui.whole_name import WholeName

_SWITCH = "pad:"
_OTHER_WAY = "other-way"
_WORDS = {Shape.NAME, Shape.TEXT}
_BY_ENGINE = {Pad.PINYIN, Pad.STROKES}
_BY_HAND = {Pad.HANDWRITING, Pad.WHOLE_NAME}
_HINTS = {Pad.HANDWRITING: "writing-hint", Pad.WHOLE_NAME: "whole-name-hint"}
_SPELLED = {*_BY_ENGINE, Pad.CODE_POINT}


class _Way(StrEnum):
    """How sounds are spelled."""

    USUAL = "usual"
    ACCENTED = "accented"
    CANTONESE = "cantonese"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """What was entered before the page was left."""

    typed: Buffer = field(repr=False)
    pad: Pad
    way: _Way = _Way.USUAL
    lookup: RadicalLookup = field(default=RadicalLookup(), repr=False)


class Presenter:
    """Collects characters; the answer is checked when the visitor says it is complete.

    Others in the hall hear the loudspeaker, so what is entered is only counted there.

    A text may be begun already, and there may be keys of other ways to answer, one of them only
    beside the radicals, as the last resort; their presses are for who opened this page.
    """

    def __init__(
        self,
        *,
        asked: Asked,
        field: EntryField,
        ink_reader: InkReader | None,
        composer: Composer | None = None,
        begun: str | None = None,
        others: tuple[tuple[str, Words], ...] = (),
        last_resort: tuple[str, Words] | None = None,
    ) -> None:
        self._asked = asked
        self._field = field
        self._others = others
        self._last_resort = last_resort
        self._handwriting = Handwriting(ink_reader) if ink_reader else None
        self._by_engine = Spelling(composer) if composer else None
        self._by_code_point = Spelling(CodePoints())
        self._pads = tuple(pad for pad in field.pads if self._has(pad))
        accepted = Buffer(limit=field.limit).append(asked.view.value if begun is None else begun)
        found = asked.found(_Left) if begun is None else None
        left = found or _Left(typed=accepted, pad=self._pads[0])
        self._pad = left.pad if left.pad in self._pads else self._pads[0]
        self._typed = left.typed
        self._way = left.way
        self._radicals = Radicals(left.lookup)
        self._whole_name = WholeName(ink_reader) if ink_reader else None
        self._before_name = left.typed  # what is written at once comes after it
        self._is_answer_due = False  # asked for while a name was being read
        self._notice = NO_WORDS
        self._echo = NO_WORDS
        self._doubted = ""
        self._begin_spelling()
        self._explains_writing = self._pad is Pad.HANDWRITING and self._is_first_by_hand()

    @property
    def _spelling(self) -> Spelling | None:
        return self._by_code_point if self._pad is Pad.CODE_POINT else self._by_engine

    def _has(self, pad: Pad) -> bool:
        if pad in _BY_ENGINE:
            return self._by_engine is not None
        if pad is Pad.CODE_POINT:
            return self._asked.interview.is_by_helper
        return pad not in _BY_HAND or self._handwriting is not None

    # Drawing

    def page(self) -> Page:
        """Return the field and what to fill it with."""
        asked = self._asked
        return Page(
            screen="entry",
            heading=asked.heading,
            lead=self._lead(),
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=(self._shown(), *self._pad_rows(), *self._switches()),
            back=asked.stage.text("key-back"),
            secondary=asked.skip_words,
            secondary_icon="skip",
            primary=asked.next_words,
            echo=self._echo,
            is_personal=bool(self._typed.text),
        )

    def _lead(self) -> Words:
        lead = self._asked.lead
        if self._pad is Pad.RADICALS:
            return self._radicals.ask(self._asked.stage.text)
        if not self._explains_writing and self._pad is not Pad.WHOLE_NAME:
            return lead
        is_whole = self._pad is Pad.WHOLE_NAME
        how = self._asked.stage.text("whole-name-hint" if is_whole else "writing-hint")
        return lead.followed_by(how, gap=self._asked.stage.text.marks.gap)

    def _is_first_by_hand(self) -> bool:
        """Whether no open question before this one begins with the writing box."""
        asked = (step.ref for step in self._asked.interview.steps() if isinstance(step, at.Asking))
        before = takewhile(lambda ref: ref != self._asked.ref, asked)
        return not any(self._begins_by_hand(ref) for ref in before)

    def _begins_by_hand(self, ref: Ref) -> bool:
        question = self._asked.interview.view(ref).question
        is_listed = any(word.startswith(LISTED) for word in question.appearance)
        is_typed = question.kind is QuestionKind.TEXT and not is_listed
        return is_typed and field_of(question).pads[0] is Pad.HANDWRITING

    def _shown(self) -> Field:
        typed, language = self._typed.text, self._asked.stage.text.language
        return Field(
            label=Words.same(self._asked.view.question.field or self._asked.view.label),
            value=Words(
                grouped(typed, self._field) + self._spelled,
                self._counted(),
                spoken_entry(typed, self._field, language),
            ),
            is_wrong=bool(self._notice),
        )

    @property
    def _spelled(self) -> str:
        return self._spelling.spelled if self._spelling else ""

    def _counted(self) -> str:
        """Return how much is entered, which says nothing of what."""
        text, count = self._asked.stage.text, len(self._typed.text)
        if not count:
            return text("entry-empty").spoken
        is_words = self._field.shape in _WORDS and not self._asked.view.question.sensitive
        return text("entry-written" if is_words else "entry-count", count=count).spoken

    def _pad_rows(self) -> Sequence[Row]:
        text = self._asked.stage.text
        names = key_names(text)
        match self._pad:
            case Pad.DIGITS | Pad.LETTERS:
                is_digits = self._pad is Pad.DIGITS
                hushed = text("focus-digit" if is_digits else "focus-letter").spoken
                rows = self._field.keys if is_digits else LETTER_KEYS
                return (Keys(rows=rows, names=names, hushed=hushed),)
            case Pad.HANDWRITING if self._handwriting:
                candidate = text("focus-candidate").spoken
                return (replace(self._handwriting.row, hushed=candidate),)
            case Pad.WHOLE_NAME if self._whole_name:
                candidate = text("focus-candidate").spoken
                return (replace(self._whole_name.row, hushed=candidate),)
            case Pad.PINYIN | Pad.STROKES | Pad.CODE_POINT:
                return (self._spelling_keys(names),)
            case Pad.RADICALS:
                return self._radicals.rows(text)
            case Pad.HANDWRITING | Pad.WHOLE_NAME:
                return ()

    def _spelling_keys(self, names: tuple[tuple[str, Words], ...]) -> SpellingKeys:
        text = self._asked.stage.text
        rows, hushed = {
            Pad.STROKES: (STROKE_KEYS, "focus-stroke"),
            Pad.CODE_POINT: (CODE_POINT_KEYS, "focus-digit"),
        }.get(self._pad, (PINYIN_KEYS, "focus-letter"))
        return SpellingKeys(
            candidates=self._spelling.candidates if self._spelling else (),
            has_before=self._spelling.has_before if self._spelling else False,
            rows=rows,
            names=(*names, *stroke_names(text)) if self._pad is Pad.STROKES else names,
            hushed=text(hushed).spoken,
            hushed_candidate=text("focus-candidate").spoken,
        )

    def _switches(self) -> tuple[Row, ...]:
        others = tuple(pad for pad in self._pads if self._leads_to(pad))
        text = self._asked.stage.text
        keys = [f"{_SWITCH}{pad.value}" for pad in others]
        labels = [text(f"entry-use-{pad.value}") for pad in others]
        if self._pad is Pad.PINYIN:
            keys.append(_OTHER_WAY)
            labels.append(text("spelling-other-way"))
        resorts = (self._last_resort,) if self._last_resort and self._pad is Pad.RADICALS else ()
        for key, words in (*self._others, *resorts):
            keys.append(key)
            labels.append(words)
        if not keys:
            return ()
        return (Cells(keys=tuple(keys), labels=tuple(labels), columns=len(keys)),)

    def _leads_to(self, pad: Pad) -> bool:
        """Whether there is a key for a pad: radicals are looked for by who knows strokes."""
        if pad is Pad.RADICALS and self._pad not in {Pad.STROKES, Pad.CODE_POINT}:
            return Pad.STROKES not in self._pads and self._pad is not pad
        if pad is Pad.CODE_POINT:
            return self._pad is Pad.RADICALS
        if pad is Pad.WHOLE_NAME:
            return self._pad is Pad.HANDWRITING
        return pad is not self._pad

    # Acting

    def on(self, act: Act) -> None:
        """Take a key, ink, a candidate or one of the keys at the bottom."""
        self._is_answer_due = False
        match act:
            case Typed(text=text) if self._pad in _SPELLED:
                self._press(text)
            case Typed(text=text):
                self._append(text)
            case Edited():
                self._erase()
            case Inked(strokes=strokes):
                self._read(strokes)
            case MoreWanted(shown=shown):
                self._show_more(shown)
            case Chose(key=key):
                self._chose(key)
            case Pressed(key=Key.PRIMARY):
                self._answer()
            case _:
                self._asked.is_handled(act, left=self._left())

    def _left(self) -> _Left:
        return _Left(typed=self._typed, pad=self._pad, way=self._way, lookup=self._radicals.lookup)

    def _append(self, text: str) -> None:
        if self._typed.is_full:
            self._show(self._asked.stage.text("entry-full", count=self._field.limit))
            return
        self._typed = self._typed.append(text)
        self._show(Words("", self._counted(), explained(text)))

    def _erase(self) -> None:
        if self._spelling and self._spelling.is_open:
            self._spelling.erase(self._show_spelled(self._asked.stage.text("entry-erased")))
            return
        self._typed = self._typed.erase()
        erased = self._asked.stage.text("entry-erased").spoken
        self._show(Words("", self._counted(), erased))

    def _show(self, echo: Words) -> None:
        self._notice, self._echo = NO_WORDS, echo
        self._asked.stage.refresh()

    def _read(self, strokes: Sequence[Stroke]) -> None:
        if self._pad is Pad.WHOLE_NAME and self._whole_name:
            last = self._before_name.last
            self._whole_name.read(strokes, before=last, then=self._show_whole_name)
        elif self._handwriting:
            place = Place(self._typed.last, is_name=self._field.shape is Shape.NAME)
            self._handwriting.read(strokes, place=place, then=self._show_read)

    def _show_read(self) -> None:
        if self._handwriting:
            self._show(Words("", "", explained(self._handwriting.new_best())))

    def _show_whole_name(self, sign: str) -> None:
        """Put what is taken as meant into the field, and say the newest of it."""
        if self._whole_name:
            self._typed = self._before_name.append(self._whole_name.text)
        if self._is_answer_due:
            self._answer()
        else:
            self._show(Words("", self._counted(), explained(sign)))

    def _press(self, key: str) -> None:
        if self._typed.is_full:
            self._show(self._asked.stage.text("entry-full", count=self._field.limit))
        elif self._spelling and self._spelling.is_full:
            self._show(self._asked.stage.text("spelling-full"))
        elif self._spelling:
            names = dict(stroke_names(self._asked.stage.text))
            said = names[key].spoken if key in names else key
            hushed = "focus-stroke" if key in names else "focus-letter"
            echo = Words("", self._asked.stage.text(hushed).spoken, said)
            self._spelling.press(spelled_by(key), self._show_spelled(echo))

    def _show_spelled(self, echo: Words) -> Callable[[str], None]:
        """Return what shows the composition when it is there, and says ``echo``."""

        def show(text: str) -> None:
            if self._spelling and self._spelling.has_failed:
                self._give_up_spelling()
            elif text:
                self._append(text)
            elif self._means_nothing:
                self._show(self._asked.stage.text("spelling-nothing"))
            else:
                self._show(echo)

        return show

    @property
    def _means_nothing(self) -> bool:
        """Whether no word is spelled so; a code point means nothing until it is whole."""
        spelling = None if self._pad is Pad.CODE_POINT else self._spelling
        return spelling is not None and spelling.is_open and not spelling.candidates

    def _give_up_spelling(self) -> None:
        """Go on without an engine: nothing that was picked is lost."""
        self._by_engine = None
        self._pads = tuple(pad for pad in self._pads if pad not in _BY_ENGINE)
        self._pad = self._pads[0]
        self._show(self._asked.stage.text("spelling-gone"))

    def _show_more(self, shown: tuple[str, ...]) -> None:
        others: tuple[str, ...] = ()
        if self._spelling and self._pad in _SPELLED:
            self._spelling.show_more(len(shown))
            others = self._spelling.candidates[: len(shown)]
        elif self._handwriting:
            self._handwriting.show_more()
            others = self._handwriting.row.candidates
        text = self._asked.stage.text
        self._show(Words("", text("writing-others").spoken, text.marks.comma.join(others)))

    def _chose(self, key: str) -> None:
        if key.startswith(_SWITCH):
            self._open_pad(Pad(key.removeprefix(_SWITCH)))
        elif key == _OTHER_WAY:
            self._take_other_way()
        elif self._radicals.takes(key):
            self._look_up(key)
        elif self._whole_name and self._whole_name.takes(key):
            self._show_whole_name(self._whole_name.choose(key))
        elif self._spelling and self._pad in _SPELLED:
            picked = Words("", self._counted(), key)
            self._spelling.pick(key, self._show_spelled(picked))
        else:
            if self._handwriting:
                self._handwriting.clear(after=self._before(key))
            self._append(key)

    def _look_up(self, key: str) -> None:
        """Go one step on with the radicals; a character that is found is taken."""
        if sign := self._radicals.choose(key):
            self._append(sign)
        else:
            self._show(self._radicals.ask(self._asked.stage.text))

    def _before(self, picked: str) -> str:
        """Return what the next character follows; what follows in a name cannot be known."""
        return "" if self._field.shape is Shape.NAME else f"{self._typed.text}{picked}"

    def _open_pad(self, pad: Pad) -> None:
        self._pad = pad
        self._begin_spelling()
        if self._whole_name:
            self._whole_name.clear()
            self._before_name = self._typed
        if pad is Pad.RADICALS:
            self._radicals.clear()
            self._show(self._radicals.ask(self._asked.stage.text))
            return
        is_explained = pad in _BY_HAND or pad in _SPELLED
        name = _HINTS.get(pad, f"spelling-hint-{pad.value}")
        self._show(self._asked.stage.text(name if is_explained else f"entry-use-{pad.value}"))

    def _take_other_way(self) -> None:
        ways = tuple(_Way)
        self._way = ways[(ways.index(self._way) + 1) % len(ways)]
        self._begin_spelling()
        self._show(self._asked.stage.text(f"spelling-way-{self._way.value}"))

    def _begin_spelling(self) -> None:
        """Spell anew in the way of the pad; what was open counts no more."""
        if self._spelling:
            self._spelling.begin(self._scheme(), is_accented=self._way is _Way.ACCENTED)

    def _scheme(self) -> Scheme:
        if self._pad is Pad.STROKES:
            return Scheme.STROKES
        if self._way is _Way.CANTONESE:
            return Scheme.JYUTPING
        return Scheme.NAMES if self._field.shape is Shape.NAME else Scheme.PINYIN

    def _answer(self) -> None:
        self._is_answer_due = bool(self._whole_name and self._whole_name.is_reading)
        if self._is_answer_due:
            return  # half a name must not be taken for all of it
        if self._spelling and self._spelling.is_open:
            self._notice = self._echo = self._asked.stage.text("spelling-unfinished")
            self._asked.stage.refresh()
            return
        value = normalised(self._typed.text, self._field)
        if value != self._doubted and is_doubtful(value, self._asked.view.question.check):
            self._doubted = value  # the same number once more is meant
            self._notice = self._asked.stage.text("entry-doubtful")
        else:
            self._notice = self._asked.take(value)
        if self._notice:
            self._echo = self._notice
            self._asked.stage.refresh()
