"""What the screens of single questions share: the question, its words, and how it is answered."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.domain.language import Language
from kiosk.domain.sentences import sentences_of
from kiosk.domain.words import NO_WORDS, Hearer, Words
from kiosk.entry.fields import EntryField, Shape, entry_field
from kiosk.flow import places as at
from kiosk.flow.visit import Answered, WentBack
from kiosk.forms.model import Question, QuestionKind, Wording
from kiosk.forms.protocol import QuestionView, Ref, Verdict
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.interview import Interview
from ui.pages import Act, Key, Pressed
from ui.presenting import Stage, Unfinished

_MARKS = re.compile(r"[\s，。！？；、：,.!?]")
_SIGN = re.compile(r"[A-Za-z0-9]+|\w")  # what a text is made of: hanzi, or whole words
_ENDS = "。！？；.!?"
_ASKS = ("？", "?")
_T = TypeVar("_T")
_CHOSEN = {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}
_SHORTEST_NAME = 2
_KNOWN_SHARE = 0.6  # of its characters: a hint said before in other words

_SPELLINGS = {
    Shape.ID_NUMBER: Spelling.ID_CARD,
    Shape.PHONE: Spelling.PHONE,
    Shape.DIGITS: Spelling.DIGITS,
    Shape.INTEGER: Spelling.INTEGER,
    Shape.DECIMAL: Spelling.DECIMAL,
    Shape.NAME: Spelling.NAME,
}


def field_of(question: Question) -> EntryField:
    """Return how a question is typed."""
    constraint = question.rules.constraint
    return entry_field(
        kind=question.kind.value,
        appearance=" ".join(sorted(question.appearance)),
        constraint=constraint.text if constraint else "",
    )


def spoken_entry(value: str, field: EntryField, language: Language) -> str:
    """Return how a typed value is said."""
    spelling = _SPELLINGS.get(field.shape)
    return spell(spelling, value, language) if spelling else value


def sentences_below(label: str, *texts: str, stop: str = "。") -> Iterator[str]:
    """Yield the sentences of ``texts`` that say something new after ``label``, in order.

    Args:
        label: the question.
        texts: what stands below it.
        stop: ends a sentence that has no mark of its own.
    """
    said = [label]
    for text in texts:
        earlier_texts = "".join(said[1:])
        for sentence in sentences_of(text):
            repeats = any(_adds_nothing(sentence, earlier) for earlier in said)
            if not repeats and not _is_known(sentence, earlier_texts):
                said.append(sentence)
                yield sentence if sentence[-1] in _ENDS else f"{sentence}{stop}"


def _adds_nothing(sentence: str, earlier: str) -> bool:
    """Whether a sentence repeats an earlier one, or asks its question with more words."""
    bare, known = _MARKS.sub("", sentence), _MARKS.sub("", earlier)
    return bare in known or (sentence.endswith(_ASKS) and _runs_through(known, bare))


def _runs_through(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _is_known(sentence: str, text: str) -> bool:
    signs = set(_SIGN.findall(sentence.lower()))
    return len(signs & set(_SIGN.findall(text.lower()))) >= _KNOWN_SHARE * len(signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question on the screen.

    Attributes:
        keep: writes the draft; called after every accepted answer.
        is_changing: the question was opened by 改 and leads straight back.
        unfinished: what stood on this page when it was left without an answer.
    """

    stage: Stage
    interview: Interview
    ref: Ref
    keep: Callable[[], None]
    is_changing: bool = False
    unfinished: Unfinished = field(default_factory=Unfinished)
    _holding: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def view(self) -> QuestionView:
        """The question as it stands."""
        return self.interview.view(self.ref)

    @property
    def heading(self) -> Words:
        """The question itself, with whose turn it is inside a repeat."""
        view, label = self.view, self._told(self.view.question.label, self.view.label)
        if view.repeat_position is None:
            return label
        shown, spoken, private = (
            self.stage.text("ask-in-repeat", number=view.repeat_position, label=one)
            for one in (label.shown, label.spoken, label.said_to(Hearer.VISITOR))
        )
        return Words(shown.shown, spoken.spoken, private.spoken)

    @property
    def lead(self) -> Words:
        """What helps to understand the question, shown and said in the same words."""
        return self.lead_with()

    def lead_with(self, *more: str) -> Words:
        """Return the lead with more that belongs to the question, where that is new."""
        view = self.view
        texts, marks = (self._introduction, view.say, view.hint, *more), self.stage.text.marks
        below = marks.gap.join(sentences_below(view.label, *texts, stop=marks.stop))
        told = self._told(view.question.hint, below)
        if not view.example:
            return told
        example = self.stage.text("ask-example", example=view.example)
        return told.followed_by(example, gap=marks.gap if below else "")

    def _told(self, wording: Wording, text: str) -> Words:
        """Return words of the form; a sentence that reads back a name, others do not hear."""
        if not wording.reads_back or not self._holds_name(text):
            return Words.same(text)
        rest = [sentence for sentence in sentences_of(text) if not self._holds_name(sentence)]
        hushed = self.stage.text("ask-hushed").spoken
        return Words(text, self.stage.text.marks.gap.join((hushed, *rest)), text)

    def _holds_name(self, text: str) -> bool:
        """Whether something entered before stands in the text; looked up once."""
        if text not in self._holding:
            views = (self.interview.view(ref) for ref in self.interview.session.order())
            entered = {view.value for view in views if view.question.kind is QuestionKind.TEXT}
            names = (value for value in entered if len(value) >= _SHORTEST_NAME)
            self._holding[text] = any(name in text for name in names)
        return self._holding[text]

    @property
    def _introduction(self) -> str:
        """What the repeat is about, at the first question of each of its copies."""
        path, bracket, _ = self.ref.rpartition("[")
        session, copy = self.interview.session, self.ref.rpartition("/")[0]
        repeat = next((r for r in session.repeats() if bracket and r.path == path), None)
        asked = (ref for ref in session.order() if ref.rpartition("/")[0] == copy)
        first = next(asked, None)  # a preview draws questions that are not asked now
        return repeat.label if repeat and self.ref == first else ""

    @property
    def position(self) -> tuple[int, int] | None:
        """N and m of 第n步，共m步; none while a single answer is changed."""
        if self.is_changing:
            return None
        return self.interview.position(at.Asking(self.ref))

    @property
    def position_words(self) -> Words:
        """The same in words."""
        if self.position is None:
            return NO_WORDS
        number, total = self.position
        return self.stage.text("step-of", number=number, total=total)

    @property
    def next_words(self) -> Words:
        """What the key at the bottom right does."""
        return self.stage.text("key-change-done" if self.is_changing else "key-next")

    @property
    def skip_words(self) -> Words:
        """The words of the key that leaves an optional question open; none when it is required."""
        view = self.view
        if view.is_required:
            return NO_WORDS
        return self.stage.text("key-dont-know" if view.question.skip_ok else "key-skip")

    def refusal(self, verdict: Verdict) -> Words:
        """Return the sentence for an answer that was not taken."""
        if verdict is Verdict.REQUIRED:
            if self.view.required_message:
                return Words.same(self.view.required_message)
            is_chosen = self.view.question.kind in _CHOSEN
            return self.stage.text("ask-required-choice" if is_chosen else "ask-required")
        return Words.same(self.view.constraint_message or self.stage.text("ask-check").shown)

    def take(self, value: str) -> Words:
        """Answer; report and go on when it is accepted, else return what to say."""
        verdict = self.interview.answer(self.ref, value)
        if verdict is not Verdict.ACCEPTED:
            return self.refusal(verdict)
        self.go_on()
        return NO_WORDS

    def skip(self) -> None:
        """Leave the question open and go on."""
        self.interview.skip(self.ref)
        self.go_on()

    def go_on(self) -> None:
        """Keep the draft and report that the question is settled."""
        self.unfinished.settle(at.Asking(self.ref))
        self.interview.settle(at.Asking(self.ref))
        self.keep()
        self.stage.emit(Answered())

    def leave(self, state: object) -> None:
        """Remember what stands on the page, for when it is opened again."""
        self.unfinished.leave(at.Asking(self.ref), state)

    def found(self, kind: type[_T]) -> _T | None:
        """Return what stood on the page when it was left without an answer."""
        return self.unfinished.found(at.Asking(self.ref), kind)

    @property
    def is_left_begun(self) -> bool:
        """Whether anything stood on the page when it was left without an answer."""
        return self.unfinished.found(at.Asking(self.ref), object) is not None

    def is_handled(self, act: Act, *, left: object = None) -> bool:
        """Take the keys every question has: back, and skip where there is one.

        Args:
            act: what the person did.
            left: what stands on the page now and 返回 must not lose.
        """
        if act == Pressed(Key.BACK):
            self.leave(left)
            self.stage.emit(WentBack())
            return True
        if act == Pressed(Key.SECONDARY) and self.skip_words:
            self.skip()
            return True
        return False
