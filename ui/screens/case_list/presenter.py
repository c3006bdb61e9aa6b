"""The cases that were found."""

from collections.abc import Callable, Sequence

from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import Went, WentBack
from kiosk.usecases.follow_case import FollowedCase
from ui.pages import Act, Chose, Key, Page, Pressed, Tile
from ui.presenting import Stage


class Presenter:
    """Lists cases, the newest first; nothing here names a person."""

    def __init__(
        self, *, stage: Stage, found: Sequence[FollowedCase], title_of: Callable[[str], str]
    ) -> None:
        self._stage = stage
        self._found = tuple(found)
        self._title_of = title_of

    def page(self) -> Page:
        """Return one tile a case."""
        text = self._stage.text
        return Page(
            screen="case-list",
            heading=text("cases-heading", count=len(self._found)),
            lead=text("cases-lead"),
            rows=tuple(
                Tile(
                    key=str(index),
                    icon="document",
                    title=self._stage.text(
                        "cases-item", number=index + 1, title=self._title_of(case.row.service)
                    ),
                    subtitle=self._about(case),
                )
                for index, case in enumerate(self._found)
            ),
            back=text("key-back"),
        )

    def _about(self, case: FollowedCase) -> Words:
        text = self._stage.text
        day = text.day(text.local(case.row.sealed_at).date())
        state = text(f"case-{case.row.state.value.replace('_', '-')}")
        return day.followed_by(state, gap=text.marks.comma)

    def on(self, act: Act) -> None:
        """Open a case, or go back."""
        match act:
            case Chose(key=key):
                self._stage.emit(Went(at.CaseDetail(int(key))))
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case _:
                pass
