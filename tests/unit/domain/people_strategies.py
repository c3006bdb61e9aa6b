"""Made-up citizen numbers for tests: any county, any birth date, a fitting check character."""

from datetime import date

from hypothesis import strategies as st

from kiosk.domain.people import check_digit


def citizen_numbers() -> st.SearchStrategy[str]:
    """Return numbers that a person could bear."""
    county = st.one_of(
        st.integers(110000, 659999).map(str),
        st.sampled_from(["810000", "820000", "830000"]),  # residents from Hong Kong, Macao, Taiwan
        st.integers(911000, 999999).map(str),  # foreigners with permanent residence, since 2023
    )
    birth = st.dates(date(1800, 1, 1), date(2100, 12, 31)).map("{:%Y%m%d}".format)
    order = st.integers(0, 999).map("{:03d}".format)
    return st.tuples(county, birth, order).map("".join).map(lambda body: body + check_digit(body))
