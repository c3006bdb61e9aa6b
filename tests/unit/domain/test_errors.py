import re
from collections.abc import Iterator

from kiosk.domain import errors
from kiosk.domain.errors import KioskError


def all_errors(of: type[KioskError] = KioskError) -> Iterator[type[KioskError]]:
    yield of
    for child in of.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from all_errors(child)


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in all_errors()]

    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_the_drawn_tree_names_every_error() -> None:
    drawn = set(re.findall(r"\b[A-Z]\w+", (errors.__doc__ or "").split("\n\n")[1]))

    assert {error.__name__ for error in all_errors()} == drawn


def test_one_raise_may_narrow_the_code_without_touching_the_class() -> None:
    narrowed = errors.DeviceFailed("paper jam", code="printer-jam")

    assert (narrowed.code, errors.DeviceFailed.code) == ("printer-jam", "device-failed")
