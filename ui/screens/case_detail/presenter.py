"""One case: five stages, what the platform says, what to correct, and of when that is."""

from kiosk.domain.case import CaseState
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

    def __init__(
        self,
        *,
        stage: Stage,
        case: FollowedCase,
        title: str,
        hall_name: str = "",
        hall_phone: str = "",
    ) -> None:
        self._stage = stage
        self._case = case
        self._title = title
        self._hall = {"hall": hall_name, "phone": hall_phone}

    def page(self) -> Page:
        """Return the state in words and what to do now, then the stages and the number."""
        return Page(
            screen="case-detail",
            heading=Words.same(self._title),
            lead=self._lead(),
            rows=(*self._note(), *self._to_do(), self._stages(), self._as_of(), self._number()),
            back=self._stage.text("key-back"),
        )

    def _lead(self) -> Words:
        """Return the state; a deadline stands beside it, before anything that takes a page."""
        text = self._stage.text
        if self._case.deadline is not None:
            day = text.day(text.local(self._case.deadline).date())
            shown = text("case-correct-by", day=day.shown).shown
            return Words(shown, text("case-correct-by", day=day.spoken).spoken)
        state = self._case.row.state.value.replace("_", "-")
        return text(f"case-{state}")

    def _stages(self) -> Stages:
        text, order = self._stage.text, tuple(CaseStage)
        reached = order.index(self._case.stage)
        names = tuple(text(f"stage-{stage.value}") for stage in order)
        all_names = text.list_of(name.shown for name in names)
        said = text("stages", names=all_names, now=names[reached].shown)
        return Stages(names=names, reached=reached, said=said)

    def _to_do(self) -> tuple[Row, ...]:
        """Return what the citizen does next: what to correct and where, or how to object."""
        match self._case.row.state:
            case CaseState.NEEDS_CORRECTION:
                return (*self._corrections(), self._fact("case-where"))
            case CaseState.NOT_ACCEPTED:
                return (self._fact("case-appeal"), self._fact("case-hotline"))
            case _:
                return ()

    def _corrections(self) -> tuple[Row, ...]:
        text = self._stage.text
        return tuple(
            Fact(label=text("case-correct", number=n), text=Words.same(what))
            for n, what in enumerate(self._case.to_correct, start=1)
        )

    def _fact(self, key: str) -> Fact:
        text = self._stage.text
        return Fact(label=text(f"{key}-label"), text=text(key, **self._hall))

    def _note(self) -> tuple[Row, ...]:
        if not self._case.note:
            return ()
        return (Fact(label=self._stage.text("case-note"), text=Words.same(self._case.note)),)

    def _as_of(self) -> Fact:
        text, as_of = self._stage.text, self._case.as_of
        when = text("case-never-online") if as_of is None else text.clock(as_of)
        return Fact(label=text("case-as-of"), text=when)

    def _number(self) -> Number:
        number = SlipNumber(self._case.row.slip_number)
        said = spell(Spelling.CASE_NUMBER, str(number), self._stage.text.language)
        return Number(
            label=self._stage.text("sealed-number"),
            value=Words(number.grouped, said),
        )

    def on(self, act: Act) -> None:
        """Go back."""
        if act == Pressed(Key.BACK):
            self._stage.emit(WentBack())
