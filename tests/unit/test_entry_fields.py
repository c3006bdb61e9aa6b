import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import check_digit
from kiosk.entry.editing import Typed
from kiosk.entry.fields import (
    ERASE,
    NAME_DOT,
    EntryField,
    Pad,
    Shape,
    entry_field,
    grouped,
    masked,
    normalised,
)

ID_CARD = entry_field(kind="text", appearance="idcard")
PHONE = entry_field(kind="text", appearance="phone")
BANK = entry_field(kind="text", appearance="numeric")
MONEY = entry_field(kind="decimal", appearance="numeric")
COUNT = entry_field(kind="integer")
NAME = entry_field(kind="text", appearance="handwriting")
FREE = entry_field(kind="text", appearance="voice")
LONG = entry_field(kind="text", appearance="multiline")
EVERY = (ID_CARD, PHONE, BANK, MONEY, COUNT, NAME, FREE, LONG)
NUMBER = "42010619400301002" + check_digit("42010619400301002")


@pytest.mark.parametrize(
    ("field", "corner"), [(ID_CARD, "X"), (MONEY, "."), (PHONE, ""), (COUNT, ""), (BANK, "")]
)
def test_the_corner_key_is_the_one_the_answer_may_need(field: EntryField, corner: str) -> None:
    assert field.pads[0] is Pad.DIGITS
    assert field.keys[-1] == (corner, "0", ERASE)


def test_a_certificate_number_gets_keys_for_the_letters_its_rule_allows() -> None:
    rule = "regex(., '^[0-9]{17}[0-9X][1-7][1-4](B[0-9]+)?$')"

    field = entry_field(kind="text", appearance="numeric", constraint=rule)

    assert field.keys[0] == ("X", "B")
    assert len(field.keys) == 5


def test_a_range_of_letters_brings_the_letter_pad() -> None:
    rule = "regex(., '^[0-9A-Z]{18}$')"

    field = entry_field(kind="text", appearance="numbers", constraint=rule)

    assert field.pads == (Pad.DIGITS, Pad.LETTERS)
    assert field.keys[-1][0] == ""


def test_names_and_free_text_open_the_writing_pad() -> None:
    assert NAME.pads[0] is FREE.pads[0] is LONG.pads[0] is Pad.HANDWRITING
    assert (LONG.is_multiline, FREE.is_multiline) == (True, False)
    assert (NAME.shape, FREE.shape) == (Shape.NAME, Shape.TEXT)


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        (ID_CARD, " 420106 19400301 002x ", "42010619400301002X"),
        (ID_CARD, "４２０１０６－１９４００３０１－００２Ｘ", "42010619400301002X"),
        (PHONE, "138 0013-8000", "13800138000"),
        (PHONE, "+86 138 0013 8000", "13800138000"),
        (PHONE, "0086-13800138000", "13800138000"),
        (PHONE, "027-8765 4321", "02787654321"),
        (PHONE, "86138001", "86138001"),
        (BANK, "6222 0000 0000 0000 019", "6222000000000000019"),
        (BANK, "00123", "00123"),
        (MONEY, "１，２００．５０ 元", "1200.5"),
        (MONEY, "12。5", "12.5"),
        (MONEY, ".5", "0.5"),
        (MONEY, "3.", "3"),
        (MONEY, ".", ""),
        (MONEY, "0", "0"),
        (COUNT, "007", "7"),
        (COUNT, "", ""),
        (NAME, " 赵 𠅤 ", "赵𠅤"),
        (NAME, "买买提•吐尔逊", f"买买提{NAME_DOT}吐尔逊"),
        (FREE, "  幸福里　三号楼 \n 2 单元 ", "幸福里 三号楼 2 单元"),
        (LONG, "第一行 \n\n 第二行", "第一行\n第二行"),
    ],
)
def test_entries_are_forgiven(field: EntryField, typed: str, meant: str) -> None:
    assert normalised(typed, field) == meant


def test_a_compatibility_ideograph_in_a_name_stays_the_one_on_the_card() -> None:
    assert normalised("\ufa0c", NAME) == "\ufa0c"


@given(text=st.text(max_size=40), field=st.sampled_from(EVERY))
def test_forgiving_twice_changes_nothing(text: str, field: EntryField) -> None:
    once = normalised(text, field)

    assert normalised(once, field) == once


@given(text=st.text(alphabet="0123456789X", max_size=40), field=st.sampled_from(EVERY))
def test_groups_hold_every_character_and_are_forgiven_again(text: str, field: EntryField) -> None:
    value = normalised(text, field)

    assert grouped(value, field).replace(" ", "") == value
    assert normalised(grouped(value, field), field) == value


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (ID_CARD, NUMBER, f"420106 19400301 {NUMBER[-4:]}"),
        (PHONE, "13800138000", "138 0013 8000"),
        (PHONE, "02787654321", "0278 7654 321"),
        (BANK, "6222000000000000019", "6222 0000 0000 0000 019"),
        (MONEY, "1200", "1200"),
        (ID_CARD, "4201061", "420106 1"),
        (BANK, "", ""),
    ],
)
def test_long_numbers_are_shown_in_groups(field: EntryField, value: str, shown: str) -> None:
    assert grouped(value, field) == shown


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (ID_CARD, NUMBER, f"420106********{NUMBER[-4:]}"),
        (PHONE, "13800138000", "138****8000"),
        (BANK, "6222000000000000019", "***************0019"),
        (MONEY, "1200", "****"),
        (NAME, "张桂兰", "张**"),
        (NAME, "张", "*"),
        (ID_CARD, "420106", "******"),
    ],
)
def test_masking_hides_the_middle_and_keeps_the_length(
    field: EntryField, value: str, shown: str
) -> None:
    assert masked(value, field) == shown


@given(text=st.text(max_size=12), limit=st.integers(0, 8))
def test_typing_never_passes_the_limit_and_erasing_undoes_it(text: str, limit: int) -> None:
    typed = Typed(limit=limit)

    for sign in text:
        typed = typed.append(sign)

    assert typed.text == text[:limit]
    assert typed.is_full == (len(typed.text) == limit)
    for _ in typed.text:
        typed = typed.erase()
    assert typed.text == ""


def test_a_rare_character_is_one_and_goes_with_one_erase() -> None:
    typed = Typed(limit=2).append("赵").append("𠅤")

    assert typed.is_full
    assert typed.last == "𠅤"
    assert typed.erase().text == "赵"


def test_clearing_keeps_the_limit_and_nothing_typed_shows_in_a_log() -> None:
    typed = Typed(text="张桂兰", limit=5)

    assert typed.clear() == Typed(limit=5)
    assert "张" not in repr(typed)
