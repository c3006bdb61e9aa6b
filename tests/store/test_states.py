"""Whatever anybody does in whatever order, a case only takes the steps the table allows."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.case import CaseState, PlatformStatus, StatusChange, may_become
from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import CaseId
from kiosk.ports.cases import CaseRow
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.store.outbox import SqliteOutbox
from kiosk.store.register import CaseRegister
from tests.contracts.test_case_store import a_sealed
from tests.contracts.test_outbox import a_receipt
from tests.made_up import NOON, a_slip_number, verify_chain

LEASE = timedelta(minutes=1)
STATES, STATUSES = st.sampled_from(CaseState), st.sampled_from(PlatformStatus)
VERBS = st.one_of(
    st.tuples(st.just("receive"), st.none()),
    st.tuples(st.just("deliver"), st.none()),
    st.tuples(st.just("later"), st.none()),
    st.tuples(st.just("correct"), st.none()),
    st.tuples(st.just("erase"), st.none()),
    st.tuples(st.just("refuse"), STATES),
    st.tuples(st.just("change"), STATES),
    st.tuples(st.just("tell"), STATUSES),
)


class Desk:
    """One case, everybody who may touch it, and a trigger that writes down each step."""

    def __init__(self, folder: Path) -> None:
        self.database = open_database(folder / "hall.db")
        # Steps are what is tried here, not the disk.
        self.database._db.execute("pragma synchronous = off")
        with self.database.writing() as db:
            db.execute("create temp table steps (old text, new text)")
            db.execute(
                "create temp trigger step after update of state on cases"
                " begin insert into steps values (old.state, new.state); end"
            )
        self.cases = SqliteCases(self.database)
        self.outbox = SqliteOutbox(self.database)
        self.register = CaseRegister(self.database, actor="admin")
        self.told = 0
        self.add(rev=1)

    def add(self, *, rev: int) -> None:
        self.cases.add_sealed(
            [a_sealed("a", rev=rev)], slip_number=a_slip_number(), applicant_key="", at=NOON
        )

    @property
    def case(self) -> CaseRow:
        return self.cases.by_slip(a_slip_number())[-1]

    def act(self, verb: str, to: CaseState | PlatformStatus | None) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "receive": lambda: self.outbox.settle_received(self.case, a_receipt("a"), at=NOON),
            "deliver": lambda: self.outbox.settle_delivered(self.case, at=NOON),
            "later": lambda: self.outbox.settle_later(
                self.case, next_at=NOON, why="timeout", at=NOON
            ),
            "erase": lambda: self.register.erase(self.case, reason="r", at=NOON),
            "correct": self.correct,
            "refuse": lambda: self.outbox.settle_refused(
                self.case, to=CaseState(to or ""), code="c", note="", at=NOON
            ),
            "change": lambda: self.register.change_state(
                self.case, to=CaseState(to or ""), verb="drill", reason="r", at=NOON
            ),
            "tell": lambda: self.tell(PlatformStatus(to or "")),
        }
        deeds[verb]()

    def correct(self) -> None:
        may = may_become(self.case.state, CaseState.SUPERSEDED)
        try:
            self.add(rev=self.case.rev + 1)
        except StorageFailed:
            assert not may

    def tell(self, status: PlatformStatus) -> None:
        self.told += 1
        change = StatusChange(
            case_id=CaseId("a"),
            rev=self.case.rev,
            status=status,
            at=NOON + timedelta(seconds=self.told),
        )
        self.outbox.keep_changes([change], cursor=str(self.told), at=NOON)


@settings(max_examples=100)
@given(st.lists(VERBS, max_size=12))
def test_no_undeclared_step_is_reachable(
    verbs: list[tuple[str, CaseState | PlatformStatus | None]],
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))

        for verb, to in verbs:
            desk.act(verb, to)

        steps = desk.database.rows("select old, new from steps")
        assert not [s for s in steps if not may_become(CaseState(s["old"]), CaseState(s["new"]))]
        verify_chain(desk.database)
        waits = desk.case.state in {CaseState.SEALED, CaseState.DELIVERED}
        claimed = desk.outbox.claim(now=NOON + timedelta(hours=1), lease=LEASE)
        assert (claimed is not None) == waits
        desk.database.close()
