"""〓 holds the place of a character that must be made; private-use ones are never kept."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.domain.unlisted import UNLISTED, needs_character, without_private_use
from tests.made_up import NUMBER

PRIVATE = st.sampled_from(["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])


@given(st.lists(st.one_of(st.characters(exclude_categories=["Co", "Cs"]), PRIVATE)))
def test_every_private_use_character_is_replaced_and_nothing_else(signs):
    text = "".join(signs)

    kept = without_private_use(text)

    assert len(kept) == len(text)
    for before, after in zip(text, kept, strict=True):
        is_private = "\ue000" <= before <= "\uf8ff" or before >= "\U000f0000"
        assert after == (UNLISTED if is_private else before)


def test_an_old_card_tells_that_a_character_lacks():
    card = IdCard(name="王\ue123", number=IdCardNumber(NUMBER), address="\ue456村8号")

    assert (card.answer_for("name"), card.answer_for("address")) == ("王〓", "〓村8号")


def test_a_case_needs_a_character_when_any_answer_lacks_one():
    assert needs_character(["王〓", "汉族"])
    assert not needs_character(["王䶮", ""])
