import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.resume_code import ResumeCode


def test_fresh_codes_are_eight_digits_and_differ() -> None:
    codes = {ResumeCode.make().digits for _ in range(50)}

    assert len(codes) > 45
    assert all(len(code) == 8 and code.isdigit() for code in codes)


@given(place=st.integers(0, 7), shift=st.integers(1, 9))
def test_one_wrong_digit_is_told(place: int, shift: int) -> None:
    digits = ResumeCode.make().digits
    wrong = str((int(digits[place]) + shift) % 10)

    with pytest.raises(ValueError, match="check digit"):
        ResumeCode(digits[:place] + wrong + digits[place + 1 :])


def test_spaces_do_not_matter_and_repr_is_silent() -> None:
    code = ResumeCode.make()

    assert ResumeCode(code.grouped) == code
    assert code.digits not in repr(code)


@pytest.mark.parametrize("text", ["", "1234567", "123456789", "1234567a"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="eight digits"):
        ResumeCode(text)
