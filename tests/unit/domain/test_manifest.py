import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import CaseId
from kiosk.domain.manifest import Manifest, Part, canonical_json

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def a_manifest() -> Manifest:
    return Manifest(
        case_id=CaseId("019aa000-0000-7000-8000-000000000001"),
        rev=1,
        group="K0000122026112200011",
        service="old-age-allowance",
        service_version="1",
        schema_digest="ab" * 32,
        item_code="000112001",
        kiosk_id="000012",
        captured_at="2026-11-22T08:00:00+00:00",
        captured_boot="first",
        captured_ms=60_000,
        by_helper=False,
        is_urgent=False,
        token_sha256="cd" * 32,
        previous_head="0" * 64,
        recipients={"platform-1": "a2V5"},
        parts=(Part(slot="answers", media_type="application/json", size=12, sha256="ef" * 32),),
    )


def test_the_wire_form_is_read_back_unchanged() -> None:
    manifest = a_manifest()

    assert Manifest.from_dict(json.loads(manifest.canonical())) == manifest


def test_a_manifest_of_before_keeps_its_seal_and_says_nothing_of_the_start() -> None:
    plain = json.loads(a_manifest().canonical())
    del plain["captured_boot"], plain["captured_ms"]

    old = Manifest.from_dict(plain)

    assert old.canonical() == canonical_json(plain)
    assert (old.captured_boot, old.captured_ms) == ("", 0)


def test_every_field_is_under_the_seal() -> None:
    manifest = a_manifest()
    changed = {
        name: replace(manifest, **{name: _other(getattr(manifest, name))})
        for name in Manifest.__dataclass_fields__
    }

    assert [name for name, other in changed.items() if other.seal() == manifest.seal()] == []


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "1"
        case tuple():
            return value[:-1]
        case _:
            return {}


def test_a_manifest_with_a_field_missing_or_too_many_is_refused() -> None:
    fields = a_manifest().as_dict()

    with pytest.raises(TypeError):
        Manifest.from_dict({k: v for k, v in fields.items() if k != "rev"})
    with pytest.raises(TypeError):
        Manifest.from_dict(fields | {"extra": 1})


@given(plain)
def test_canonical_json_is_one_form_a_value(value: object) -> None:
    once = canonical_json(value)

    assert canonical_json(json.loads(once)) == once
    assert json.loads(once) == value


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_json(value) == canonical_json(dict(reversed(value.items())))


def test_a_number_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))
