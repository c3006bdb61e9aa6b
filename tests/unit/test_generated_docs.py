import re

from tests.generate_docs import ADMIN, TABLES, with_tables


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
