import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import uuid7

moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds must be naive


@given(moments)
def test_an_id_is_a_version_7_uuid(now: datetime) -> None:
    made = uuid.UUID(uuid7(now))

    assert made.version == 7
    assert made.variant == uuid.RFC_4122


@given(moments)
def test_the_first_48_bits_are_the_milliseconds(now: datetime) -> None:
    assert uuid.UUID(uuid7(now)).int >> 80 == int(now.timestamp() * 1000)


@given(moments, st.integers(1, 10**9))
def test_later_ids_sort_after_earlier_ones(now: datetime, later_ms: int) -> None:
    assert uuid7(now) < uuid7(now + timedelta(milliseconds=later_ms + 1))


def test_ids_of_one_moment_differ() -> None:
    now = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

    assert len({uuid7(now) for _ in range(2000)}) == 2000
