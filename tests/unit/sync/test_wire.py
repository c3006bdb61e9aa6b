"""Shapes, digests and pointers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync import wire


@given(st.binary(), st.binary())
def test_digest_fits_its_body_only(body: bytes, other: bytes) -> None:
    assert wire.fits_digest(wire.content_digest(body), body)
    assert wire.fits_digest(wire.content_digest(body), other) == (body == other)


def test_digest_may_stand_among_others() -> None:
    header = f"sha-512=:AAAA:, {wire.content_digest(b'x')}"

    assert wire.fits_digest(header, b"x")
    assert not wire.fits_digest("", b"x")


@pytest.mark.parametrize(
    ("steps", "pointer"),
    [((), ""), (("parts", 0, "size"), "/parts/0/size"), (("a/b", "m~n"), "/a~1b/m~0n")],
)
def test_pointer_is_escaped(steps: tuple[str | int, ...], pointer: str) -> None:
    assert wire.pointer(steps) == pointer


def test_findings_never_repeat_what_was_sent() -> None:
    with pytest.raises(ValidationError) as raised:
        wire.manifest_from(b'{"case_id": "a name nobody should see"}')

    found = wire.field_problems(raised.value)

    assert "nobody" not in str(found)
    assert {"/case_id", "/rev", "/parts"} <= {fault.pointer for fault in found}
