"""What the rehearsing citizen answers. Seeded; the same seed gives the same application."""

import random
from datetime import date, timedelta

from kiosk.entry.lists import APPEARANCE as LISTED
from kiosk.entry.lists import answer_lists
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import QuestionView
from ui.rehearsal.people import Persona, persona

_OWN_NAME = {"name", "helper_name", "account_name", "pay_to", "f_name"}
_RELATIVES_AGE = 55
_LISTS = answer_lists()
_TEXTS = ("向阳路三号", "幸福小区", "人民医院", "老张", "人多钱少")


class Answers:
    """Knows what to say to each question.

    Args:
        choices: answers that are fixed for a journey, by question name.
    """

    def __init__(
        self,
        *,
        rng: random.Random,
        applicant: Persona,
        helper: Persona | None,
        today: date,
        choices: dict[str, str] | None = None,
    ) -> None:
        self._rng = rng
        self._applicant = applicant
        self._helper = helper
        self._today = today
        self._fixed = choices or {}
        born = date(today.year - _RELATIVES_AGE, 1, 1)
        self.relative = persona(random.Random(applicant.number), born=born)  # noqa: S311 - no secret

    def options(self, view: QuestionView) -> tuple[str, ...]:
        """Return the stored names of the choices to mark."""
        name = view.question.name
        offered = [choice.name for choice in view.choices]
        if name in self._fixed:
            return tuple(c for c in self._fixed[name].split() if c in offered)
        if name == "who":
            return ("helper" if self._helper else "self",)
        if name == "auth_scope":
            return tuple(offered)
        if name == "auth_matter":
            return ("yes",)
        if view.question.kind is QuestionKind.SELECT_MULTIPLE:
            several = self._rng.sample(offered, k=min(2, len(offered)))
            return tuple(c for c in offered if c in several)
        return (self._rng.choice(offered),)

    def text(self, view: QuestionView) -> str:
        """Return what to type or write."""
        name, appearance = view.question.name, view.question.appearance
        person = self._person(name)
        if name in self._fixed:
            return self._fixed[name]
        if "idcard" in appearance:
            return person.number
        if "phone" in appearance:
            return person.phone
        if name in _OWN_NAME:
            return person.card.name
        if listed := [word for word in appearance if word.startswith(LISTED)]:
            return self._rng.choice(list(_LISTS[listed[0].removeprefix(LISTED)])).name
        return self._number(view) if _is_number(view) else self._rng.choice(_TEXTS)

    def _person(self, name: str) -> Persona:
        """Return whom a question is about: the helper, a member of the family, the applicant."""
        if name.startswith("f_"):
            return self.relative
        return self._helper if name.startswith("helper_") and self._helper else self._applicant

    def _number(self, view: QuestionView) -> str:
        known = {
            "cert_no": f"{self._applicant.number[:17]}{self._applicant.number[17]}41",
            "bank_no": "6222020200112233446",
            "staff_no": "10086",
        }
        return known.get(view.question.name, str(self._rng.randrange(1, 5)))

    def dates(self) -> tuple[date, ...]:
        """Return dates to try, one after the other, until one is taken."""
        days = (5, 3, -200, 20)
        return tuple(self._today + timedelta(days=day) for day in days)


def _is_number(view: QuestionView) -> bool:
    kinds = {QuestionKind.INTEGER, QuestionKind.DECIMAL}
    return view.question.kind in kinds or bool(view.question.appearance & {"numeric", "numbers"})
