"""Two presses choose anything, and a row taken by mistake is left again."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.scan import Scan, Spot

SIZES = st.lists(st.integers(1, 8), min_size=1, max_size=12)


def presses_to(scan: Scan, sizes: list[int], wanted: Spot) -> int:
    """Press when what is wanted is offered, let the scan move on otherwise; count the presses."""
    presses = 0
    for _ in range(sum(sizes) + len(sizes) + 4):
        spot = scan.spot
        is_row = spot == Spot(wanted.row) and wanted.row < len(sizes)
        if is_row or spot == wanted:
            presses += 1
            if scan.accept() == wanted:
                return presses
        else:
            scan.move_on()
    raise AssertionError("it is never offered")


@given(SIZES, st.data())
def test_anything_is_chosen_by_two_presses_at_most(sizes: list[int], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(sizes) - 1))
    item = data.draw(st.integers(0, sizes[row] - 1))

    presses = presses_to(Scan(sizes), sizes, Spot(row, item))

    assert presses == (1 if sizes[row] == 1 else 2)


@given(SIZES, st.data())
def test_with_two_switches_nothing_is_further_than_its_row_and_its_place(
    sizes: list[int], data: st.DataObject
) -> None:
    scan = Scan(sizes)
    scan.move_on()
    for _ in range(3):
        row = data.draw(st.integers(0, len(sizes) - 1))
        item = data.draw(st.integers(0, sizes[row] - 1))
        moves = 0
        while scan.spot != Spot(row):
            scan.move_on()
            moves += 1
        chosen = scan.accept()
        while scan.spot != Spot(row, item) and chosen is None:
            scan.move_on()
            moves += 1

        assert (chosen or scan.accept()) == Spot(row, item)
        assert moves == row + (item if sizes[row] > 1 else 0)


@given(SIZES)
def test_every_row_is_offered_in_turn_and_then_the_first_again(sizes: list[int]) -> None:
    scan = Scan(sizes)
    seen = []
    for _ in range(len(sizes) + 1):
        scan.move_on()
        seen.append(scan.spot)

    assert seen == [*(Spot(row) for row in range(len(sizes))), Spot(0)]


def test_a_row_taken_by_mistake_is_left_without_choosing() -> None:
    scan = Scan([2, 3])
    scan.move_on()
    scan.accept()

    seen = []
    for _ in range(3):
        seen.append(scan.spot)
        scan.move_on()

    assert seen == [Spot(0, 0), Spot(0, 1), Spot(0)]
    assert scan.spot == Spot(1)


def test_after_a_choice_all_is_offered_from_the_top() -> None:
    scan = Scan([1, 3])
    for _ in range(2):
        scan.move_on()
    scan.accept()
    scan.move_on()

    assert scan.accept() == Spot(1, 1)
    assert scan.spot == Spot(0)


def test_the_first_press_begins_and_chooses_nothing() -> None:
    scan = Scan([1])

    assert scan.accept() is None
    assert scan.accept() == Spot(0, 0)


def test_nothing_is_offered_where_nothing_can_be_pressed() -> None:
    scan = Scan([])
    scan.move_on()

    assert scan.spot is None
