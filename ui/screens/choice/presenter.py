"""A question with answers to choose from, one or several."""

from kiosk.domain.words import NO_WORDS, Hearer, Words
from kiosk.forms.model import Choice as Option
from kiosk.forms.model import QuestionKind
from ui.asking import Asked
from ui.pages import Act, Choice, Chose, Key, Page, Pressed
from ui.presenting import TOLD_APART


class Presenter:
    """Keeps what is marked until 下一步; a touch alone never leaves the page.

    Of a sensitive question others in the hall hear which answers there are, not the one chosen.
    """

    def __init__(self, *, asked: Asked) -> None:
        self._asked = asked
        view = asked.view
        self._several = view.question.kind is QuestionKind.SELECT_MULTIPLE
        left = asked.found(tuple)
        marked = tuple(view.value.split()) if left is None else left
        offered = {choice.name for choice in view.choices}
        self._marked: tuple[str, ...] = tuple(name for name in marked if name in offered)
        self._notice = NO_WORDS
        self._echo = NO_WORDS

    def page(self) -> Page:
        """Return the answers."""
        asked = self._asked
        return Page(
            screen="choice",
            heading=asked.heading,
            lead=asked.lead,
            notice=self._notice,
            count=self._count(),
            position=asked.position,
            position_words=asked.position_words,
            rows=tuple(
                self._row(number, choice)
                for number, choice in enumerate(asked.view.choices, start=1)
            ),
            back=asked.stage.text("key-back"),
            secondary=asked.skip_words,
            secondary_icon="skip",
            primary=asked.next_words,
            echo=self._echo,
        )

    def _count(self) -> Words:
        asked = self._asked
        number = len(asked.view.choices)
        if number <= TOLD_APART:
            return NO_WORDS
        key = "count-several" if self._several else "count-choose"
        return asked.stage.text(key, count=number, then=asked.next_words.shown)

    def _row(self, number: int, choice: Option) -> Choice:
        asked = self._asked
        is_chosen = choice.name in self._marked
        chosen = asked.stage.text("choice-chosen") if is_chosen else NO_WORDS
        is_sensitive = asked.view.question.sensitive
        return Choice(
            key=choice.name,
            label=self._label(number, choice),
            icon=choice.icon or str(number),
            is_chosen=is_chosen,
            several=self._several,
            state=Words("", "", chosen.spoken) if is_sensitive else chosen,
            is_sensitive=is_sensitive,
        )

    def _label(self, number: int, choice: Option) -> Words:
        if len(self._asked.view.choices) <= TOLD_APART:
            return Words.same(choice.label)
        text = self._asked.stage.text
        return text("choice-item", number=text.number(number), label=choice.label)

    def on(self, act: Act) -> None:
        """Mark, go on, skip or go back."""
        match act:
            case Chose(key=key):
                self._mark(key)
                self._asked.stage.refresh()
            case Pressed(key=Key.PRIMARY):
                self._answer()
            case _:
                self._asked.is_handled(act, left=self._marked)

    def _mark(self, key: str) -> None:
        was_marked = key in self._marked
        self._notice = NO_WORDS
        if not self._several:
            self._marked = (key,)
        elif was_marked:
            self._marked = tuple(m for m in self._marked if m != key)
        else:
            self._marked = (*self._marked, key)
        key_of_echo = "choice-off" if self._several and was_marked else "choice-on"
        name = self._name(key)
        text = self._asked.stage.text
        hushed = text(key_of_echo, label=name.spoken)
        private = text(key_of_echo, label=name.said_to(Hearer.VISITOR)).spoken
        self._echo = Words(hushed.shown, hushed.spoken, private)

    def _name(self, key: str) -> Words:
        """Return what an answer is called when it was touched."""
        asked = self._asked
        found = enumerate(asked.view.choices, start=1)
        number, choice = next((n, c) for n, c in found if c.name == key)
        if not asked.view.question.sensitive:
            return Words.same(choice.label)
        text = asked.stage.text
        nth = text("choice-nth", number=text.number(number)).spoken
        return Words(choice.label, nth, choice.label)

    def _answer(self) -> None:
        self._notice = self._asked.take(" ".join(self._marked))
        if self._notice:
            self._echo = self._notice
            self._asked.stage.refresh()
