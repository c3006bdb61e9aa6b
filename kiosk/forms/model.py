"""A form as the rest of the kiosk knows it: questions, groups, repeats, choices, words.

The loader makes it once; sessions share it. Nothing in it changes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from kiosk.forms.expression import Expression
from kiosk.forms.instance import Node, Path, Seed


class QuestionKind(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NOTE = "note"
    IMAGE = "image"
    SIGNATURE = "signature"
    ACKNOWLEDGE = "acknowledge"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    START = "start"
    END = "end"
    TODAY = "today"
    INSTANCE_ID = "instance_id"

    @property
    def is_select(self) -> bool:
        """Whether the answer is chosen from a list."""
        return self in {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}


Part: TypeAlias = str | Expression


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in every language of the form; parts are plain text or an answer read back."""

    by_language: Mapping[str, tuple[Part, ...]]

    def parts(self, language: str) -> tuple[Part, ...]:
        """Return the parts in that language, or in the first one there is."""
        found = self.by_language.get(language)
        return found if found is not None else next(iter(self.by_language.values()), ())

    @property
    def reads_back(self) -> bool:
        """Whether an answer stands in it."""
        texts = self.by_language.values()
        return any(not isinstance(part, str) for parts in texts for part in parts)

    def plain(self, language: str = "") -> str:
        """Return the fixed parts only."""
        return "".join(part for part in self.parts(language) if isinstance(part, str)).strip()


NO_WORDING = Wording({})
_TAG = re.compile(r"\(([\w-]+)\)\s*$")


def tag_of(language: str) -> str:
    """Return the tag of a language as forms name it: ``en`` of ``English (en)``."""
    found = _TAG.search(language)
    return found[1] if found else language


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option as it is offered now: its stored name, its label in the session's language.

    Attributes:
        icon: the pictogram that stands beside it, or empty.
    """

    name: str
    label: str
    icon: str = ""
    image: str = ""
    audio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of a fixed list."""

    name: str
    label: Wording
    image: str = ""
    audio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSource:
    """Options read from nodes: a secondary instance, or the copies of a repeat.

    Attributes:
        nodes: the expression with the choice filter.
        name_at, label_at: child elements of a node with the stored name and the label.
        is_translated: the label is the name of a translated text.
        is_filtered: whether an answer can change the list.
    """

    nodes: Expression
    name_at: str
    label_at: str
    is_translated: bool
    is_filtered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The logic bound to one place of the form."""

    relevant: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None


NO_RULES = Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Attributes:
        say: the sentence spoken after the label.
        field: the official name of the form cell, which the clerk sees.
        example: shown in the example bubble, never pre-filled.
        appearance: words that pick the widget.
        source: where the answer can come from before asking (``id_card.name`` …).
        element: code of the national data element, or empty.
        sensitive: 敏感个人信息: masked on screen, never in logs.
        review: read back before signing.
        keep: False removes the value from the terminal once the case is synced.
        skip_ok: "我不知道" is an answer.
        options: a fixed list; ``option_source`` for one that is read.
    """

    name: str
    path: str
    kind: QuestionKind
    label: Wording = NO_WORDING
    hint: Wording = NO_WORDING
    say: Wording = NO_WORDING
    field: str = ""
    example: Wording = NO_WORDING
    appearance: frozenset[str] = frozenset()
    source: str = ""
    element: str = ""
    check: str = ""
    sensitive: bool = False
    review: bool = False
    keep: bool = True
    skip_ok: bool = False
    constraint_message: Wording = NO_WORDING
    required_message: Wording = NO_WORDING
    image: str = ""
    audio: str = ""
    options: tuple[Option, ...] = ()
    option_source: OptionSource | None = None
    rules: Rules = NO_RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions under a heading."""

    path: str
    label: Wording = NO_WORDING
    appearance: frozenset[str] = frozenset()
    children: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Questions asked once for each of several people or papers.

    Attributes:
        count: how many copies, or None when the citizen decides.
    """

    path: str
    label: Wording = NO_WORDING
    hint: Wording = NO_WORDING
    count: Expression | None = None
    children: "tuple[Item, ...]" = ()


Item: TypeAlias = Question | Group | Repeat


@dataclass(frozen=True, slots=True)
class Default:
    """A first value reckoned when a session or a new copy of a repeat begins."""

    path: Path
    value: Expression
    for_new_copies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A loaded form.

    Attributes:
        body: what is shown, in order.
        questions: every leaf by path, shown or not, in document order.
        names: question or group name → path; the first in the form wins.
        rules: logic by path, of questions, groups and repeats.
        schedule: paths with a rule that is reckoned ahead, each after what it reads.
        seed: the blank answers.
        blanks: what a new copy of a repeat starts with.
        outside: what was met outside the supported subset (lenient loading only).
    """

    form_id: str
    version: str = ""
    title: str = ""
    languages: tuple[str, ...] = ("",)
    default_language: str = ""
    root_attributes: Mapping[str, str] = field(default_factory=dict)
    body: tuple[Item, ...]
    questions: Mapping[str, Question]
    names: Mapping[str, Path]
    repeats: Mapping[Path, Repeat]
    singles: frozenset[Path]
    rules: Mapping[Path, Rules]
    schedule: tuple[Path, ...]
    defaults: tuple[Default, ...] = ()
    seed: Seed
    blanks: Mapping[Path, Seed]
    instances: Mapping[str, Node] = field(default_factory=dict)
    texts: Mapping[str, Wording] = field(default_factory=dict)
    tables: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    outside: tuple[str, ...] = ()

    def language_of(self, tag: str) -> str:
        """Return what the form calls the language of a tag, ``English (en)``, or its own."""
        named = (language for language in self.languages if tag_of(language) == tag)
        return next(named, self.default_language)

    def question(self, name: str) -> Question:
        """Return the question of that name.

        Raises:
            KeyError: there is none.
        """
        return self.questions[path_text(self.names[name])]

    def first_copies(self, path: Path) -> int:
        """Return how many copies of a repeat a new session starts with, around it too."""
        seeds = [self.seed]
        for length in range(2, len(path) + 1):
            seeds = [c for seed in seeds for c in seed.children if c.shape.path == path[:length]]
        return len(seeds)


def path_text(path: Path) -> str:
    """Return a path as it is written: ``/data/g/name``."""
    return "/" + "/".join(path)
