"""One case: five stages, what the platform says, what to correct, and of when that is."""

from kiosk.domain.case import Stage as CaseStage
from kiosk.domain.slip_number import SlipNumber
from kiosk.domain.words import Words
from kiosk.flow.visit import WentBack
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.follow_case import FollowedCase
from ui.pages import Act, Fact, Key, Number, Page, Pressed, Row, Stages
from ui.presenting import Stage


class Presenter:
    """Says how a case stands, online or on the last known state."""

    def __init__(self, *, stage: Stage, case: FollowedCase, title: str) -> None:
        self._stage = stage
        self._case = case
        self._title = title

    def page(self) -> Page:
        """Return the stages, the state in words and the list of corrections."""
        text = self._stage.text
        state = self._case.row.state.value.replace("_", "-")
        return Page(
            screen="case-detail",
            heading=Words.same(self._title),
            lead=text(f"case-{state}"),
            rows=(self._stages(), *self._corrections(), *self._notes(), self._number()),
            back=text("key-back"),
        )

    def _stages(self) -> Stages:
        order = tuple(CaseStage)
        reached = order.index(self._case.stage)
        names = tuple(self._stage.text(f"stage-{stage.value}") for stage in order)
        return Stages(names=names, reached=reached)

    def _corrections(self) -> tuple[Row, ...]:
        text = self._stage.text
        return tuple(
            Fact(label=text("case-correct", number=n), text=Words.same(what))
            for n, what in enumerate(self._case.to_correct, start=1)
        )

    def _notes(self) -> tuple[Row, ...]:
        text = self._stage.text
        newest = self._case.changes[-1] if self._case.changes else None
        notes: list[Row] = []
        if newest and newest.deadline:
            day = text.full_day(text.local(newest.deadline).date())
            notes.append(Fact(label=text("case-deadline"), text=day))
        if newest and newest.note:
            notes.append(Fact(label=text("case-note"), text=Words.same(newest.note)))
        notes.append(Fact(label=text("case-as-of"), text=self._as_of()))
        return tuple(notes)

    def _as_of(self) -> Words:
        text = self._stage.text
        if self._case.as_of is None:
            return text("case-never-online")
        return text.clock(self._case.as_of)

    def _number(self) -> Number:
        number = SlipNumber(self._case.row.slip_number)
        return Number(
            label=self._stage.text("sealed-number"),
            value=Words(number.grouped, spell(Spelling.CASE_NUMBER, str(number))),
        )

    def on(self, act: Act) -> None:
        """Go back."""
        if act == Pressed(Key.BACK):
            self._stage.emit(WentBack())
