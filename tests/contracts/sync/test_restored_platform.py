"""A platform that was restored from a backup: kiosks read on, and nothing is told twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.case import CaseState, PlatformStatus
from kiosk.ports.cases import CaseRow
from kiosk.store.events import all_events
from tests.online import LocalPlatform, run_dry, served

P = PlatformStatus


class Halls:
    """A kiosk and a platform whose database may be set back."""

    def __init__(self, folder: Path) -> None:
        self._file, self._backup = folder / "platform" / "platform.db", folder / "backup.db"
        self.platform = LocalPlatform(folder / "platform")
        self.kiosk = self.platform.enrolled(folder / "kiosk")

    def sync(self) -> None:
        with served(self.platform.app) as url:
            client = self.kiosk.client(url)
            run_dry(self.kiosk.engine(client))
            client.close()

    def back_up(self) -> None:
        copy(self._file, self._backup)

    def restore(self) -> None:
        self.platform.close()
        copy(self._backup, self._file)

    def told(self, case: CaseRow) -> list[PlatformStatus]:
        return [change.status for change in self.kiosk.cases.changes(case.case_id)]


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture(name="halls")
def some_halls(tmp_path: Path) -> Iterator[Halls]:
    halls = Halls(tmp_path)
    yield halls
    halls.kiosk.close()
    halls.platform.close()


@pytest.mark.parametrize("lost", [1, 4])
def test_statuses_after_a_restore_reach_the_kiosk_though_numbers_begin_lower(
    halls: Halls, lost: int
) -> None:
    cases = [halls.kiosk.seal() for _ in range(4)]
    halls.sync()
    halls.back_up()
    for case in cases[:lost]:
        halls.platform.desk.accept(case.case_id)
    halls.sync()
    events = len(list(all_events(halls.kiosk.database)))
    halls.restore()

    halls.platform.desk.decide(cases[0].case_id, is_granted=False, reason="年龄不到")
    halls.platform.desk.accept(cases[3].case_id)
    halls.sync()
    halls.sync()

    states = [halls.kiosk.row(case).state for case in cases]
    assert (states[0], states[3]) == (CaseState.NOT_ACCEPTED, CaseState.ACCEPTED)
    assert halls.told(cases[0]) == [P.ACCEPTED, P.RECEIVED, P.NOT_ACCEPTED]
    assert halls.told(cases[2]).count(P.RECEIVED) == 1
    assert len(list(all_events(halls.kiosk.database))) == events + 2


def test_platform_restored_to_nothing_new_is_read_anew_once(halls: Halls) -> None:
    case = halls.kiosk.seal()
    halls.sync()
    halls.back_up()
    halls.platform.desk.accept(case.case_id)
    halls.sync()
    after = halls.kiosk.outbox.cursor()
    halls.restore()

    halls.sync()
    halls.platform.desk.accept(case.case_id)
    halls.platform.desk.close(case.case_id)
    halls.sync()

    assert halls.kiosk.outbox.cursor() != after
    assert halls.kiosk.row(case).state is CaseState.DONE


def test_erasing_the_case_a_kiosk_read_last_tells_it_nothing_twice(halls: Halls) -> None:
    kept, erased = halls.kiosk.seal(), halls.kiosk.seal()
    halls.sync()
    events = len(list(all_events(halls.kiosk.database)))

    halls.platform.desk.erase(erased.case_id)
    halls.sync()

    assert halls.told(kept) == [P.RECEIVED]
    assert len(list(all_events(halls.kiosk.database))) == events


def test_restored_platform_is_believed_over_what_was_final(halls: Halls) -> None:
    case = halls.kiosk.seal()
    halls.sync()
    halls.back_up()
    halls.platform.desk.accept(case.case_id)
    halls.platform.desk.close(case.case_id)
    halls.sync()
    done = halls.kiosk.row(case).state
    halls.restore()
    halls.sync()
    stands_again = halls.kiosk.row(case).state

    halls.platform.desk.ask_correction(case.case_id, ["户口本拍全"])
    halls.sync()

    assert (done, stands_again) == (CaseState.DONE, CaseState.RECEIVED)
    assert halls.kiosk.row(case).state is CaseState.NEEDS_CORRECTION
