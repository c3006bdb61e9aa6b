"""Regular expressions fit the whole text and cannot hang."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import FormError
from kiosk.forms.patterns import matches, refuse_pattern


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "(a|aa)+", r"(\w+\s?)*", "(a?){20}", "((a|b)c?)*", "(?=a)b", r"(a)\1", "[", "a{",
     "(?P<n>a)", "x" * 501, "(a*)*", "(?:a+)*"],
)  # fmt: skip
def test_dangerous_or_broken_pattern_is_refused(pattern: str) -> None:
    if pattern == "a{":  # valid in Python: a brace without a number is itself
        refuse_pattern(pattern)
        return

    with pytest.raises(FormError, match="改法"):
        refuse_pattern(pattern)
    assert not matches(pattern, "a" * 40 + "!")


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("^1[3-9][0-9]{9}$", "13800000000", "1380000000"),
        ("^(1[3-9][0-9]{9}|0[0-9]{9,11})$", "0251234567", "x0251234567"),
        ("^[一-龥·]{2,30}$", "欧阳碎玉", "王"),
        ("([0-9]{1,3}\\.){3}[0-9]{1,3}", "192.168.1.1", "192.168.1"),
        ("[0-9]{17}[0-9X][1-7][1-4](B[0-9]+)?", "32010119400101001X11B12", "3201"),
        ("([0-9]{3}-)+", "123-456-", "123-45-"),
        ("[]a-z]+", "a]b", "A"),
        ("[^\\]]+\\d", "ab1", "a]1"),
        ("a{2}b{2,}", "aabbb", "aab"),
        ("a+?b*?c??", "aab", "b"),
    ],
)
def test_pattern_must_fit_the_whole_text(pattern: str, good: str, bad: str) -> None:
    assert matches(pattern, good)
    assert not matches(pattern, bad)


def test_text_too_long_to_judge_in_time_does_not_fit() -> None:
    assert matches(".*.*.*", "a" * 50)
    assert not matches(".*.*.*.*x?", "a" * 5000)


@given(st.text("ab01-", max_size=20), st.sampled_from(["[ab]+", "a?b*[01]{1,3}", "(ab|-)?0*"]))
def test_short_texts_are_judged_as_python_does(text: str, pattern: str) -> None:
    assert matches(pattern, text) is (re.fullmatch(pattern, text) is not None)
