import re
from pathlib import Path

import pytest

from kiosk.logs import LogEvent
from tests.generate_docs import ADMIN, TABLES, _markdown, with_tables


def test_the_tables_of_the_manual_are_what_the_code_says() -> None:
    page = ADMIN.read_text("utf-8")

    assert with_tables(page) == page, "run make docs"


def test_every_table_has_its_place_in_the_manual() -> None:
    places = re.findall(r"<!-- table: ([a-z-]+) -->", ADMIN.read_text("utf-8"))

    assert sorted(places) == sorted(TABLES)


def test_an_old_table_is_replaced_and_the_text_around_it_kept() -> None:
    page = "before\n<!-- table: log-events -->\nold\n<!-- end of table -->\nafter\n"

    renewed = with_tables(page)

    assert renewed.startswith("before\n<!-- table: log-events -->\n| event |")
    assert renewed.endswith("|\n<!-- end of table -->\nafter\n")
    assert "old" not in renewed


@pytest.mark.parametrize("event", LogEvent)
def test_every_event_of_the_manual_is_written_by_something(event: LogEvent) -> None:
    program = (
        file.read_text("utf-8")
        for folder in ("kiosk", "sync", "ui")
        for file in Path(ADMIN.with_name(folder)).rglob("*.py")
    )

    assert any(f"LogEvent.{event.name}" in text for text in program)


_NAMED = re.compile(r"`(hall-[a-z]+(?: [a-z]+)*)")


def test_every_command_the_manual_names_exists() -> None:
    page = ADMIN.read_text("utf-8")
    known = {match[1] for match in _NAMED.finditer(_markdown(TABLES["commands"]()))}
    known |= {"hall-kiosk", "hall-sync"}  # the services of systemd

    named = {match[1] for match in _NAMED.finditer(page)}

    assert {n for n in named if not any(n == k or k.startswith(f"{n} ") for k in known)} == set()
