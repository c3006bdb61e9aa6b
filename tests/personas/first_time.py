"""P8: is 85 and here for the first time. Hesitates, goes back, changes letters, walks off."""

from typing import Any

from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.flow import places as at
from kiosk.flow.visit import IdleEnded, IdleNoticed
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref
from kiosk.ports.id_card_reader import NoCard
from tests.personas.person import Person
from ui.bootstrap import Kiosk
from ui.pages import Key

PAUSE_S = 40.0
_BACK_EVERY = 4
_LARGER_AT, _ENGLISH_AT, _WALKS_OFF_AT = 3, 5, 7
_PACE = 2.0
"""How much slower than the model's grown-up; an assumption, stated with the figures."""


class FirstTime(Person):
    """Needs one thing only: that nothing is ever lost."""

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self._answered = 0
        self._has_walked_off = False

    def _answer_question(self, ref: Ref) -> None:
        here = self._kiosk.app.visit.place
        if self._answered == _LARGER_AT:
            self._make_larger()
        if self._answered == _ENGLISH_AT:
            self._speak("en")
        if self._answered >= _WALKS_OFF_AT and not self._has_walked_off:
            self._walk_off_and_return()
            return
        self.effort.wait(PAUSE_S)
        super()._answer_question(ref)
        self._answered += 1
        if self._answered % _BACK_EVERY == 0 and self._may_return(ref):
            self._go_back_to(here)

    def _make_larger(self) -> None:
        self.dock("text-size")
        self.choose("size:4")
        self.press(Key.PRIMARY)

    def _speak(self, language: str) -> None:
        self.dock("language")
        self.choose(language)
        self.press(Key.PRIMARY)

    def _may_return(self, ref: Ref) -> bool:
        if not self._kiosk.app.visit.has_application:  # that was the last question
            return False
        kinds = {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.TEXT}
        return self._kiosk.counter.interview.view(ref).question.kind in kinds

    def _go_back_to(self, here: at.Place) -> None:
        """Look at the last answer once more, and go on."""
        self.effort.wrong_turns += 1
        self.press(Key.BACK)
        if self._kiosk.app.visit.place == here:
            self.press(Key.PRIMARY)

    def _walk_off_and_return(self) -> None:
        """Leave the machine alone, and come back with the card."""
        self._has_walked_off = True
        self.effort.wrong_turns += 1
        self._kiosk.app.dispatch(IdleNoticed())
        self._kiosk.app.dispatch(IdleEnded())
        reader = self._kiosk.devices.reader
        assert isinstance(reader, SimulatedIdCardReader)
        self.press(Key.PRIMARY)
        self.choose("resume")
        self.choose("card")
        reader.put((self.helper or self.applicant).card)
        self.wait(lambda: isinstance(self._kiosk.app.visit.place, at.Asking), "the draft is back")
        reader.fail(NoCard.EMPTY)
        self._make_larger()
