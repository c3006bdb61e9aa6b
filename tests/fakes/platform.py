"""A platform that answers as told, for the rules of the worker."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.manifest import Manifest
from kiosk.vault.receipts import sign_receipt
from sync.outcomes import Accepted, Changes, Delivered, Delivery, Online, TryLater

Answer = Callable[[Manifest], Delivery]


class ScriptedPlatform:
    """Takes everything, unless told otherwise for a case or for the whole line.

    Attributes:
        line: what ``hello`` answers while it is not None.
        by_case: case id → what ``deliver`` answers, one a call, then as usual.
        at_receipt: the same for ``receipt``.
        pages: what the feed answers, one a call, then nothing new.
        asked: the calls, in order.
        held: case ids with a receipt, once each time one was given.
    """

    def __init__(self) -> None:
        self.line: TryLater | None = None
        self.skew = timedelta(0)
        self.by_case: dict[str, list[Delivery]] = defaultdict(list)
        self.at_receipt: dict[str, list[Delivery]] = defaultdict(list)
        self.pages: list[Changes | TryLater] = []
        self.asked: list[tuple[str, str]] = []
        self.held: list[str] = []
        self._key = Ed25519PrivateKey.generate()

    def hello(self) -> Online | TryLater:
        self.asked.append(("hello", ""))
        return self.line or Online(skew=self.skew)

    def deliver(self, manifest: Manifest, part: Callable[[str], bytes]) -> Delivery:
        self.asked.append(("deliver", manifest.case_id))
        if script := self.by_case[manifest.case_id]:
            return script.pop(0)
        for each in manifest.parts:
            part(each.sha256)
        return Delivered()

    def receipt(self, manifest: Manifest) -> Delivery:
        self.asked.append(("receipt", manifest.case_id))
        if script := self.at_receipt[manifest.case_id]:
            return script.pop(0)
        self.held.append(manifest.case_id)
        return Accepted(
            receipt=sign_receipt(
                self._key,
                case_id=manifest.case_id,
                rev=manifest.rev,
                seal=manifest.seal(),
                platform_number=f"2026-{manifest.case_id}",
                received_at="2026-11-23T12:05:00+00:00",
                sequence=len(self.held),
            )
        )

    def changes(self, cursor: str) -> Changes | TryLater:
        self.asked.append(("changes", cursor))
        if self.pages:
            return self.pages.pop(0)
        return Changes(changes=(), cursor=cursor, has_more=False)

    def delivered(self) -> list[str]:
        """Return the cases that were tried, in order."""
        return [case for verb, case in self.asked if verb == "deliver"]
