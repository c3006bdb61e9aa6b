"""P2: sees large yellow letters on black, and nothing that is cut, covered or pale."""

from typing import Any

from kiosk.flow.comfort import Need
from tests.audit.rules import RULES
from tests.audit.seen import Seen
from tests.personas.person import Person
from ui.bootstrap import Kiosk
from ui.rehearsal.citizen import Stuck

_EYES = ("X01", "X02", "X03", "X04", "C01")


class LowVision(Person):
    """Looks at each page in the largest letters; what is hidden there is not there."""

    needs = (Need.SIGHT,)

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self._looked_at: object = None

    def notice(self) -> None:
        """Look, once at each page as it stands."""
        if Need.SIGHT not in self._kiosk.app.visit.comfort.needs:
            return
        shown = self._kiosk.frame.page
        assert shown is not None
        now = (self.page, shown.page_number)
        if now == self._looked_at:
            return
        self._looked_at = now
        seen = Seen(window=self._kiosk.frame, theme=self._kiosk.look.theme)
        for name in _EYES:
            if wrong := RULES[name].check(seen).wrong:
                raise Stuck(f"{self._screen} hides something: {name} {wrong[0]}")
