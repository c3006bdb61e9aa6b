"""P7: reads no characters. Knows digits, hears what is said, sees pictures, copies shapes."""

from kiosk.flow.comfort import Need
from kiosk.forms.protocol import Ref
from tests.personas.person import Person
from ui.pages import Choice, Tile
from ui.rehearsal.citizen import Stuck


class NotReading(Person):
    """Touches a picture, hears what it stands for, and touches it once more.

    Words are copied from a note that the family wrote.
    """

    needs = (Need.READING,)

    def choose(self, key: str) -> None:
        """Touch what bears a picture; listen; then choose it."""
        row = next((row for row in self.page.rows if getattr(row, "key", None) == key), None)
        if not isinstance(row, Choice | Tile) or not self._is_simple or self.page.acts_at_once:
            super().choose(key)
            return
        words = row.label if isinstance(row, Choice) else row.title
        is_hushed = isinstance(row, Choice) and row.is_sensitive  # only its number is said then
        if not row.icon:
            raise Stuck(f"{key} on {self._screen} has no picture")
        begun, here = len(self.heard), self._kiosk.app.visit.place
        super().choose(key)
        said = "".join(self.heard[begun:])
        self.effort.hear(len(said))
        if not said or (words.shown not in said and not is_hushed):
            raise Stuck(f"{key} on {self._screen} was touched and not named")
        takes_one = isinstance(row, Choice) and not row.several  # 就选这个 then chooses it
        if not takes_one and self._kiosk.app.visit.place == here:
            super().choose(key)

    @property
    def _is_simple(self) -> bool:
        return self._kiosk.app.visit.comfort.is_simple

    def _answer_question(self, ref: Ref) -> None:
        self.effort.hear(sum(map(len, self.page.spoken())))
        super()._answer_question(ref)
