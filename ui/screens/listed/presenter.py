"""An answer of a known list: the usual ones first, by first letters, or written."""

from typing import NamedTuple, Protocol

from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.lists import AnswerList, Known
from ui.asking import Asked
from ui.lookup import Lookup
from ui.pages import Act, Cells, Chose, Field, Key, Page, Pressed, Row
from ui.presenting import Presenter as AnyPresenter

LISTED = "listed:"
"""Before the name of an answer: its key."""
AGAIN = "listed"
"""Key that leads from the text back to the list."""
_WRITE, _FIND, _WHOLE = "write", "find", "whole"
_SHORT = 6  # characters: three of them stand in a row
_MOST_FOUND = 6


class Writes(Protocol):
    """Opens the page on which an answer is written that is not on the list."""

    def __call__(
        self, *, begun: str | None, others: tuple[tuple[str, Words], ...]
    ) -> AnyPresenter:
        """Return it with this text begun, and with these keys among those for other ways."""
        ...


class _Left(NamedTuple):
    """What was chosen before the page was left."""

    chosen: str


class Presenter:
    """Keeps what was touched until 下一步; who writes has the page to write on in front."""

    def __init__(self, *, asked: Asked, answers: AnswerList, writes: Writes) -> None:
        self._asked = asked
        self._answers = answers
        self._writes = writes
        self._lookup: Lookup | None = None
        self._notice = NO_WORDS
        self._echo = NO_WORDS
        left = asked.found(_Left)
        self._chosen = left.chosen if left else asked.view.value
        is_written = (left is None and asked.is_left_begun) or (
            bool(self._chosen) and self._chosen not in answers
        )
        self._text: AnyPresenter | None = self._written(None) if is_written else None

    def page(self) -> Page:
        """Return the list, or the page to write on."""
        if self._text:
            return self._text.page()
        asked, text = self._asked, self._asked.stage.text
        how = text("list-find" if self._lookup else "list-choose")
        return Page(
            screen="listed",
            heading=asked.heading,
            lead=how if self._lookup else asked.lead.followed_by(how, gap=text.marks.gap),
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=self._finding_rows(self._lookup) if self._lookup else self._list_rows(),
            back=text("key-back"),
            secondary=asked.skip_words,
            secondary_icon="skip",
            primary=asked.next_words,
            echo=self._echo,
            is_personal=bool(self._chosen),
        )

    def _list_rows(self) -> tuple[Row, ...]:
        """Return the other ways first: a long list has several pages."""
        text = self._asked.stage.text
        ways = ((_WRITE, text("lookup-write")), (_FIND, text("lookup-by-letters")))
        return self._field(), _ways(ways), self._grid(tuple(self._answers))

    def _finding_rows(self, lookup: Lookup) -> tuple[Row, ...]:
        text = self._asked.stage.text
        found = self._answers.find(lookup.letters, most=_MOST_FOUND)
        grid = (self._grid(found),) if found else ()
        return (*lookup.rows(self._label, text), *grid, _ways(((_WHOLE, text("list-whole")),)))

    @property
    def _label(self) -> str:
        return self._asked.view.question.field or self._asked.view.label

    def _field(self) -> Field:
        text, name = self._asked.stage.text, self._called(self._chosen)
        hushed = text("date-hushed" if self._chosen else "entry-empty").spoken
        value = Words(name.shown, hushed, name.spoken or hushed)
        return Field(label=Words.same(self._label), value=value, is_wrong=bool(self._notice))

    def _grid(self, answers: tuple[Known, ...]) -> Cells:
        labels = tuple(self._called(answer.name) for answer in answers)
        is_short = max(len(label.shown) for label in labels) <= _SHORT
        return Cells(
            keys=tuple(f"{LISTED}{answer.name}" for answer in answers),
            labels=labels,
            columns=3 if is_short else 2,
            chosen=f"{LISTED}{self._chosen}",
        )

    def _called(self, name: str) -> Words:
        """Return an answer in the visitor's characters; the voice is given simplified ones."""
        language = self._asked.stage.text.language
        shown = self._answers[name].called(language) if name in self._answers else name
        return Words(shown, name if language.is_chinese else shown)

    def on(self, act: Act) -> None:
        """Choose, look up, write, or go on."""
        text = self._asked.stage.text
        match act:
            case Chose(key=key) if key == AGAIN:
                self._text, self._lookup = None, None
                self._show(text("list-choose"))
            case _ if self._text:
                self._text.on(act)
            case Chose(key=key) if key.startswith(LISTED):
                self._choose(key.removeprefix(LISTED))
            case Chose(key=key):
                self._take_way(key)
            case Pressed(key=Key.PRIMARY):
                self._answer()
            case _ if self._lookup and (echo := self._lookup.echo(act, text)):
                self._show(echo)
            case _:
                self._asked.is_handled(act, left=_Left(self._chosen))

    def _take_way(self, key: str) -> None:
        if key == _WRITE:
            self._text = self._written("")
            self._asked.stage.refresh()
            return
        self._lookup = Lookup() if key == _FIND else None
        self._show(self._asked.stage.text("list-find" if key == _FIND else "list-choose"))

    def _choose(self, name: str) -> None:
        """Mark an answer and show it on the whole list; others hear only that one was chosen."""
        self._chosen, self._lookup = name, None
        hushed = self._asked.stage.text("date-hushed").spoken
        self._show(Words("", hushed, self._called(name).spoken))

    def _answer(self) -> None:
        self._notice = self._asked.take(self._chosen)
        if self._notice:
            self._echo = self._notice
            self._asked.stage.refresh()

    def _written(self, begun: str | None) -> AnyPresenter:
        return self._writes(begun=begun, others=((AGAIN, self._asked.stage.text("list-again")),))

    def _show(self, echo: Words) -> None:
        self._notice, self._echo = NO_WORDS, echo
        self._asked.stage.refresh()


def _ways(ways: tuple[tuple[str, Words], ...]) -> Cells:
    keys, labels = zip(*ways, strict=True)
    return Cells(keys=keys, labels=labels, columns=len(ways))
