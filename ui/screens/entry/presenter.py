"""A number or a word typed on large keys, or written by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.editing import Typed as Buffer
from kiosk.entry.fields import EntryField, Pad, Shape, grouped, normalised
from kiosk.flow import places as at
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref
from kiosk.ports.recogniser import Stroke
from ui.asking import Asked, field_of, spoken_entry
from ui.handwriting import Handwriting, InkReader
from ui.keys import LETTER_KEYS, key_names
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
    Typed,
)

_SWITCH = "pad:"
_WORDS = {Shape.NAME, Shape.TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """What was entered before the page was left."""

    typed: Buffer = field(repr=False)
    pad: Pad


class Presenter:
    """Collects characters; the answer is checked when the visitor says it is complete.

    Others in the hall hear the loudspeaker, so what is entered is only counted there.
    """

    def __init__(self, *, asked: Asked, field: EntryField, ink_reader: InkReader | None) -> None:
        self._asked = asked
        self._field = field
        self._pads = tuple(
            p for p in field.pads if p is not Pad.HANDWRITING or ink_reader is not None
        )
        accepted = Buffer(limit=field.limit).append(asked.view.value)
        left = asked.found(_Left) or _Left(typed=accepted, pad=self._pads[0])
        self._pad = left.pad
        self._typed = left.typed
        self._handwriting = Handwriting(ink_reader) if ink_reader else None
        self._notice = NO_WORDS
        self._echo = NO_WORDS
        self._explains_writing = self._pad is Pad.HANDWRITING and self._is_first_by_hand()

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
        if not self._explains_writing:
            return lead
        how = self._asked.stage.text("writing-hint")
        return lead.followed_by(how, gap=self._asked.stage.text.marks.gap)

    def _is_first_by_hand(self) -> bool:
        """Whether no open question before this one begins with the writing box."""
        for step in self._asked.interview.steps():
            if isinstance(step, at.Asking) and self._begins_by_hand(step.ref):
                return step.ref == self._asked.ref
        return False

    def _begins_by_hand(self, ref: Ref) -> bool:
        question = self._asked.interview.view(ref).question
        is_typed = question.kind is QuestionKind.TEXT
        return is_typed and field_of(question).pads[0] is Pad.HANDWRITING

    def _shown(self) -> Field:
        typed, language = self._typed.text, self._asked.stage.text.language
        return Field(
            label=Words.same(self._asked.view.question.field or self._asked.view.label),
            value=Words(
                grouped(typed, self._field),
                self._counted(),
                spoken_entry(typed, self._field, language),
            ),
            is_wrong=bool(self._notice),
        )

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
            case Pad.DIGITS:
                digit = text("focus-digit").spoken
                return (Keys(rows=self._field.keys, names=names, hushed=digit),)
            case Pad.LETTERS:
                letter = text("focus-letter").spoken
                return (Keys(rows=LETTER_KEYS, names=names, hushed=letter),)
            case Pad.HANDWRITING if self._handwriting:
                candidate = text("focus-candidate").spoken
                return (replace(self._handwriting.row, hushed=candidate),)
            case Pad.HANDWRITING:
                return ()

    def _switches(self) -> tuple[Row, ...]:
        others = tuple(pad for pad in self._pads if pad is not self._pad)
        if not others:
            return ()
        text = self._asked.stage.text
        return (
            Cells(
                keys=tuple(f"{_SWITCH}{pad.value}" for pad in others),
                labels=tuple(text(f"entry-use-{pad.value}") for pad in others),
                columns=len(others),
            ),
        )

    # Acting

    def on(self, act: Act) -> None:
        """Take a key, ink, a candidate or one of the keys at the bottom."""
        match act:
            case Typed(text=text):
                self._append(text)
            case Edited():
                self._erase()
            case Inked(strokes=strokes):
                self._read(strokes)
            case MoreWanted():
                self._show_more()
            case Chose(key=key):
                self._chose(key)
            case Pressed(key=Key.PRIMARY):
                self._answer()
            case _:
                left = _Left(typed=self._typed, pad=self._pad)
                self._asked.is_handled(act, left=left)

    def _append(self, text: str) -> None:
        if self._typed.is_full:
            self._show(self._asked.stage.text("entry-full", count=self._field.limit))
            return
        self._typed = self._typed.append(text)
        self._show(Words("", self._counted(), text))

    def _erase(self) -> None:
        self._typed = self._typed.erase()
        erased = self._asked.stage.text("entry-erased").spoken
        self._show(Words("", self._counted(), erased))

    def _show(self, echo: Words) -> None:
        self._notice, self._echo = NO_WORDS, echo
        self._asked.stage.refresh()

    def _read(self, strokes: Sequence[Stroke]) -> None:
        if self._handwriting:
            self._handwriting.read(strokes, previous=self._typed.last, then=self._show_read)

    def _show_read(self) -> None:
        if self._handwriting:
            self._show(Words("", "", self._handwriting.new_best()))

    def _show_more(self) -> None:
        if self._handwriting:
            self._handwriting.show_more()
            text = self._asked.stage.text
            others = text.marks.comma.join(self._handwriting.row.candidates)
            self._show(Words("", text("writing-others").spoken, others))

    def _chose(self, key: str) -> None:
        if key.startswith(_SWITCH):
            self._open_pad(Pad(key.removeprefix(_SWITCH)))
            return
        if self._handwriting:
            self._handwriting.clear()
        self._append(key)

    def _open_pad(self, pad: Pad) -> None:
        self._pad = pad
        text = self._asked.stage.text
        is_box = pad is Pad.HANDWRITING
        self._show(text("writing-hint" if is_box else f"entry-use-{pad.value}"))

    def _answer(self) -> None:
        self._notice = self._asked.take(normalised(self._typed.text, self._field))
        if self._notice:
            self._echo = self._notice
            self._asked.stage.refresh()
