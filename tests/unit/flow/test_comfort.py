"""What a visitor touched last counts, and a need leaves no trace when it is taken back."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.flow.comfort import USUAL_SIZE, Comfort, Need, Palette

WISHES = st.lists(
    st.one_of(st.sampled_from(Need), st.sampled_from(Palette), st.integers(1, 5)), max_size=8
)


def after(wishes: list[Need | Palette | int]) -> Comfort:
    comfort = Comfort()
    for wish in wishes:
        match wish:
            case Need():
                comfort = comfort.toggled(wish)
            case Palette():
                comfort = comfort.with_palette(wish)
            case int():
                comfort = comfort.with_size(wish)
    return comfort


def test_nobody_asks_for_anything_at_first() -> None:
    comfort = Comfort()

    assert comfort.text_size == USUAL_SIZE
    assert comfort.palette is Palette.LIGHT
    assert not comfort.needs
    assert not comfort.is_steady | comfort.is_low | comfort.reads_captions


def test_who_sees_badly_gets_the_largest_letters_yellow_on_black_in_one_touch() -> None:
    comfort = Comfort().toggled(Need.SIGHT)

    assert (comfort.text_size, comfort.palette) == (5, Palette.YELLOW_ON_BLACK)


def test_what_is_chosen_after_a_need_counts_more_than_the_need() -> None:
    comfort = Comfort().toggled(Need.SIGHT).with_size(4).with_palette(Palette.SOFT)

    assert (comfort.text_size, comfort.palette) == (4, Palette.SOFT)


def test_a_need_counts_more_than_what_was_chosen_before_it_and_gives_it_back() -> None:
    chosen = Comfort().with_size(3).with_palette(Palette.SOFT)
    needy = chosen.toggled(Need.SIGHT)

    assert (needy.text_size, needy.palette) == (5, Palette.YELLOW_ON_BLACK)
    assert needy.toggled(Need.SIGHT) == chosen


@given(WISHES, st.sampled_from(Need))
def test_a_need_taken_back_is_as_if_it_had_never_been_touched(
    wishes: list[Need | Palette | int], need: Need
) -> None:
    before = after([wish for wish in wishes if wish != need])

    assert before.toggled(need).toggled(need) == before


@given(WISHES)
def test_needs_combine_and_what_is_pressed_follows_them(
    wishes: list[Need | Palette | int],
) -> None:
    comfort = after(wishes)

    odd = {need for need in Need if wishes.count(need) % 2}
    assert comfort.needs == odd
    assert comfort.is_steady == (Need.TREMOR in odd)
    assert comfort.is_low == (Need.WHEELCHAIR in odd)
    assert comfort.reads_captions == (Need.HEARING in odd)
    assert comfort.is_simple == (Need.READING in odd)
    assert comfort.uses_keys == (Need.KEYS in odd)
    assert comfort.text_size in range(1, 6)
