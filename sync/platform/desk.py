"""The clerk's verbs: look, accept, ask for corrections once and in full, decide, close."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import sqlalchemy as sa
from pydantic import ValidationError

from kiosk.domain.case import PlatformStatus, StatusChange
from kiosk.domain.errors import BadInput
from kiosk.domain.manifest import Manifest
from kiosk.ports.clock import Clock
from kiosk.vault.opener import OpenedApplication
from sync import wire
from sync.platform.contents import open_contents
from sync.platform.keys import PlatformSecrets
from sync.platform.store import Case, Store, reading, transaction

_S = PlatformStatus
_OPEN = frozenset({_S.RECEIVED, _S.PRE_ACCEPTED, _S.NEEDS_CORRECTION, _S.ACCEPTED})
_ALLOWED: Mapping[PlatformStatus, frozenset[PlatformStatus]] = MappingProxyType({
    _S.ACCEPTED: frozenset({_S.RECEIVED, _S.PRE_ACCEPTED, _S.NEEDS_CORRECTION, _S.ACCEPTED}),
    _S.NEEDS_CORRECTION: frozenset({_S.RECEIVED, _S.PRE_ACCEPTED, _S.ACCEPTED}),
    _S.NOT_ACCEPTED: _OPEN,
    _S.DONE: frozenset({_S.ACCEPTED}),
})  # fmt: skip
_PAPERS: Mapping[str, str] = MappingProxyType({
    "later": "以后补交", "fingerprint": "在纸上按手印，工作人员见证",
})  # fmt: skip
_SUFFIXES: Mapping[str, str] = MappingProxyType({
    "image/jpeg": ".jpg", "image/png": ".png", "application/json": ".json",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case as the clerk reads it, and the folder its papers were written to."""

    case: Case
    manifest: Manifest
    application: OpenedApplication
    folder: Path | None


class Desk:
    """One clerk's window.

    Args:
        engine: the platform's database.
        secrets: the platform's keys; only :meth:`show` needs them.
        clock: dates what is said.
    """

    def __init__(self, *, engine: sa.Engine, secrets: PlatformSecrets, clock: Clock) -> None:
        self._engine = engine
        self._secrets = secrets
        self._clock = clock

    def cases(self) -> tuple[Case, ...]:
        """Return every case that has a receipt: urgent ones first, else in the order they came."""
        with reading(self._engine) as store:
            return tuple(sorted(store.cases(), key=_is_calm))

    def show(self, name: str, *, folder: Path | None = None) -> Opened:
        """Decrypt a case; with ``folder``, write answers and papers there for the clerk.

        Raises:
            BadInput: there is no such case.
            SealBroken: it does not open.
        """
        with reading(self._engine) as store:
            case = _named(store, name)
            revision = store.revision(case.case_id, case.rev)
            if revision is None:
                raise BadInput(f"没有 {name} 的内容")
            blobs = store.blobs(revision.manifest)
        application = open_contents(revision.manifest, blobs, self._secrets)
        if folder:
            _write_out(application, folder)
        return Opened(
            case=case, manifest=revision.manifest, application=application, folder=folder
        )

    def accept(self, name: str) -> Case:
        """Take the case on (受理).

        Raises:
            BadInput: there is no such case, or it is past that.
        """
        return self._say(name, _S.ACCEPTED, note="已受理")

    def ask_correction(
        self, name: str, sentences: Sequence[str], *, until: datetime | None = None
    ) -> Case:
        """Name everything that must be corrected (补正), once and in full.

        Raises:
            BadInput: nothing is named, more than the line carries, this revision was asked
                about already, or it is too late.
        """
        wanted = tuple(filter(None, (sentence.strip() for sentence in sentences)))
        if not wanted:
            raise BadInput("要补正什么，至少写一句。")
        return self._say(name, _S.NEEDS_CORRECTION, to_correct=wanted, until=until)

    def decide(self, name: str, *, is_granted: bool, reason: str) -> Case:
        """Grant or refuse (决定), with a reason the citizen will read.

        Raises:
            BadInput: no reason or too long a one, no such case, or the case is closed.
        """
        if not reason.strip():
            raise BadInput("决定要写明理由。")
        word = "准予" if is_granted else "不予"
        status = _S.ACCEPTED if is_granted else _S.NOT_ACCEPTED
        return self._say(name, status, note=f"决定：{word}。{reason.strip()}")

    def close(self, name: str) -> Case:
        """Close an accepted case (办结).

        Raises:
            BadInput: there is no such case, or it was not accepted.
        """
        return self._say(name, _S.DONE, note="已办结")

    def erase(self, name: str) -> Case:
        """Remove everything of a case at the citizen's request, but its number and receipts.

        Raises:
            BadInput: there is no such case.
        """
        with transaction(self._engine) as store:
            case = _named(store, name)
            store.erase(case.case_id)
            return case

    def _say(
        self,
        name: str,
        status: PlatformStatus,
        *,
        note: str = "",
        to_correct: tuple[str, ...] = (),
        until: datetime | None = None,
    ) -> Case:
        with transaction(self._engine) as store:
            case = _named(store, name)
            _refuse_out_of_turn(case, status)
            change = StatusChange(
                case_id=case.case_id,
                rev=case.rev,
                status=status,
                at=self._clock.now(),
                note=note,
                to_correct=to_correct,
                deadline=until,
            )
            _refuse_what_no_line_carries(change)
            store.add_change(change, kiosk_id=case.kiosk_id)
            return _named(store, case.case_id)


def _is_calm(case: Case) -> bool:
    """Whether nobody waits urgently for a clerk to begin."""
    return not (case.is_urgent and case.latest.status in _OPEN - {_S.ACCEPTED})


def _named(store: Store, name: str) -> Case:
    ids = store.case_ids_like("".join(name.split()))
    if len(ids) > 1:
        raise BadInput(f"{name} 有 {len(ids)} 件，请用办件编号：hall-platform list 可查。")
    case = store.case(ids[0]) if ids else None
    if case is None:
        raise BadInput(f"没有 {name} 这件。用 hall-platform list 查编号。")
    return case


def _refuse_out_of_turn(case: Case, status: PlatformStatus) -> None:
    now = case.latest.status
    if now is status is _S.NEEDS_CORRECTION:
        raise BadInput("这一版已经告知过补正。补正要一次说全（行政许可法），等申请人补来再看。")
    if now not in _ALLOWED[status]:
        raise BadInput(f"这件现在是 {now.value}，不能改成 {status.value}。")


def _refuse_what_no_line_carries(change: StatusChange) -> None:
    """Keep out of the feed what a kiosk could not read, and the citizen would never hear."""
    try:
        wire.change_shape(change)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        raise BadInput(_too_much(str(first["loc"][0]), first["type"])) from None


def _too_much(field: str, kind: str) -> str:
    if kind == "string_unicode":
        return (
            "里面有读不出的字，多半是终端的编码不是 UTF-8。"
            "改法：换 UTF-8 的终端（LANG=C.UTF-8），重新写一遍。"
        )
    if field == "deadline":
        return "期限不像真的日期。改法：写近几年里的一天，像 2026-12-31。"
    if field == "note":
        return f"理由太长，连开头最多 {wire.NOTE_LIMIT} 字。改法：只写要点，细节请申请人来窗口问。"
    if kind == "too_long":
        return f"最多写 {wire.CORRECTIONS_LIMIT} 处。改法：把相近的几处合成一句。"
    return f"要补正的每一处最多 {wire.SENTENCE_LIMIT} 字。改法：写短些，或分成几处。"


def in_words(application: OpenedApplication) -> Iterator[tuple[str, str]]:
    """Yield questions and answers as a clerk reads them."""
    return ((label, _PAPERS.get(answer, answer)) for label, answer in application.readable)


def _write_out(application: OpenedApplication, folder: Path) -> None:
    """Write answers and papers into a folder only the clerk may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    answers = {"answers": dict(application.answers), "notes": dict(application.notes)}
    told = "".join(f"{label}\n    {answer}\n" for label, answer in in_words(application))
    _write(folder / "answers.txt", told.encode())
    text = json.dumps(answers, ensure_ascii=False, indent=2)
    _write(folder / "answers.json", text.encode())
    _write(folder / "submission.xml", application.submission)
    for place, attachment in enumerate(application.attachments, start=1):
        # The slot comes from outside: it must not name a path.
        slot = "".join(c if c.isalnum() or c in "-_" else "_" for c in attachment.slot)
        suffix = _SUFFIXES.get(attachment.media_type, ".bin")
        _write(folder / f"{place:02d}-{slot}{suffix}", attachment.content)


def _write(file: Path, content: bytes) -> None:
    file.touch(mode=0o600)
    file.write_bytes(content)
