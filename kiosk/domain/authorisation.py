"""A helper's authority (授权委托书): who, for whom, for what, until when (民法典 art 165)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

LONGEST = timedelta(days=365)
GUARDIAN = "guardian_doc"
_ENTITLED: Mapping[str, frozenset[str]] = MappingProxyType({
    GUARDIAN: frozenset({"guardian"}),
    "duty": frozenset({"staff", "village"}),
})  # fmt: skip
"""Who may act without a word of the principal: by law, or by office."""


class Act(StrEnum):
    """What a helper may be allowed to do. Collecting money is not among them."""

    FILL = "fill"
    SUBMIT = "submit"
    SIGN_FOR = "sign_for"
    COLLECT_RESULT = "collect_result"


class Refusal(StrEnum):
    """Why an authorisation does not carry an act; each has a sentence in the text files."""

    NOT_YET = "not-yet"
    EXPIRED = "expired"
    TOO_LONG = "too-long"
    OUT_OF_SCOPE = "out-of-scope"
    OTHER_SERVICE = "other-service"
    NOT_ENTITLED = "not-entitled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """The written authority a helper acts under.

    Attributes:
        kind: ``present``, ``paper``, ``esign``, ``guardian_doc`` or ``duty``.
        services: the matters it covers, by service id.
        helper_kind: what the helper said to be, such as ``guardian``, ``staff`` or ``other``.
    """

    kind: str
    principal_name: str = field(repr=False)
    principal_number: str = field(repr=False)
    helper_name: str = field(repr=False)
    helper_number: str = field(repr=False)
    helper_phone: str = field(repr=False)
    relation: str = field(repr=False)
    services: frozenset[str]
    acts: frozenset[Act]
    valid_from: date
    valid_until: date
    helper_kind: str = ""

    def refusal(self, act: Act, *, service: str, today: date) -> Refusal | None:
        """Return why ``act`` is not covered today, or None when it is.

        A guardian's authority comes from the law and may be older than any letter's.
        """
        is_letter = self.kind != GUARDIAN
        entitled = _ENTITLED.get(self.kind)
        checks = (
            (entitled is not None and self.helper_kind not in entitled, Refusal.NOT_ENTITLED),
            (is_letter and self.valid_until - self.valid_from > LONGEST, Refusal.TOO_LONG),
            (today < self.valid_from, Refusal.NOT_YET),
            (today > self.valid_until, Refusal.EXPIRED),
            (service not in self.services, Refusal.OTHER_SERVICE),
            (act not in self.acts, Refusal.OUT_OF_SCOPE),
        )
        return next((why for failed, why in checks if failed), None)
