"""A date in large steps: decade, year, month, day. Impossible dates cannot be reached."""

from datetime import date

from kiosk.domain.words import NO_WORDS, Hearer, Words
from kiosk.entry.dates import DateEntry, Step, lunar_words
from ui.asking import Asked
from ui.pages import Act, Action, Cells, Chose, Field, Key, Page, Pressed, Row

_COLUMNS = {Step.DECADE: 3, Step.YEAR: 3, Step.MONTH: 3, Step.DAY: 5, Step.DONE: 1}
_AGAIN = "again"


class Presenter:
    """Holds the steps of the date; the lunar date stands beside the finished one.

    The years nearest today come first, because that is when most things happen; only who is
    asked for a birthday begins with the oldest.
    """

    def __init__(self, *, asked: Asked, entry: DateEntry, is_birth: bool) -> None:
        self._asked = asked
        self._is_birth = is_birth
        self._entry = self._begun(entry)
        self._notice = NO_WORDS
        self._echo = NO_WORDS

    def _begun(self, entry: DateEntry) -> DateEntry:
        """Return what was chosen before, as far as it may still be."""
        left = self._asked.found(DateEntry)
        if left and (left.earliest, left.latest) == (entry.earliest, entry.latest):
            return left
        if value := self._asked.view.value:
            day = date.fromisoformat(value)
            if entry.earliest <= day <= entry.latest:
                return entry.with_value(day)
        return entry

    def page(self) -> Page:
        """Return the chosen part and the numbers to choose from."""
        asked = self._asked
        return Page(
            screen="date",
            heading=asked.heading,
            lead=asked.lead,
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=self._rows(),
            back=asked.stage.text("key-back"),
            secondary=asked.skip_words,
            secondary_icon="skip",
            primary=asked.next_words,
            is_primary_ready=self._entry.step is Step.DONE,
            echo=self._echo,
        )

    def _rows(self) -> tuple[Row, ...]:
        text = self._asked.stage.text
        entry = self._entry
        shown = Field(label=text("date-chosen"), value=self._so_far())
        rows: tuple[Row, ...] = (shown,)
        if offered := self._offered():
            rows += (
                Cells(
                    keys=tuple(str(number) for number in offered),
                    labels=tuple(text(f"date-{entry.step.value}", number=str(n)) for n in offered),
                    columns=_COLUMNS[entry.step],
                    hushed=text("focus-digit").spoken if self._is_sensitive else "",
                ),
            )
        if entry.step is not entry.back().step:
            rows += (Action(key=_AGAIN, words=text("date-again"), icon="undo", is_quiet=True),)
        return rows

    def _offered(self) -> tuple[int, ...]:
        choices = self._entry.choices
        is_from_today = self._entry.step is Step.DECADE and not self._is_birth
        return choices[::-1] if is_from_today else choices

    @property
    def _is_sensitive(self) -> bool:
        return self._asked.view.question.sensitive

    def _so_far(self) -> Words:
        """Return what is chosen; of a sensitive day others hear only that there is something."""
        whole = self._chosen_part()
        if not self._is_sensitive or self._entry.year is None:
            return whole
        hushed = self._asked.stage.text("date-hushed").spoken
        return Words(whole.shown, hushed, whole.spoken)

    def _chosen_part(self) -> Words:
        text = self._asked.stage.text
        entry = self._entry
        if entry.value is not None:
            day, lunar = text.full_day(entry.value), lunar_words(entry.value, text)
            said = f"{day.spoken}{text.marks.comma}{lunar.spoken}"
            return Words(f"{day.shown}{text.remark(lunar.shown)}", said)
        if entry.year is None:
            return text("date-empty")
        if entry.month is None:
            return text("date-year", number=str(entry.year))
        return text("date-year-month", year=str(entry.year), month=str(entry.month))

    def on(self, act: Act) -> None:
        """Take a part, take one back, or answer."""
        match act:
            case Chose(key=key) if key == _AGAIN:
                self._set(self._entry.back())
            case Chose(key=key):
                self._set(self._entry.choose(int(key)))
            case Pressed(key=Key.PRIMARY) if self._entry.value is not None:
                self._answer(self._entry.value)
            case _:
                self._asked.is_handled(act, left=self._entry)

    def _set(self, entry: DateEntry) -> None:
        self._entry = entry
        self._notice = NO_WORDS
        text, so_far = self._asked.stage.text, self._so_far()
        ask = text(f"date-ask-{entry.step.value}").spoken
        after = text.marks.next_sentence
        self._echo = Words("", *(after.join((so_far.said_to(one), ask)) for one in Hearer))
        self._asked.stage.refresh()

    def _answer(self, day: date) -> None:
        self._notice = self._asked.take(day.isoformat())
        if self._notice:
            self._echo = self._notice
            self._asked.stage.refresh()
