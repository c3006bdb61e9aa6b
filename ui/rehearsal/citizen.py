"""A citizen made of code, who looks at the page and touches the window like anybody else.

Every act is a pointer event at a place of the window, delivered by the window system; what is
not on the page shown is reached by turning the page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.errors import KioskError
from kiosk.entry.fields import ERASE
from kiosk.flow import places as at
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref
from kiosk.ports.id_card_reader import NoCard
from kiosk.ports.recogniser import Stroke
from ui.bootstrap import Kiosk
from ui.pages import (
    Action,
    CameraPicture,
    Cells,
    Choice,
    Field,
    Key,
    Keys,
    Page,
    SignatureBox,
    Writing,
)
from ui.rehearsal.answers import Answers
from ui.rehearsal.ink import strokes_for
from ui.rehearsal.people import Persona
from ui.screens.listed.presenter import LISTED

_PATIENCE_MS = 5000
_LOOK_MS = 5
_MOST_STEPS = 400
_MOST_CANDIDATE_PAGES = 3


class Stuck(KioskError):
    """The citizen does not get on: names the screen and what was looked for."""

    code = "rehearsal-stuck"


@dataclass(slots=True)
class Diary:
    """What the citizen met: screens in order, and pictures if wanted.

    Attributes:
        answers: what was meant at each question, as the form stores it; the last word counts.
    """

    screens: list[str] = field(default_factory=list)
    asked: list[Ref] = field(default_factory=list)
    answers: dict[Ref, str] = field(default_factory=dict)
    touches: int = 0
    pictures: Path | None = None

    def note(self, screen: str, window: QWidget) -> None:
        """Write a screen down, with its picture."""
        if self.screens and self.screens[-1] == screen:
            return
        self.screens.append(screen)
        if self.pictures is not None:
            name = f"{len(self.screens):03d}-{screen}.png"
            window.grab().save(str(self.pictures / name))


class Citizen:
    """Uses one kiosk."""

    def __init__(
        self,
        kiosk: Kiosk,
        *,
        answers: Answers,
        applicant: Persona,
        helper: Persona | None = None,
        uses_card: bool = True,
        diary: Diary | None = None,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """Stand before the kiosk.

        Args:
            kiosk: the window, shown.
            answers: what to say to each question.
            applicant: whose application it is.
            helper: who stands here for the applicant, or None.
            uses_card: lays cards down; else everything is typed.
            diary: where screens and pictures are noted.
            between: called after every act, e.g. to wait so that a spectator can follow.
        """
        self._kiosk = kiosk
        # It never taps twice, so nothing has to be kept from the next page.
        kiosk.look.touch_guard_ms = 0
        self._answers = answers
        self.applicant = applicant
        self.helper = helper
        self._uses_card = uses_card
        self._between = between
        self.diary = diary or Diary()
        self.slip_code = ""  # on the slip, once there is one

    # Journeys

    def apply(self, service: str) -> str:
        """Apply for a service, from the first touch to the slip; return the slip number.

        Raises:
            Stuck: a page could not be answered.
        """
        self.press(Key.PRIMARY)
        return self.apply_from_home(service)

    def apply_from_home(self, service: str) -> str:
        """Apply for a service from the home screen; return the slip number.

        Raises:
            Stuck: a page could not be answered.
        """
        self.open_service(service)
        self.press(Key.PRIMARY)
        for _ in range(_MOST_STEPS):
            place = self._kiosk.app.visit.place
            if isinstance(place, at.Sealed):
                return self._slip_number()
            self._answer(place)
        raise Stuck(f"no end after {_MOST_STEPS} steps at {self._screen}")

    def open_service(self, service: str) -> None:
        """Go from home to a service's page."""
        card = self._kiosk.catalogue.card(service)
        self.choose("for-other" if self.helper else "apply")
        self.choose(card.category)
        self.choose(service)

    def leave(self, rating: str = "") -> None:
        """Finish, rate or skip, and say goodbye."""
        self.press(Key.PRIMARY)
        if rating:
            self.choose(rating)
        else:
            self.press(Key.PRIMARY)
        self.press(Key.PRIMARY)

    def look_up(self, slip_number: str) -> str:
        """Look a case up by number and code of the slip; return what the page says of it."""
        self.press(Key.PRIMARY)
        self.choose("progress")
        self.choose(at.Lookup.NUMBER.value)
        for digits in (slip_number[1:], self.slip_code):
            for digit in digits:
                self.choose(digit)
            self.press(Key.PRIMARY)
        said = self.page.lead.shown
        self.diary.note(self._screen, self._kiosk.frame)
        self.dock("home")
        return said

    def _slip_number(self) -> str:
        submitted = self._kiosk.app.memory.submitted
        if submitted is None:
            raise Stuck("the slip has no number")
        self.slip_code = submitted.code.digits
        return str(submitted.slip_number)

    # Answering

    def answer_page(self) -> None:
        """Answer whatever is asked now.

        Raises:
            Stuck: nothing is asked.
        """
        self._answer(self._kiosk.app.visit.place)

    def _answer(self, place: at.Place) -> None:
        match place:
            case at.Asking(ref=ref):
                self._answer_question(ref)
            case at.AskingMore():
                self.press(Key.PRIMARY)
            case at.Unfit():
                self.press(Key.PRIMARY)
            case _:
                raise Stuck(f"did not expect {self._screen}")

    def _answer_question(self, ref: Ref) -> None:
        view = self._kiosk.counter.interview.view(ref)
        self.diary.asked.append(ref)
        match view.question.kind:
            case QuestionKind.NOTE if self._screen in {"card", "card-read"}:
                self._lay_card(ref)
            case QuestionKind.NOTE | QuestionKind.ACKNOWLEDGE:
                self.press(Key.PRIMARY)
            case QuestionKind.SELECT_ONE | QuestionKind.SELECT_MULTIPLE:
                options = self._answers.options(view)
                self.diary.answers[ref] = " ".join(options)
                self._mark(options)
                self.press(Key.PRIMARY)
            case QuestionKind.DATE:
                self.diary.answers[ref] = self._pick_date().isoformat()
            case QuestionKind.IMAGE:
                self._photograph()
            case QuestionKind.SIGNATURE:
                self._sign()
            case _:
                self.diary.answers[ref] = self._answers.text(view)
                self.enter(self.diary.answers[ref])
                self.press(Key.PRIMARY)

    def _lay_card(self, ref: Ref) -> None:
        reader = self._kiosk.devices.reader
        person = self._whose_card(ref.rpartition("/")[2])
        if not self._uses_card or not isinstance(reader, SimulatedIdCardReader):
            self.press(Key.PRIMARY)
            return
        reader.put(person.card)
        self.wait(lambda: self._screen == "card-read", "the card is read")
        reader.fail(NoCard.EMPTY)
        self.press(Key.PRIMARY)

    def _whose_card(self, note: str) -> Persona:
        if note == "f_card":
            return self._answers.relative
        return self.helper if "helper" in note and self.helper else self.applicant

    def _mark(self, names: tuple[str, ...]) -> None:
        rows = [row for row in self.page.rows if isinstance(row, Choice)]
        for row in rows:
            if (row.key in names) != row.is_chosen and (row.several or row.key in names):
                self.choose(row.key)

    def _pick_date(self) -> date:
        before = self._kiosk.app.visit.place
        for day in self._answers.dates():
            self._choose_parts(day)
            if self.page.is_primary_ready:  # else the form takes no such day and none is offered
                self.press(Key.PRIMARY)
            if self._kiosk.app.visit.place != before:
                return day
            self._take_date_back()
        raise Stuck(f"no date was taken on {self._screen}")

    def pick(self, day: date) -> None:
        """Choose a date part by part and say that it is right."""
        self._choose_parts(day)
        self.press(Key.PRIMARY)

    def _choose_parts(self, day: date) -> None:
        decade = str(day.year // 10 * 10)
        for part in (decade, str(day.year), str(day.month), str(day.day)):
            cells = next((row for row in self.page.rows if isinstance(row, Cells)), None)
            if cells and part in cells.keys:
                self.choose(part)

    def _take_date_back(self) -> None:
        while self._has("again"):
            self.choose("again")

    def _photograph(self) -> None:
        if self._has("shoot"):
            self.wait(self._has_picture, "a picture in the camera")
            self.choose("shoot")
            if self._has("use"):
                self.choose("use")
            self.press(Key.PRIMARY)
        else:
            self.choose("later")

    def _has_picture(self) -> bool:
        return any(isinstance(row, CameraPicture) and row.jpeg for row in self.page.rows)

    def _sign(self) -> None:
        box = self._widget_of(SignatureBox)
        self._draw(box, strokes_for(self.applicant.card.name[0]))
        self.press(Key.PRIMARY)

    # Entering text

    def enter(self, text: str) -> None:
        """Touch ``text`` in a list; else put it into the field in place of what is there."""
        if self._has(f"{LISTED}{text}"):
            self.choose(f"{LISTED}{text}")
            return
        if self._screen == "listed":
            self.choose("write")
        self._empty_field()
        self.fill_in(text)

    def fill_in(self, text: str) -> None:
        """Add ``text`` to the field, by keys and by hand."""
        for char in text:
            if char.isascii():
                self._type(char)
            else:
                self.write(char)

    def _empty_field(self) -> None:
        shown = next((row for row in self.page.rows if isinstance(row, Field)), None)
        if shown is None or not shown.value.shown:
            return
        self._show_keys()
        for _ in shown.value.shown:
            self.choose(ERASE)

    def _show_keys(self) -> None:
        if not any(isinstance(row, Keys) for row in self.page.rows):
            self.choose("pad:digits" if self._has("pad:digits") else "pad:letters")

    def _has(self, key: str) -> bool:
        return any(
            (isinstance(row, Action) and row.key == key)
            or (isinstance(row, Cells) and key in row.keys)
            for row in self.page.rows
        )

    def _type(self, char: str) -> None:
        self._show_keys()
        pad = "pad:letters" if char.isalpha() else "pad:digits"
        if self._kiosk.view.widget_for(char) is None and self._has(pad):
            self.choose(pad)
        self.choose(char)

    def write(self, char: str) -> None:
        """Write one character by hand and take it from the candidates."""
        if not any(isinstance(row, Writing) for row in self.page.rows):
            self.choose("pad:handwriting")
        self._draw(self._widget_of(Writing), strokes_for(char))
        self.wait_for_reading()
        for _ in range(_MOST_CANDIDATE_PAGES):
            writing = next(row for row in self.page.rows if isinstance(row, Writing))
            if char in writing.candidates:
                self.choose(char)
                return
            if not writing.has_more:
                break
            self._touch(self._kiosk.view.more_candidates())
        raise Stuck("a written character was not among the candidates")

    def wait_for_reading(self) -> None:
        """Wait until the ink that stands in the box is read.

        Raises:
            Stuck: it never was.
        """
        reader = self._kiosk.ink_reader
        self.wait(lambda: reader is None or not reader.is_reading, "the ink is read")

    def _draw(self, box: QWidget, strokes: tuple[Stroke, ...]) -> None:
        side = min(box.width(), box.height())
        left, top = (box.width() - side) // 2, (box.height() - side) // 2
        for stroke in strokes:
            points = [QPoint(left + int(p.x * side), top + int(p.y * side)) for p in stroke]
            self._press_at(box, points)

    def _press_at(self, box: QWidget, points: list[QPoint]) -> None:
        window = self._kiosk.frame.windowHandle()
        spots = [box.mapTo(self._kiosk.frame, point) for point in points]
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(window, left, plain, spots[0])
        for spot in spots[1:]:
            QTest.mouseMove(window, spot)
        QTest.mouseRelease(window, left, plain, spots[-1])
        self._after_act()

    def _widget_of(self, kind: type) -> QWidget:
        widget = self._kiosk.view.widget_of(kind)
        if widget is None:
            raise Stuck(f"there is no {kind.__name__} on {self._screen}")
        for number in range(self._kiosk.view.page_count):
            if widget.isVisible():
                break
            self._kiosk.view.turn_to(number)
            QApplication.processEvents()
        return widget

    # Touching

    @property
    def page(self) -> Page:
        """The page on the screen."""
        page = self._kiosk.navigator.page
        if page is None:
            raise Stuck("the window shows nothing")
        return page

    @property
    def _screen(self) -> str:
        return self.page.screen

    def choose(self, key: str) -> None:
        """Touch the part of the page with this key, turning pages until it is shown."""
        self._touch_when_shown(lambda: self._kiosk.view.widget_for(key), key)

    def press(self, key: Key) -> None:
        """Touch one of the keys at the bottom."""
        self._touch_when_shown(lambda: self._kiosk.view.bottom_key(key), key.value)

    def dock(self, item: str) -> None:
        """Touch a key of the dock."""
        self._touch(next(b for b in self._kiosk.frame.dock.buttons if b.key == item))

    def _touch_when_shown(self, find: Callable[[], QWidget | None], what: str) -> None:
        view = self._kiosk.view
        for number in (None, *range(view.page_count)):
            if number is not None:
                view.turn_to(number)
                QApplication.processEvents()
            widget = find()
            if widget is not None and widget.isVisible() and widget.isEnabled():
                self._touch(widget)
                return
        raise Stuck(f"there is no {what} on {self._screen}")

    def _touch(self, widget: QWidget) -> None:
        frame = self._kiosk.frame
        spot = widget.mapTo(frame, widget.rect().center())
        self.diary.note(self._screen, frame)
        QTest.mouseClick(
            frame.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )
        self._after_act()

    def _after_act(self) -> None:
        self.diary.touches += 1
        QApplication.processEvents()
        self.diary.note(self._screen, self._kiosk.frame)
        self._between()

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so, while the window lives.

        Raises:
            Stuck: it never was.
        """
        waited = QElapsedTimer()
        waited.start()
        while not is_so():
            if waited.hasExpired(_PATIENCE_MS):
                raise Stuck(f"waited in vain until {what}")
            let_the_window_live(_LOOK_MS)


def let_the_window_live(span_ms: int) -> None:
    """Wait while events are delivered; unlike ``qWait`` this lets other threads of Python work."""
    waiting = QEventLoop()
    QTimer.singleShot(span_ms, waiting.quit)
    waiting.exec()
