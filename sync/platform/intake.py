"""Taking cases in: every verb may be repeated for ever and answers the same."""

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from itertools import accumulate
from typing import TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from pydantic import ValidationError

from kiosk.domain.case import PlatformStatus, StatusChange
from kiosk.domain.manifest import Manifest
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.clock import Clock
from kiosk.vault.receipts import sign_receipt
from sync import wire
from sync.platform.contents import find_faults
from sync.platform.keys import PlatformSecrets
from sync.platform.store import Store, reading, transaction

_PAGE = 200
_PAGE_BYTES = 512 * 1024  # a kiosk stops reading at 1 MiB
_CURSOR = re.compile(r"seq:([0-9]{1,15}):([0-9a-f]{16})")
_HERE = ZoneInfo("Asia/Shanghai")  # case numbers carry the date of the hall, not of Greenwich

Result = TypeVar("Result")


class Rejected(Exception):
    """The request gets a problem as its answer; nothing was written."""

    def __init__(self, problem: wire.Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Intake:
    """The verbs of the worker's side."""

    def __init__(
        self, *, engine: sa.Engine, secrets: PlatformSecrets, clock: Clock, limits: wire.Limits
    ) -> None:
        self._engine = engine
        self._secrets = secrets
        self._clock = clock
        self.limits = limits

    def take_manifest(self, case_id: str, rev: int, body: bytes) -> tuple[wire.Held, bool]:
        """Keep a manifest under its name; return what is held now, and whether it is new.

        Raises:
            Rejected: 409 other content or of a kiosk we do not know, 410 erased,
                412 superseded, 422 wrong in places.
        """
        manifest = self._read_manifest(case_id, rev, body)
        return self._write(lambda store: self._hold(store, manifest))

    def _hold(self, store: Store, manifest: Manifest) -> tuple[wire.Held, bool]:
        if not store.kiosks(kiosk_id=manifest.kiosk_id):
            # Whoever brings it: nobody could ever ask for the statuses of this case.
            raise _rejected(HTTPStatus.CONFLICT, "other-kiosk", "名册里没有封存它的终端")
        _refuse_erased(store, manifest.case_id)
        known = store.revision(manifest.case_id, manifest.rev)
        if known is None:
            _refuse_stale(store, manifest)
            store.add_revision(manifest, at=self._now())
        elif known.seal != manifest.seal():
            raise _rejected(HTTPStatus.CONFLICT, "other-seal", "同一编号下已有不同内容")
        receipt = store.receipt(manifest.case_id, manifest.rev)
        held = wire.Held(
            missing=list(store.missing(manifest)),
            receipt=wire.ReceiptShape.model_validate_json(receipt) if receipt else None,
        )
        return held, known is None

    def take_blob(self, sha256: str, body: bytes) -> bool:
        """Keep a blob under its digest; return whether it was new.

        Raises:
            Rejected: 422, the bytes are not what their name says.
        """
        if hashlib.sha256(body).hexdigest() != sha256:
            raise _rejected(HTTPStatus.UNPROCESSABLE_ENTITY, "digest-mismatch", "内容与摘要不符")
        return self._write(lambda store: store.add_blob(sha256, body))

    def blob_size(self, sha256: str) -> int | None:
        """Return the size of a blob in bytes, or None."""
        with reading(self._engine) as store:
            return store.blob_size(sha256)

    def commit(self, case_id: str, rev: int, *, key_id: str = "") -> str:
        """Return the receipt of a complete, readable revision: the same text for ever.

        Args:
            case_id: which case.
            rev: which revision of it.
            key_id: the platform key that the kiosk knows; a new receipt is signed with it.

        Raises:
            Rejected: 404 unknown, 409 blobs missing, 410 erased, 412 superseded, 422 unreadable.
        """
        with reading(self._engine) as store:
            _refuse_erased(store, case_id)
            if stored := store.receipt(case_id, rev):
                return stored
            manifest = _complete(store, case_id, rev)
            blobs = store.blobs(manifest)
        if faults := find_faults(manifest, blobs, self._secrets):
            raise _unprocessable(faults)
        return self._write(lambda store: self._receive(store, manifest, key_id))

    def _receive(self, store: Store, manifest: Manifest, key_id: str) -> str:
        if stored := store.receipt(manifest.case_id, manifest.rev):
            return stored
        _refuse_stale(store, manifest)
        now = self._clock.now()
        number = store.platform_number(manifest.case_id) or _open_case(store, manifest, now)
        receipt = sign_receipt(
            self._secrets.named(key_id).receipt,
            case_id=manifest.case_id,
            rev=manifest.rev,
            seal=manifest.seal(),
            platform_number=number,
            received_at=wire.iso(now),
            sequence=store.next_number("receipts"),
        )
        body = wire.receipt_shape(receipt).model_dump_json()
        store.add_receipt(receipt.case_id, receipt.rev, sequence=receipt.sequence, body=body)
        received = StatusChange(
            case_id=manifest.case_id, rev=manifest.rev, status=PlatformStatus.RECEIVED, at=now
        )
        store.add_change(received, kiosk_id=manifest.kiosk_id)
        return body

    def changes(self, kiosk_id: str, cursor: str) -> wire.ChangesPage:
        """Return what happened to a kiosk's cases after ``cursor``.

        A cursor bears witness to the change it stands at. When that is not there any more,
        as after a restore, or was never ours, the feed begins anew: told twice does no harm.
        """
        with reading(self._engine) as store:
            after = _place(store, cursor)
            entries = store.feed(kiosk_id, after=after, limit=_PAGE + 1)
        page = _within_bytes([_change_shape(entry) for entry in entries[:_PAGE]])
        here = _write_cursor(entries[len(page) - 1]) if page else cursor if after else ""
        return wire.ChangesPage(
            changes=page, cursor=here, has_more=len(entries) > len(page), from_start=not after
        )

    def _read_manifest(self, case_id: str, rev: int, body: bytes) -> Manifest:
        try:
            manifest = wire.manifest_from(body)
        except ValidationError as wrong:
            raise _unprocessable(wire.field_problems(wrong)) from None
        if faults := self._manifest_faults(manifest, case_id, rev, body):
            raise _unprocessable(faults)
        return manifest

    def _manifest_faults(
        self, manifest: Manifest, case_id: str, rev: int, body: bytes
    ) -> tuple[wire.FieldProblem, ...]:
        checks = (
            (manifest.case_id == case_id, "/case_id", "not-the-address"),
            (manifest.rev == rev, "/rev", "not-the-address"),
            (manifest.canonical() == body, "", "not-canonical"),
            (_is_slip_number(manifest.group), "/group", "bad-check-digit"),
            (bool(self._secrets.opening(manifest.recipients)), "/recipients", "not-for-us"),
        )
        faults = [
            wire.FieldProblem(pointer=at, code=code) for fits, at, code in checks if not fits
        ]
        faults += [
            wire.FieldProblem(pointer=f"/parts/{place}/size", code="too-large")
            for place, part in enumerate(manifest.parts)
            if part.size > self.limits.blob_bytes
        ]
        return tuple(faults)

    def _write(self, work: Callable[[Store], Result]) -> Result:
        """Do ``work`` in one transaction; who lost a race for a key finds the winner's row."""
        try:
            with transaction(self._engine) as store:
                return work(store)
        except sa.exc.IntegrityError:
            with transaction(self._engine) as store:
                return work(store)

    def _now(self) -> str:
        return wire.iso(self._clock.now())


def _open_case(store: Store, manifest: Manifest, now: datetime) -> str:
    """Give the case its number: item code, day, running number of that day (办件编号).

    A region that has not put in its code leaves asterisks, which cannot be read aloud.
    """
    stem = f"{manifest.item_code.replace('*', '')}{now.astimezone(_HERE):%Y%m%d}"
    number = f"{stem}{store.next_number(stem):04d}"
    store.add_case(manifest.case_id, platform_number=number, kiosk_id=manifest.kiosk_id)
    return number


def _complete(store: Store, case_id: str, rev: int) -> Manifest:
    revision = store.revision(case_id, rev)
    if revision is None:
        raise _rejected(HTTPStatus.NOT_FOUND, "unknown-revision", "先发送清单")
    _refuse_stale(store, revision.manifest)
    if missing := store.missing(revision.manifest):
        slots = {part.sha256: place for place, part in enumerate(revision.manifest.parts)}
        faults = [
            wire.FieldProblem(pointer=f"/parts/{slots[name]}", code="missing", detail=name)
            for name in missing
        ]
        raise Rejected(
            wire.problem(HTTPStatus.CONFLICT, "missing-blobs", "内容还没收齐", errors=faults)
        )
    return revision.manifest


def _refuse_erased(store: Store, case_id: str) -> None:
    if store.is_erased(case_id):
        raise _rejected(HTTPStatus.GONE, "erased", "应当事人要求已删除")


def _refuse_stale(store: Store, manifest: Manifest) -> None:
    if store.newest_received(manifest.case_id) > manifest.rev:
        raise _rejected(HTTPStatus.PRECONDITION_FAILED, "stale", "已收到更新的一版")


def _rejected(status: int, code: str, title: str) -> Rejected:
    return Rejected(wire.problem(status, code, title))


def _unprocessable(faults: Sequence[wire.FieldProblem]) -> Rejected:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return Rejected(wire.problem(status, "invalid", "内容不符合要求", errors=faults))


def _is_slip_number(text: str) -> bool:
    try:
        SlipNumber(text)
    except ValueError:
        return False
    return True


def _within_bytes(shapes: Sequence[wire.ChangeShape]) -> list[wire.ChangeShape]:
    """Return the first of them that go into one answer, at least one."""
    sizes = accumulate(len(shape.model_dump_json().encode()) for shape in shapes)
    fitting = sum(size <= _PAGE_BYTES for size in sizes)
    return list(shapes[: max(fitting, 1)])


def _change_shape(change: StatusChange) -> wire.ChangeShape:
    """Return it for the line; words from before the desk looked at them are cut to fit."""
    sentences, until = change.to_correct[: wire.CORRECTIONS_LIMIT], change.deadline
    return wire.change_shape(
        replace(
            change,
            note=_cut(change.note, wire.NOTE_LIMIT),
            to_correct=tuple(_cut(sentence, wire.SENTENCE_LIMIT) for sentence in sentences),
            deadline=until if until and wire.is_of_our_days(until) else None,
        )
    )


def _cut(text: str, limit: int) -> str:
    whole = text.encode("utf-8", "replace").decode()
    return whole if len(whole) <= limit else f"{whole[: limit - 1]}…"


def _write_cursor(change: StatusChange) -> str:
    text = f"seq:{change.sequence}:{_witness(change)}"
    return base64.urlsafe_b64encode(text.encode()).decode()


def _place(store: Store, cursor: str) -> int:
    """Return the place in the feed a cursor stands at, 0 for its start."""
    try:
        text = base64.urlsafe_b64decode(cursor).decode("ascii")
    except ValueError:
        return 0
    if not (told := _CURSOR.fullmatch(text)):
        return 0
    change = store.change(int(told[1]))
    return change.sequence if change and _witness(change) == told[2] else 0


def _witness(change: StatusChange) -> str:
    text = " ".join(
        (
            str(change.sequence),
            change.case_id,
            str(change.rev),
            change.status,
            change.at.isoformat(),
        )
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]
