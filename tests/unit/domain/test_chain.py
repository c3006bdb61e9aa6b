from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.chain import FIRST_HEAD, Event, next_head, short_head, verify
from kiosk.domain.errors import SealBroken


def a_chain(length: int) -> list[Event]:
    events: list[Event] = []
    head = FIRST_HEAD
    for seq in range(1, length + 1):
        blank = Event(
            seq=seq,
            at="2026-11-23T12:00:00.000+00:00",
            kind="sealed",
            case_id=f"case-{seq}",
            actor="kiosk",
            note="",
            previous=head,
            head="",
        )
        head = next_head(head, blank.canonical())
        events.append(replace(blank, head=head))
    return events


def test_whole_chain_gives_its_last_head() -> None:
    events = a_chain(5)

    assert verify(events) == events[-1].head
    assert verify([]) == FIRST_HEAD
    assert verify(events[2:], after=events[1].head, first_seq=3) == events[-1].head


@given(
    at=st.integers(0, 4),
    field=st.sampled_from(["seq", "at", "kind", "case_id", "actor", "note", "previous", "head"]),
)
def test_every_changed_word_is_found(at: int, field: str) -> None:
    events = a_chain(5)
    old = getattr(events[at], field)
    new = 99 if field == "seq" else ("f" * 64 if len(old) == 64 else old + "x")
    events[at] = replace(events[at], **{field: new})

    with pytest.raises(SealBroken):
        verify(events)


@given(at=st.integers(0, 3), other=st.integers(0, 3))
def test_removal_insertion_and_reordering_are_found(at: int, other: int) -> None:
    events = a_chain(5)
    without = events[:at] + events[at + 1 :]
    twice = [*events[: at + 1], events[at], *events[at + 1 :]]
    swapped = list(events)
    swapped[at], swapped[other] = swapped[other], swapped[at]

    for broken in (without, twice, *([swapped] if at != other else [])):
        with pytest.raises(SealBroken):
            verify(broken)


def test_removal_at_the_end_is_told_by_a_printed_head() -> None:
    events = a_chain(5)
    printed = short_head(events[-1].head)

    assert printed not in {short_head(e.head) for e in events[:-1]}


def test_printed_head_has_four_groups_of_four() -> None:
    assert short_head("0123456789abcdef" + "0" * 48) == "0123 4567 89AB CDEF"
