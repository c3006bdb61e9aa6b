"""Every card reader behind the port."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.devices.id_card_reader import (
    READERS,
    AbsentIdCardReader,
    ReaderSetup,
    SimulatedIdCardReader,
)
from kiosk.domain.people import IdCard, IdCardNumber, check_digit
from kiosk.ports.id_card_reader import CardRead, NoCard


def a_number(first_17: str = "42010619400301002") -> str:
    return first_17 + check_digit(first_17)


def a_card(name: str = "张桂兰") -> IdCard:
    return IdCard(name=name, number=IdCardNumber(a_number()))


def a_file(folder: Path, **facts: str) -> Path:
    file = folder / "card.json"
    file.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    return file


@pytest.mark.parametrize("make", READERS.values(), ids=READERS.keys())
def test_a_reader_answers_at_once_when_no_card_lies_on_it(
    make: Callable[[ReaderSetup], SimulatedIdCardReader],
) -> None:
    assert make(ReaderSetup()).read() in {NoCard.EMPTY, NoCard.READER_MISSING}


def test_a_card_put_down_is_read_until_it_is_taken_away() -> None:
    reader = SimulatedIdCardReader()
    reader.put(a_card("赵𠅤"))

    assert reader.read() == CardRead(a_card("赵𠅤"))
    assert reader.read() == CardRead(a_card("赵𠅤"))

    reader.fail(NoCard.EMPTY)
    assert reader.read() is NoCard.EMPTY


@pytest.mark.parametrize("fault", list(NoCard))
def test_every_fault_can_be_played(fault: NoCard) -> None:
    reader = SimulatedIdCardReader()

    reader.fail(fault)

    assert reader.read() is fault


def test_writing_the_file_lays_a_card_down_and_deleting_it_takes_it_away(tmp_path: Path) -> None:
    file = a_file(
        tmp_path, name="张桂兰", number=a_number(), nation="汉", valid_until="2035-01-01"
    )
    reader = READERS["simulated"](ReaderSetup(card_file=file))

    read = reader.read()

    assert isinstance(read, CardRead)
    assert read.card.answer_for("name") == "张桂兰"
    assert read.card.answer_for("nation") == "汉"
    assert read.card.valid_until is not None
    file.unlink()
    assert reader.read() is NoCard.EMPTY


@pytest.mark.parametrize(
    "text",
    ['{"name": "张桂兰"}', '{"name": "张桂兰", "number": "123"}', "{", "[]", '{"fault": "bent"}'],
    ids=["no number", "wrong number", "half written", "no card", "unknown fault"],
)
def test_a_wrong_file_is_an_unreadable_card(tmp_path: Path, text: str) -> None:
    file = tmp_path / "card.json"
    file.write_text(text, "utf-8")

    assert SimulatedIdCardReader(card_file=file).read() is NoCard.UNREADABLE


def test_the_file_can_play_a_missing_reader(tmp_path: Path) -> None:
    file = a_file(tmp_path, fault="reader-missing")

    assert SimulatedIdCardReader(card_file=file).read() is NoCard.READER_MISSING


def test_a_hall_without_reader_says_so() -> None:
    assert AbsentIdCardReader().read() is NoCard.READER_MISSING


def test_what_was_read_does_not_show_in_a_log() -> None:
    assert "张" not in repr(CardRead(a_card()))
    assert a_number() not in repr(CardRead(a_card()))
