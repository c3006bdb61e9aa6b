"""Every draft store keeps these promises."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import DraftId
from kiosk.ports.drafts import DraftRow, DraftStore
from kiosk.store.database import open_database
from kiosk.store.drafts import SqliteDrafts
from tests.made_up import NOON, all_bytes

HOUR = timedelta(hours=1)


@pytest.fixture(name="drafts")
def a_draft_store(tmp_path: Path) -> DraftStore:
    return SqliteDrafts(open_database(tmp_path / "data" / "hall.db"))


def a_draft(name: str = "d1", **changes: Any) -> DraftRow:
    plain = DraftRow(
        draft_id=DraftId(name),
        services="senior-allowance",
        card_key="card",
        code_key="",
        sealed=b"\x00\xffsealed",
        updated_at=NOON,
        expires_at=NOON + 24 * HOUR,
    )
    return replace(plain, **changes)


def test_kept_draft_is_found_by_card_and_by_code(drafts: DraftStore) -> None:
    draft = a_draft(code_key="code")
    drafts.keep(draft)

    assert drafts.find(card_key="card", now=NOON, ran=timedelta()) == draft
    assert drafts.find(code_key="code", now=NOON, ran=timedelta()) == draft


def test_keeping_again_replaces(drafts: DraftStore) -> None:
    drafts.keep(a_draft())
    later = a_draft(sealed=b"more", code_key="code", updated_at=NOON + HOUR)

    drafts.keep(later)

    assert drafts.find(card_key="card", now=NOON, ran=timedelta()) == later


def test_newest_draft_is_found(drafts: DraftStore) -> None:
    drafts.keep(a_draft("d2", updated_at=NOON + HOUR))
    drafts.keep(a_draft("d1"))

    found = drafts.find(card_key="card", now=NOON, ran=timedelta())

    assert found is not None
    assert found.draft_id == "d2"


def test_nobody_is_found_without_a_key(drafts: DraftStore) -> None:
    drafts.keep(a_draft(card_key="", code_key=""))

    assert drafts.find(now=NOON, ran=timedelta()) is None
    assert drafts.find(card_key="other", now=NOON, ran=timedelta()) is None


def test_expired_draft_is_not_found_and_goes(drafts: DraftStore) -> None:
    drafts.keep(a_draft("old", expires_at=NOON))
    drafts.keep(a_draft("new", card_key="card-2"))

    assert drafts.find(card_key="card", now=NOON, ran=4 * HOUR) is None
    assert drafts.drop_expired(NOON, ran=4 * HOUR) == 1
    assert drafts.find(card_key="card-2", now=NOON, ran=timedelta()) is not None


def test_dropped_draft_leaves_no_byte_in_any_file(drafts: DraftStore, tmp_path: Path) -> None:
    marks = [f"mark-{n}-".encode() * 400 for n in range(4)]
    for mark in marks:
        drafts.keep(a_draft(sealed=mark, card_key="card-key-4711"))
    assert b"mark-3-" in all_bytes(tmp_path)

    drafts.drop(DraftId("d1"))

    left = all_bytes(tmp_path)
    assert not [n for n in range(4) if f"mark-{n}-".encode() in left]
    assert b"card-key-4711" not in left


def test_code_once_given_out_stays_good_when_the_draft_is_kept_again(drafts: DraftStore) -> None:
    drafts.keep(a_draft(code_key="code"))

    drafts.keep(a_draft(sealed=b"more"))

    found = drafts.find(code_key="code", now=NOON, ran=timedelta())
    assert found is not None
    assert found.sealed == b"more"


def test_photograph_is_handed_over_once_and_stays(drafts: DraftStore) -> None:
    draft = a_draft()
    drafts.keep(draft, parts=["front"], new_parts={"front": b"\x00one"})

    drafts.keep(draft, parts=["front", "back"], new_parts={"back": b"two"})

    assert drafts.part_names(draft.draft_id) == {"front", "back"}
    assert drafts.parts(draft.draft_id) == {"front": b"\x00one", "back": b"two"}


def test_photograph_taken_anew_removes_the_old_one(drafts: DraftStore) -> None:
    draft = a_draft()
    drafts.keep(draft, parts=["front"], new_parts={"front": b"one"})

    drafts.keep(draft, parts=["again"], new_parts={"again": b"two"})

    assert drafts.parts(draft.draft_id) == {"again": b"two"}


def test_draft_and_photographs_are_kept_together_or_not_at_all(drafts: DraftStore) -> None:
    draft = a_draft()
    drafts.keep(draft, parts=["front"], new_parts={"front": b"one"})

    with pytest.raises(StorageFailed):
        drafts.keep(
            a_draft(sealed=b"more"), parts=["front", "x"], new_parts={"x": b"", "front": b"one"}
        )

    assert drafts.find(card_key="card", now=NOON, ran=timedelta()) == draft
    assert drafts.parts(draft.draft_id) == {"front": b"one"}


def test_dropped_and_expired_drafts_take_their_photographs_along(
    drafts: DraftStore, tmp_path: Path
) -> None:
    for name, until in (("d1", NOON + HOUR), ("d2", NOON)):
        photo = f"photo-{name}-".encode() * 4000
        drafts.keep(a_draft(name, expires_at=until), parts=["p"], new_parts={"p": photo})
    assert b"photo-d1-" in all_bytes(tmp_path)

    drafts.drop(DraftId("d1"))
    drafts.drop_expired(NOON, ran=4 * HOUR)

    assert drafts.parts(DraftId("d1")) == drafts.parts(DraftId("d2")) == {}
    assert b"photo-d" not in all_bytes(tmp_path)


def test_dropping_what_is_not_there_is_harmless(drafts: DraftStore) -> None:
    drafts.drop(DraftId("d1"))


def test_repr_of_a_draft_is_silent() -> None:
    assert "sealed=" not in repr(a_draft())


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=300), timedelta(days=-9000)])
def test_whatever_the_clock_said_a_draft_ends_when_the_window_ran_a_day(
    drafts: DraftStore, ahead: timedelta
) -> None:
    wrong = NOON + ahead
    kept_at = 50 * HOUR
    drafts.keep(a_draft(updated_at=wrong, expires_at=wrong + 24 * HOUR, kept_at=kept_at))
    early, late = kept_at + 24 * HOUR - timedelta(seconds=1), kept_at + 24 * HOUR

    assert drafts.find(card_key="card", now=wrong, ran=early) is not None
    assert drafts.drop_expired(wrong, ran=early) == 0
    assert drafts.find(card_key="card", now=wrong, ran=late) is None
    assert drafts.drop_expired(wrong, ran=late) == 1


def test_a_clock_that_jumps_ahead_ends_no_draft_of_some_hours(drafts: DraftStore) -> None:
    drafts.keep(a_draft(kept_at=50 * HOUR))
    jumped, ran = NOON + timedelta(days=300), 53 * HOUR - timedelta(seconds=1)

    assert drafts.drop_expired(jumped, ran=ran) == 0
    assert drafts.find(card_key="card", now=jumped, ran=ran) is not None
    assert drafts.find(card_key="card", now=NOON, ran=ran) is not None
    assert drafts.drop_expired(jumped, ran=53 * HOUR) == 1


def test_each_answer_begins_the_time_of_a_draft_anew(drafts: DraftStore) -> None:
    drafts.keep(a_draft())

    drafts.keep(a_draft(expires_at=NOON + 47 * HOUR, kept_at=23 * HOUR))

    assert drafts.drop_expired(NOON, ran=46 * HOUR) == 0
    assert drafts.drop_expired(NOON, ran=47 * HOUR) == 1


def test_how_long_the_window_ran_is_remembered(drafts: DraftStore) -> None:
    before = drafts.ran()

    drafts.drop_expired(NOON, ran=5 * HOUR)

    assert (before, drafts.ran()) == (timedelta(), 5 * HOUR)
