"""Sealed cases in the database, as the kiosk window needs them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.domain.chain import FIRST_HEAD
from kiosk.domain.errors import SealBroken, StorageFailed
from kiosk.domain.ids import CaseId, DraftId
from kiosk.domain.manifest import Manifest
from kiosk.domain.rating import Rating
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.bundles import BundleFolder
from kiosk.ports.cases import CaseRow
from kiosk.ports.sealer import SealedCase
from kiosk.store import events
from kiosk.store.database import HallDatabase, read_time, stored_time
from kiosk.store.drafts import remove_draft
from kiosk.store.rows import SELECT_CASES, case_row, move

_LAST_SERIAL = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What tidying found.

    Attributes:
        adopted: bundles the database did not know because it is older or was lost; now it does.
        removed: bundles from a power cut before success was shown, and half-written files.
        broken: names of bundles that do not verify; they stay for a person to judge.
        missing: names of bundles that are not there though their cases wait to be sent.
    """

    adopted: int = 0
    removed: int = 0
    broken: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class SqliteCases:
    """The ``CaseStore`` port on the hall's database.

    Args:
        database: the hall's.
        actor: who the events name, ``kiosk`` or the account of a member of staff.
    """

    def __init__(self, database: HallDatabase, *, actor: str = "kiosk") -> None:
        self._database = database
        self._actor = actor

    def next_slip_number(self, *, terminal: str, day: date) -> SlipNumber:
        """Return the next free number of that day; never the same twice, even after a crash.

        Raises:
            StorageFailed: it could not be kept, or the day's 9999 numbers are used up.
        """
        with self._database.writing() as db:
            _raise_serial(db, terminal=terminal, day=f"{day:%Y%m%d}", to=None)
            serial = _last_serial(db, terminal=terminal, day=f"{day:%Y%m%d}")
            if serial > _LAST_SERIAL:
                raise StorageFailed("the numbers of this day are used up")
        return SlipNumber.make(terminal=terminal, day=day, serial=serial)

    def chain_head(self) -> str:
        """Return the head of the event chain, 64 hex digits."""
        return events.chain_head(self._database)

    def add_sealed(
        self,
        cases: Sequence[SealedCase],
        *,
        slip_number: SlipNumber,
        applicant_key: str,
        at: datetime,
        draft_id: DraftId | None = None,
    ) -> str:
        """Record sealed cases, their events and the new chain head in one transaction.

        The draft goes in it too, lest a crash leave one that could be sealed a second time.
        A revision above 1 takes the place of the one before it, which must wait for correction.

        Returns:
            The head of the event chain after it, the witness printed on the slip.

        Raises:
            StorageFailed: nothing was recorded.
        """
        heads = []
        with self._database.writing() as db:
            for case in cases:
                _insert(db, case, str(slip_number), applicant_key, at)
                if case.manifest.rev > 1:
                    self._supersede(db, case.manifest, at)
                heads.append(self._append(db, "sealed", case, at))
            if draft_id is not None:
                remove_draft(db, draft_id)
        return heads[-1] if heads else self.chain_head()

    def by_slip(self, slip_number: SlipNumber) -> tuple[CaseRow, ...]:
        """Return the cases under one slip number, in the order they were sealed."""
        rows = self._database.rows(
            SELECT_CASES + "where cases.slip_number = ? order by number", (str(slip_number),)
        )
        return tuple(case_row(row) for row in rows)

    def by_person(self, applicant_key: str) -> tuple[CaseRow, ...]:
        """Return a person's cases, newest first."""
        rows = self._database.rows(
            SELECT_CASES + "where applicant_key <> '' and applicant_key = ? order by number desc",
            (applicant_key,),
        )
        return tuple(case_row(row) for row in rows)

    def changes(self, case_id: CaseId) -> tuple[StatusChange, ...]:
        """Return what the platform reported of the case, in the platform's order."""
        rows = self._database.rows(
            """
            select rev, status, at, note, to_correct, deadline, sequence
            from changes
            where case_id = ?
            order by rev, sequence, number
            """,
            (case_id,),
        )
        return tuple(
            StatusChange(
                case_id=case_id,
                rev=row["rev"],
                status=PlatformStatus(row["status"]),
                at=datetime.fromisoformat(row["at"]),
                note=row["note"],
                to_correct=tuple(json.loads(row["to_correct"])),
                deadline=read_time(row["deadline"]),
                sequence=row["sequence"],
            )
            for row in rows
        )

    def last_contact(self) -> datetime | None:
        """Return when the platform was last heard, or None if never."""
        return read_time(self._database.rows("select last_contact from link")[0]["last_contact"])

    def rate(self, slip_number: SlipNumber, rating: Rating, *, at: datetime) -> None:
        """Keep the rating, once a slip; a second one changes nothing."""
        with self._database.writing() as db:
            kept = db.execute(
                "insert or ignore into ratings (slip_number, rating, at) values (?, ?, ?)",
                (str(slip_number), rating, stored_time(at)),
            )
            if kept.rowcount:
                note = f"{slip_number} {rating}"
                events.append(db, "rated", at=at, actor=self._actor, note=note)

    def note_event(self, kind: str, *, case_id: str = "", note: str = "", at: datetime) -> None:
        """Append an event to the chain. ``note`` never carries a person's data."""
        with self._database.writing() as db:
            events.append(db, kind, at=at, actor=self._actor, case_id=case_id, note=note)

    def tidy(self, bundles: BundleFolder, *, at: datetime) -> Tidied:
        """Settle bundle files that no case names. Call it before the first seal after a start.

        A bundle whose number this database gave out, and whose chain it knows but does not tell
        of it, was cut off before its transaction: nobody was told of success and the draft is
        still there, so it goes. Any other says that the *database* is the older one or lost a
        row, so the bundle is recorded again; if the platform has it already, it answers with
        the same receipt.

        A case without its bundle is quarantined. A commit that the disk failed to sync, and
        which nobody was told of, may stand after a power cut although its bundle was removed.

        Raises:
            StorageFailed: the disk refused; nothing is lost by trying again.
        """
        removed = bundles.remove_unfinished()
        orphans, broken = self._orphans(bundles)
        unfinished = [orphan for orphan in orphans if self._was_never_promised(orphan.manifest)]
        for orphan in unfinished:
            bundles.remove(orphan.file_name)
        adopted = [orphan for orphan in orphans if orphan not in unfinished]
        if adopted:
            self._adopt(adopted, at)
        return Tidied(
            adopted=len(adopted),
            removed=removed + len(unfinished),
            broken=tuple(broken),
            missing=self._quarantine_empty(bundles, at),
        )

    def _quarantine_empty(self, bundles: BundleFolder, at: datetime) -> tuple[str, ...]:
        there = set(bundles.file_names())
        waiting = self._database.rows(
            "select case_id, rev, file_name from cases where due_at is not null"
        )
        empty = [row for row in waiting if row["file_name"] not in there]
        with self._database.writing() as db:
            for row in empty:
                name = {"case_id": row["case_id"], "rev": row["rev"]}
                move(db, **name, to=CaseState.QUARANTINED)
                db.execute(
                    """
                    update cases
                    set why_waiting = 'bundle-missing'
                    where case_id = :case_id and rev = :rev
                    """,
                    name,
                )
                events.append(
                    db,
                    "quarantined",
                    at=at,
                    actor=self._actor,
                    case_id=row["case_id"],
                    note=f"rev {row['rev']} bundle-missing",
                )
        return tuple(row["file_name"] for row in empty)

    def _orphans(self, bundles: BundleFolder) -> tuple[list[SealedCase], list[str]]:
        known = {row["file_name"] for row in self._database.rows("select file_name from cases")}
        orphans, broken = [], []
        for name in bundles.file_names():
            if name in known:
                continue
            try:
                orphans.append(SealedCase(bundles.manifest(name), name))
            except SealBroken:
                broken.append(name)
        return orphans, broken

    def _was_never_promised(self, manifest: Manifest) -> bool:
        # A correction bears an old number, which proves nothing: rather keep it once too often.
        number = _number_of(manifest)
        if manifest.rev > 1 or number is None:
            return False
        terminal, day, serial = number
        head = manifest.previous_head
        return bool(
            self._database.rows(
                """
                select 1
                from serials
                where terminal = ?
                    and day = ?
                    and last >= ?
                    and (? = ? or exists (select 1 from events where head = ?))
                    and not exists (
                        select 1
                        from events
                        where case_id = ? and kind in ('sealed', 'adopted')
                    )
                """,
                (terminal, day, serial, head, FIRST_HEAD, head, manifest.case_id),
            )
        )

    def _adopt(self, orphans: Sequence[SealedCase], at: datetime) -> None:
        with self._database.writing() as db:
            for orphan in orphans:
                manifest = orphan.manifest
                sealed_at = datetime.fromisoformat(manifest.captured_at)
                _insert(db, orphan, manifest.group, "", sealed_at)
                if move(db, manifest.case_id, manifest.rev - 1, to=CaseState.SUPERSEDED):
                    self._note_superseded(db, manifest, at)
                if (number := _number_of(manifest)) is not None:
                    _raise_serial(db, terminal=number[0], day=number[1], to=number[2])
                self._append(db, "adopted", orphan, at)

    def _supersede(self, db: Database, manifest: Manifest, at: datetime) -> None:
        previous = manifest.rev - 1
        if move(db, manifest.case_id, previous, to=CaseState.SUPERSEDED):
            self._note_superseded(db, manifest, at)
        elif db.execute(
            "select 1 from cases where case_id = ? and rev = ?", (manifest.case_id, previous)
        ).fetchone():
            raise StorageFailed("the earlier revision does not wait for correction")

    def _note_superseded(self, db: Database, manifest: Manifest, at: datetime) -> None:
        case_id, note = manifest.case_id, f"rev {manifest.rev - 1}"
        events.append(db, "superseded", at=at, actor=self._actor, case_id=case_id, note=note)

    def _append(self, db: Database, kind: str, case: SealedCase, at: datetime) -> str:
        case_id, note = case.manifest.case_id, f"rev {case.manifest.rev} seal {case.seal}"
        return events.append(db, kind, at=at, actor=self._actor, case_id=case_id, note=note)


def _insert(
    db: Database, case: SealedCase, slip_number: str, applicant_key: str, at: datetime
) -> None:
    manifest = case.manifest
    db.execute(
        """
        insert into cases
            (case_id, rev, slip_number, service, service_version, schema_digest, item_code,
            state, sealed_at, seal, file_name, applicant_key, by_helper,
            is_urgent, needs_character)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            manifest.case_id,
            manifest.rev,
            slip_number,
            manifest.service,
            manifest.service_version,
            manifest.schema_digest,
            manifest.item_code,
            CaseState.SEALED,
            stored_time(at),
            case.seal,
            case.file_name,
            applicant_key,
            manifest.by_helper,
            manifest.is_urgent,
            manifest.needs_character,
        ),
    )


def _raise_serial(db: Database, *, terminal: str, day: str, to: int | None) -> None:
    """Raise the day's last serial by one, or to at least ``to``."""
    db.execute(
        """
        insert into serials (terminal, day, last)
        values (?, ?, coalesce(?, 1))
        on conflict (terminal, day) do update
        set last = max(last, coalesce(?, last + 1))
        """,
        (terminal, day, to, to),
    )


def _last_serial(db: Database, *, terminal: str, day: str) -> int:
    sql = "select last from serials where terminal = ? and day = ?"
    last: int = db.execute(sql, (terminal, day)).fetchone()[0]
    return last


def _number_of(manifest: Manifest) -> tuple[str, str, int] | None:
    """Return terminal, day and serial of the manifest's slip number, or None if it is none."""
    try:
        text = SlipNumber(manifest.group).text
    except ValueError:
        return None
    return text[1:7], text[7:15], int(text[15:19])
