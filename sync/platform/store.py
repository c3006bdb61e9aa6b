"""What the reference platform keeps: portable SQL through SQLAlchemy Core, any database URL.

Only ciphertext, digests and the clerk's words are stored. Everything a worker may do twice is
settled by a primary key, so a repeated request finds the first one's answer.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from kiosk.domain.case import PlatformStatus, StatusChange
from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import CaseId
from kiosk.domain.manifest import Manifest
from kiosk.vault.enrolment import KioskIdentity

_READING = "hall_reading"
_metadata = sa.MetaData()

_blobs = sa.Table(
    "blobs",
    _metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
_revisions = sa.Table(
    "revisions",
    _metadata,
    sa.Column("case_id", sa.String(36), primary_key=True),
    sa.Column("rev", sa.Integer, primary_key=True),
    sa.Column("seal", sa.String(64), nullable=False),
    sa.Column("slip_number", sa.String(20), nullable=False, index=True),
    sa.Column("kiosk_id", sa.String(200), nullable=False),
    sa.Column("token_sha256", sa.String(64), nullable=False),
    sa.Column("manifest", sa.LargeBinary, nullable=False),
    sa.Column("arrived_at", sa.String(40), nullable=False),
)
_cases = sa.Table(
    "cases",
    _metadata,
    sa.Column("case_id", sa.String(36), primary_key=True),
    sa.Column("platform_number", sa.String(100), nullable=False, unique=True),
    sa.Column("kiosk_id", sa.String(200), nullable=False),
    sa.Column("is_erased", sa.Boolean, nullable=False),
)
_receipts = sa.Table(
    "receipts",
    _metadata,
    sa.Column("case_id", sa.String(36), primary_key=True),
    sa.Column("rev", sa.Integer, primary_key=True),
    sa.Column("sequence", sa.Integer, nullable=False, unique=True),
    sa.Column("body", sa.Text, nullable=False),
)
_changes = sa.Table(
    "changes",
    _metadata,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("case_id", sa.String(36), nullable=False, index=True),
    sa.Column("rev", sa.Integer, nullable=False),
    sa.Column("kiosk_id", sa.String(200), nullable=False, index=True),
    sa.Column("status", sa.String(40), nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("to_correct", sa.JSON, nullable=False),
    sa.Column("deadline", sa.String(40), nullable=True),
)
_counters = sa.Table(
    "counters",
    _metadata,
    sa.Column("name", sa.String(120), primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
_kiosks = sa.Table(
    "kiosks",
    _metadata,
    sa.Column("kiosk_id", sa.String(200), primary_key=True),
    sa.Column("key_id", sa.String(64), nullable=False, unique=True),
    sa.Column("identity", sa.LargeBinary, nullable=False),
    sa.Column("admitted_at", sa.String(40), nullable=False),
    sa.Column("is_blocked", sa.Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revision as it arrived: the exact manifest bytes and their seal."""

    manifest: Manifest
    seal: str
    arrived_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case the platform has given a receipt for, with its newest status."""

    case_id: CaseId
    rev: int
    platform_number: str
    slip_number: str
    service: str
    kiosk_id: str
    by_helper: bool
    is_urgent: bool
    needs_character: bool
    latest: StatusChange


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmittedKiosk:
    """A kiosk the platform knows.

    Attributes:
        is_blocked: it was stolen or given up: nothing of it is taken.
    """

    identity: KioskIdentity
    admitted_at: datetime
    is_blocked: bool


def open_engine(url: str) -> sa.Engine:
    """Connect, and create what is missing.

    Args:
        url: a SQLAlchemy URL, or the path of a SQLite file.
    """
    engine = sa.create_engine(url if "://" in url else f"sqlite:///{Path(url).absolute()}")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _keep_promises)
        event.listen(engine, "begin", _begin)
    _metadata.create_all(engine)
    return engine


def _keep_promises(connection: Any, _record: object) -> None:
    """Make SQLite durable and leave BEGIN to us (SQLAlchemy's pysqlite notes)."""
    connection.isolation_level = None
    for pragma in (
        "busy_timeout = 10000",
        "journal_mode = wal",
        "synchronous = full",
        "secure_delete = on",
    ):
        connection.execute(f"pragma {pragma}")


def _begin(connection: sa.Connection) -> None:
    # A deferred transaction that reads first cannot always be upgraded: SQLITE_BUSY at once.
    is_reading = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("begin" if is_reading else "begin immediate")


class Store:
    """Reads and writes inside one transaction; made by :func:`transaction` or :func:`reading`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def revision(self, case_id: str, rev: int) -> Revision | None:
        """Return the revision, committed or not."""
        row = self._db.execute(
            sa.select(_revisions.c.manifest, _revisions.c.seal, _revisions.c.arrived_at).where(
                _revisions.c.case_id == case_id, _revisions.c.rev == rev
            )
        ).first()
        return _revision(row) if row else None

    def add_revision(self, manifest: Manifest, *, at: str) -> None:
        """Keep a manifest that was not there."""
        self._db.execute(
            _revisions.insert().values(
                case_id=manifest.case_id,
                rev=manifest.rev,
                seal=manifest.seal(),
                slip_number=manifest.group,
                kiosk_id=manifest.kiosk_id,
                token_sha256=manifest.token_sha256,
                manifest=manifest.canonical(),
                arrived_at=at,
            )
        )

    def newest_received(self, case_id: str) -> int:
        """Return the newest revision that has a receipt, 0 for none."""
        newest = sa.select(sa.func.max(_receipts.c.rev)).where(_receipts.c.case_id == case_id)
        return self._db.execute(newest).scalar() or 0

    def is_erased(self, case_id: str) -> bool:
        """Whether the citizen had the case erased."""
        erased = sa.select(_cases.c.is_erased).where(_cases.c.case_id == case_id)
        return bool(self._db.execute(erased).scalar())

    def missing(self, manifest: Manifest) -> tuple[str, ...]:
        """Return which blobs of the manifest are not there, in its order, each once."""
        wanted = list(dict.fromkeys(part.sha256 for part in manifest.parts))
        held = self._db.execute(sa.select(_blobs.c.sha256).where(_blobs.c.sha256.in_(wanted)))
        there = set(held.scalars())
        return tuple(sha256 for sha256 in wanted if sha256 not in there)

    def add_blob(self, sha256: str, content: bytes) -> bool:
        """Keep a blob under its digest; return whether it was new."""
        if self.blob_size(sha256) is not None:
            return False
        self._db.execute(_blobs.insert().values(sha256=sha256, size=len(content), content=content))
        return True

    def blob_size(self, sha256: str) -> int | None:
        """Return the size of a blob in bytes, or None when it is not there."""
        size: int | None = self._db.execute(
            sa.select(_blobs.c.size).where(_blobs.c.sha256 == sha256)
        ).scalar()
        return size

    def blobs(self, manifest: Manifest) -> Mapping[str, bytes]:
        """Return the blobs of a manifest by digest; missing ones are left out."""
        wanted = {part.sha256 for part in manifest.parts}
        rows = self._db.execute(
            sa.select(_blobs.c.sha256, _blobs.c.content).where(_blobs.c.sha256.in_(wanted))
        )
        return {row.sha256: row.content for row in rows}

    def receipt(self, case_id: str, rev: int) -> str | None:
        """Return the stored receipt, the same text for ever."""
        body: str | None = self._db.execute(
            sa.select(_receipts.c.body).where(
                _receipts.c.case_id == case_id, _receipts.c.rev == rev
            )
        ).scalar()
        return body

    def add_receipt(self, case_id: str, rev: int, *, sequence: int, body: str) -> None:
        """Keep the receipt of a revision."""
        self._db.execute(
            _receipts.insert().values(case_id=case_id, rev=rev, sequence=sequence, body=body)
        )

    def platform_number(self, case_id: str) -> str | None:
        """Return the number (办件编号) the case got with its first revision."""
        number: str | None = self._db.execute(
            sa.select(_cases.c.platform_number).where(_cases.c.case_id == case_id)
        ).scalar()
        return number

    def add_case(self, case_id: str, *, platform_number: str, kiosk_id: str) -> None:
        """Open a case."""
        self._db.execute(
            _cases.insert().values(
                case_id=case_id,
                platform_number=platform_number,
                kiosk_id=kiosk_id,
                is_erased=False,
            )
        )

    def next_number(self, name: str) -> int:
        """Count ``name`` up by one and return it; two at once never get the same."""
        counted = self._db.execute(
            _counters.update()
            .where(_counters.c.name == name)
            .values(value=_counters.c.value + 1)
            .returning(_counters.c.value)
        ).scalar()
        if counted is None:
            self._db.execute(_counters.insert().values(name=name, value=1))
            return 1
        return int(counted)

    def add_change(self, change: StatusChange, *, kiosk_id: str) -> None:
        """Append a change to the feed of the kiosk the case came from."""
        self._db.execute(
            _changes.insert().values(
                sequence=self.next_number("changes"),
                case_id=change.case_id,
                rev=change.rev,
                kiosk_id=kiosk_id,
                status=change.status.value,
                at=change.at.isoformat(),
                note=change.note,
                to_correct=list(change.to_correct),
                deadline=change.deadline.isoformat() if change.deadline else None,
            )
        )

    def feed(self, kiosk_id: str, *, after: int, limit: int) -> tuple[StatusChange, ...]:
        """Return the changes of a kiosk's cases that follow ``after``, oldest first."""
        rows = self._db.execute(
            sa.select(_changes)
            .where(_changes.c.kiosk_id == kiosk_id, _changes.c.sequence > after)
            .order_by(_changes.c.sequence)
            .limit(limit)
        )
        return tuple(_change(row) for row in rows)

    def change(self, sequence: int) -> StatusChange | None:
        """Return what stands at a place of the feed, or None when nothing does."""
        row = self._db.execute(sa.select(_changes).where(_changes.c.sequence == sequence)).first()
        return _change(row) if row else None

    def history(self, case_id: str) -> tuple[StatusChange, ...]:
        """Return everything that was said of a case, oldest first."""
        rows = self._db.execute(
            sa.select(_changes).where(_changes.c.case_id == case_id).order_by(_changes.c.sequence)
        )
        return tuple(_change(row) for row in rows)

    def cases(self) -> tuple[Case, ...]:
        """Return every case with a receipt, in the order they were received."""
        ids = self._db.execute(
            sa.select(_receipts.c.case_id)
            .group_by(_receipts.c.case_id)
            .order_by(sa.func.min(_receipts.c.sequence))
        ).scalars()
        found = (self.case(case_id) for case_id in ids.all())
        return tuple(case for case in found if case)

    def case(self, case_id: str) -> Case | None:
        """Return a case with a receipt as it stands now."""
        rev = self.newest_received(case_id)
        revision = self.revision(case_id, rev) if rev else None
        number = self.platform_number(case_id)
        if revision is None or number is None:
            return None
        return Case(
            case_id=CaseId(case_id),
            rev=rev,
            platform_number=number,
            slip_number=revision.manifest.group,
            service=revision.manifest.service,
            kiosk_id=revision.manifest.kiosk_id,
            by_helper=revision.manifest.by_helper,
            is_urgent=revision.manifest.is_urgent,
            needs_character=revision.manifest.needs_character,
            latest=self.history(case_id)[-1],
        )

    def cases_on_slip(self, slip_number: str, token_sha256: str) -> tuple[Case, ...]:
        """Return the received cases under a slip, for who holds its token."""
        ids = self._db.execute(
            sa.select(_revisions.c.case_id)
            .where(
                _revisions.c.slip_number == slip_number,
                _revisions.c.token_sha256 == token_sha256,
            )
            .group_by(_revisions.c.case_id)
            .order_by(_revisions.c.case_id)
        ).scalars()
        found = (self.case(case_id) for case_id in ids.all())
        return tuple(case for case in found if case)

    def erase(self, case_id: str) -> None:
        """Remove contents, slip and what was said of a case; number and receipts stay."""
        rows = self._db.execute(
            sa.select(_revisions.c.manifest, _revisions.c.seal, _revisions.c.arrived_at).where(
                _revisions.c.case_id == case_id
            )
        )
        for revision in map(_revision, rows):
            # Parts are encrypted under a key of their case, so no other case shares them.
            names = [part.sha256 for part in revision.manifest.parts]
            self._db.execute(_blobs.delete().where(_blobs.c.sha256.in_(names)))
        self._db.execute(_revisions.delete().where(_revisions.c.case_id == case_id))
        self._db.execute(_changes.delete().where(_changes.c.case_id == case_id))
        self._db.execute(_cases.update().where(_cases.c.case_id == case_id).values(is_erased=True))

    def kiosks(
        self, *, kiosk_id: str | None = None, key_id: str | None = None
    ) -> tuple[AdmittedKiosk, ...]:
        """Return the kiosks that are known, by their numbers; only the named one if one is."""
        wanted = sa.select(_kiosks).order_by(_kiosks.c.kiosk_id)
        if kiosk_id is not None:
            wanted = wanted.where(_kiosks.c.kiosk_id == kiosk_id)
        if key_id is not None:
            wanted = wanted.where(_kiosks.c.key_id == key_id)
        return tuple(
            AdmittedKiosk(
                identity=KioskIdentity.from_json(row.identity),
                admitted_at=datetime.fromisoformat(row.admitted_at),
                is_blocked=row.is_blocked,
            )
            for row in self._db.execute(wanted)
        )

    def keep_kiosk(self, kiosk: AdmittedKiosk) -> None:
        """Know a kiosk, in place of what was known under its number."""
        identity = kiosk.identity
        self._db.execute(_kiosks.delete().where(_kiosks.c.kiosk_id == identity.kiosk_id))
        self._db.execute(
            _kiosks.insert().values(
                kiosk_id=identity.kiosk_id,
                key_id=identity.key_id,
                identity=identity.to_json(),
                admitted_at=kiosk.admitted_at.isoformat(),
                is_blocked=kiosk.is_blocked,
            )
        )

    def case_ids_like(self, text: str) -> Sequence[str]:
        """Return the ids of cases named by their id, number or slip number."""
        on_slip = sa.select(_revisions.c.case_id).where(_revisions.c.slip_number == text)
        rows = self._db.execute(
            sa.select(_cases.c.case_id)
            .where(
                (_cases.c.case_id == text)
                | (_cases.c.platform_number == text)
                | _cases.c.case_id.in_(on_slip)
            )
            .order_by(_cases.c.case_id)
        )
        return list(rows.scalars())


@contextmanager
def transaction(engine: sa.Engine) -> Iterator[Store]:
    """Read and write in one transaction: all of it happens, or nothing."""
    with engine.begin() as connection:
        yield Store(connection)


@contextmanager
def reading(engine: sa.Engine) -> Iterator[Store]:
    """Read one state of the database, without keeping writers waiting."""
    with engine.connect().execution_options(**{_READING: True}) as connection, connection.begin():
        yield Store(connection)


def _revision(row: Any) -> Revision:
    return Revision(
        manifest=Manifest.from_dict(json.loads(row.manifest)),
        seal=row.seal,
        arrived_at=row.arrived_at,
    )


def _change(row: Any) -> StatusChange:
    try:
        return _read_change(row)
    except ValueError:
        raise StorageFailed(f"row {row.sequence} of changes makes no sense") from None


def _read_change(row: Any) -> StatusChange:
    return StatusChange(
        case_id=CaseId(row.case_id),
        rev=row.rev,
        status=PlatformStatus(row.status),
        at=datetime.fromisoformat(row.at),
        note=row.note,
        to_correct=tuple(row.to_correct),
        deadline=datetime.fromisoformat(row.deadline) if row.deadline else None,
        sequence=row.sequence,
    )
