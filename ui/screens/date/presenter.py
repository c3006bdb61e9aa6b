"""A date in large steps: decade or age, year, month, day. Impossible dates cannot be reached."""

from collections.abc import Mapping
from datetime import date

from kiosk.domain.words import NO_WORDS, Hearer, Words
from kiosk.entry.calendars import GREGORIAN, LUNAR, Calendar
from kiosk.entry.dates import DateEntry, Step
from kiosk.entry.lunar_words import lunar_month, lunar_words, lunar_year
from ui.asking import Asked
from ui.pages import Act, Action, Cells, Chose, Field, Key, Page, Pressed, Row

_COLUMNS = {
    Step.DECADE: 3, Step.TENS: 3, Step.AGE: 5, Step.YEAR: 3, Step.MONTH: 3, Step.DAY: 5,
}  # fmt: skip
_AGAIN = "again"
_LUNAR, _GREGORIAN, _BY_AGE, _BY_YEARS = "lunar", "gregorian", "age", "years"
_CALENDARS: Mapping[str, Calendar] = {_LUNAR: LUNAR, _GREGORIAN: GREGORIAN}
_WAYS = {*_CALENDARS, _BY_AGE, _BY_YEARS}


class Presenter:
    """Holds the steps of the date; the lunar date stands beside the finished one.

    The years nearest today come first, because that is when most things happen; only who is
    asked for a birthday begins with the oldest, and may begin with an age. A day that is past may
    be chosen by the lunar calendar.
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
        rows: tuple[Row, ...] = (Field(label=text("date-chosen"), value=self._so_far()),)
        if offered := self._offered():
            rows += (
                Cells(
                    keys=tuple(str(number) for number in offered),
                    labels=tuple(self._label(number) for number in offered),
                    columns=self._columns,
                    hushed=text("focus-digit").spoken if self._is_sensitive else "",
                ),
            )
        if self._entry.chosen:
            rows += (Action(key=_AGAIN, words=text("date-again"), icon="undo", is_quiet=True),)
        elif ways := self._other_ways():
            labels = tuple(text(f"date-use-{way}") for way in ways)
            rows += (Cells(keys=ways, labels=labels, columns=len(ways)),)
        return rows

    @property
    def _columns(self) -> int:
        is_long = self._entry.step is Step.YEAR and self._is_lunar  # 1940年，属龙
        return 2 if is_long else _COLUMNS[self._entry.step]

    @property
    def _is_lunar(self) -> bool:
        return self._entry.calendar is LUNAR

    def _label(self, number: int) -> Words:
        """Return what stands on the button of a choice."""
        text, step = self._asked.stage.text, self._entry.step
        if self._is_lunar and step is Step.YEAR:
            return lunar_year(number, text)
        if self._is_lunar and step is Step.MONTH:
            return lunar_month(number, text)
        if self._is_lunar and step is Step.DAY:
            return text.lunar_day(number)
        if step is Step.TENS:
            return text("date-tens", number=number)
        return text(f"date-{step.value}", number=str(number))

    def _other_ways(self) -> tuple[str, ...]:
        """Return the other ways there are to choose."""
        entry, ways = self._entry, []
        if entry.latest <= entry.today:
            ways.append(_GREGORIAN if self._is_lunar else _LUNAR)
        if self._is_birth:
            ways.append(_BY_YEARS if entry.is_by_age else _BY_AGE)
        return tuple(ways)

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
        entry = self._entry
        if not self._is_sensitive or (entry.year is None and entry.age is None):
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
            return text("date-empty") if entry.age is None else text("date-age", number=entry.age)
        year = text("date-year", number=str(entry.year))
        if self._is_lunar:
            year = lunar_year(entry.year, text)
        if entry.month is None:
            return year
        if self._is_lunar:
            return year.followed_by(lunar_month(entry.month, text), gap=text.marks.comma)
        return text("date-year-month", year=str(entry.year), month=str(entry.month))

    def on(self, act: Act) -> None:
        """Take a part, take one back, or answer."""
        match act:
            case Chose(key=key) if key == _AGAIN:
                self._set(self._entry.back())
            case Chose(key=key) if key in _WAYS:
                self._take_way(key)
            case Chose(key=key):
                self._set(self._entry.choose(int(key)))
            case Pressed(key=Key.PRIMARY) if self._entry.value is not None:
                self._answer(self._entry.value)
            case _:
                self._asked.is_handled(act, left=self._entry)

    def _take_way(self, way: str) -> None:
        """Choose by another calendar, or find the year in another way."""
        if way in _CALENDARS:
            self._entry = self._entry.turned(calendar=_CALENDARS[way])
        else:
            self._entry = self._entry.turned(is_by_age=way == _BY_AGE)
        self._show_after(self._asked.stage.text(f"date-use-{way}"))

    def _set(self, entry: DateEntry) -> None:
        self._entry = entry
        self._show_after(self._so_far())

    def _show_after(self, done: Words) -> None:
        """Show the page; what was done is said, and what is asked next."""
        self._notice = NO_WORDS
        text = self._asked.stage.text
        ask = text(f"date-ask-{self._entry.step.value}").spoken
        after = text.marks.next_sentence
        self._echo = Words("", *(after.join((done.said_to(one), ask)) for one in Hearer))
        self._asked.stage.refresh()

    def _answer(self, day: date) -> None:
        self._notice = self._asked.take(day.isoformat())
        if self._notice:
            self._echo = self._notice
            self._asked.stage.refresh()
