"""A question with answers to choose from, one or several."""

from kiosk.domain.words import NO_WORDS, Words
from kiosk.forms.model import QuestionKind
from ui.asking import Asked
from ui.pages import Act, Choice, Chose, Key, Page, Pressed


class Presenter:
    """Keeps what is marked until 下一步; a touch alone never leaves the page."""

    def __init__(self, *, asked: Asked) -> None:
        self._asked = asked
        view = asked.view
        self._several = view.question.kind is QuestionKind.SELECT_MULTIPLE
        self._marked: tuple[str, ...] = tuple(view.value.split())
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
            position=asked.position,
            position_words=asked.position_words,
            rows=tuple(
                Choice(
                    key=choice.name,
                    label=Words.same(choice.label),
                    is_chosen=choice.name in self._marked,
                    several=self._several,
                )
                for choice in asked.view.choices
            ),
            back=asked.stage.text("key-back"),
            secondary=asked.skip_words,
            primary=asked.next_words,
            echo=self._echo,
        )

    def on(self, act: Act) -> None:
        """Mark, go on, skip or go back."""
        match act:
            case Chose(key=key):
                self._mark(key)
                self._asked.stage.refresh()
            case Pressed(key=Key.PRIMARY):
                self._answer()
            case _:
                self._asked.is_handled(act)

    def _mark(self, key: str) -> None:
        label = next(c.label for c in self._asked.view.choices if c.name == key)
        was_marked = key in self._marked
        self._notice = NO_WORDS
        if not self._several:
            self._marked = (key,)
        elif was_marked:
            self._marked = tuple(m for m in self._marked if m != key)
        else:
            self._marked = (*self._marked, key)
        key_of_echo = "choice-off" if self._several and was_marked else "choice-on"
        self._echo = self._asked.stage.text(key_of_echo, label=label)

    def _answer(self) -> None:
        self._notice = self._asked.take(" ".join(self._marked))
        if self._notice:
            self._echo = self._notice
            self._asked.stage.refresh()
