"""What callers see of a filled-in form, be it one service or a bundle of several (一件事)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NewType, Protocol

from kiosk.forms.model import Choice, Question

Ref = NewType("Ref", str)
"""A place in the answers: the path with positions (from 1) on repeats only.

``/data/name``, ``/data/r_family[2]/f_name``.
"""


class Verdict(StrEnum):
    """What became of an answer. A refused one was not written."""

    ACCEPTED = "accepted"
    REQUIRED = "required"
    CONSTRAINT = "constraint"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question as it stands now, in the language of the session.

    Attributes:
        say: the sentence that explains more, or empty.
        example: a made-up answer, or empty.
        value: the answer so far, or empty.
        choices: what may be chosen now, after the choice filter.
        constraint_message: the sentence for a refused answer, or empty.
        required_message: the sentence for a missing answer, or empty.
        repeat_position: the copy of the repeat it belongs to, from 1; None outside repeats.
        repeat_count: how many copies there are; 0 outside repeats.
    """

    ref: Ref
    question: Question
    label: str
    hint: str
    say: str = ""
    example: str = ""
    value: str = field(repr=False)
    is_required: bool
    is_readonly: bool
    choices: tuple[Choice, ...] = ()
    constraint_message: str = ""
    required_message: str = ""
    repeat_position: int | None = None
    repeat_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatView:
    """A relevant repeat as it stands now.

    Attributes:
        path: with positions on repeats around it.
        is_fixed: an answer decides the number, so nobody may add or remove.
        minimum: below this many copies nothing can be removed.
        last_ref: the last question asked of the newest copy, after which more can be offered;
            None while there is no copy.
    """

    path: str
    label: str
    hint: str
    count: int
    is_fixed: bool
    minimum: int
    last_ref: Ref | None


class FormInterview(Protocol):
    """A form being filled in."""

    def order(self) -> tuple[Ref, ...]:
        """Return the relevant questions in visiting order, notes and acknowledges included."""
        ...

    def view(self, ref: Ref) -> QuestionView:
        """Return a question as it stands.

        Raises:
            KeyError: no such place.
        """
        ...

    def speak(self, language: str) -> None:
        """Put everything from now on in the language of this tag, ``en``; answers stay."""
        ...

    def words_above(self, ref: Ref) -> str:
        """Return label and hint in the form's own language, whatever is spoken.

        Raises:
            KeyError: no such place.
        """
        ...

    def judge(self, ref: Ref, value: str) -> Verdict:
        """Return what :meth:`try_answer` would, without writing."""
        ...

    def try_answer(self, ref: Ref, value: str) -> Verdict:
        """Check an answer, and write it when it is accepted."""
        ...

    def clear(self, ref: Ref) -> None:
        """Take an answer back, also one that is required."""
        ...

    def set_hidden(self, name: str, value: str, *, beside: Ref | None = None) -> None:
        """Write what the kiosk knows into a hidden question; unknown names are passed over.

        Args:
            name: of the hidden question.
            value: what to write.
            beside: only where it stands in the same group, and copy of it, as this place.
        """
        ...

    def repeats(self) -> tuple[RepeatView, ...]:
        """Return the relevant repeats in order."""
        ...

    def add_repeat(self, path: str) -> int:
        """Add a copy at the end and return its position."""
        ...

    def remove_repeat(self, path: str, position: int) -> None:
        """Remove a copy; later ones move up."""
        ...

    def evaluate(self, expression: str) -> str | float | bool:
        """Return what an expression with absolute paths or ``${name}`` gives now.

        Raises:
            FormError: the expression cannot be read.
        """
        ...

    def value_of(self, name: str) -> str:
        """Return the first relevant answer of that name, or the empty text."""
        ...

    def refs_of(self, name: str) -> tuple[Ref, ...]:
        """Return the places of a question, one a copy of its repeat."""
        ...

    def is_relevant(self, ref: Ref) -> bool:
        """Whether the place exists and counts."""
        ...

    def answers(self) -> dict[str, str]:
        """Return relevant answers by name; in repeats as ``r_family[2]/f_name``."""
        ...

    def snapshot(self) -> dict[str, Any]:
        """Return everything as plain JSON types, answers that do not count now included."""
        ...
