"""Regular expressions fit the whole text and cannot hang."""

import re
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.errors import FormError
from kiosk.forms.patterns import matches, refuse_pattern


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "(a|aa)+", r"(\w+\s?)*", "(a?){20}", "((a|b)c?)*", "(?=a)b", r"(a)\1", "[",
     "(?P<n>a)", "x" * 501, "(a*)*", "(?:a+)*", "((.*){})*X", "((a{1,3}){2}){6}", "(a|)+",
     "(ab|a[bc])+", r"(a|\w)+", r"(\Ba|a)+", "((.*){3}){4}", "a*+b", "(" * 30 + ")" * 30,
     "(" * 240 + ")" * 240, "[[a]", "[a--b]", "a**", ")", "(a", "*a", "a{3,1}", "\\", "[a",
     "a{99999999999}", "(京|[一-龥])+", "([0-5]|[5-9])+", r"([\d]|[a-z])+"],
)  # fmt: skip
def test_dangerous_or_broken_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(FormError, match="改法") as refusal:
        refuse_pattern(pattern)

    assert len(str(refusal.value)) < 200
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
        ("(京|津)+", "京津京", "京沪"),
        ("^([0-9]|X)+$", "32X1", "32Y"),
        ("(京[A-Z]|沪|[0-9]{2})*", "京A沪12", "京沪"),
        (r"(\d|\.|-)+", "1.5-", "1,5"),
        ("([0-4]|[5-9])+", "0159", "01a"),
        (r"\u4eac\x41+", "京AA", "京B"),
        (".*省.*市.*区.*", "江苏省南京市玄武区", "江苏省南京市"),
        ("(|a)b", "ab", "aab"),
        ("a{", "a{", "a"),
        ("a{}", "a{}", "a"),
        ("a{b}", "a{b}", "a"),
        ("a{٣}", "a{٣}", "aaa"),
        ("a{,}", "", "a{,}"),
        ("a{,2}", "aa", "aaa"),
        ("{}", "{}", ""),
    ],
)
def test_pattern_must_fit_the_whole_text(pattern: str, good: str, bad: str) -> None:
    refuse_pattern(pattern)

    assert matches(pattern, good)
    assert not matches(pattern, bad)


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (".*省.*市.*区.*", "江苏省南京市玄武区" + "长" * 2_000, "省市" * 1_000),
        (".*.*.*.*.*x?", "a" * 2_000, "\n" * 2_000),
        ("(京|津)*(京|津)*(京|津)*", "京津" * 500, "京津" * 500 + "沪"),
        ("(((.*a){2}b){2}c){2}", "aabaabc" * 2, "aab" * 300),
    ],
)
def test_long_text_is_judged_like_a_short_one(pattern: str, good: str, bad: str) -> None:
    refuse_pattern(pattern)

    assert matches(pattern, good)
    assert not matches(pattern, bad)


_ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        ".",
        "[ab]",
        "[^a]",
        r"\d",
        r"\w",
        r"\b",
        "^",
        "$",
        "{}",
        "{",
        "}",
        "]",
        r"\.",
    ]
)
_AMOUNTS = st.sampled_from(
    ["", "", "*", "+", "?", "{2}", "{1,2}", "{,2}", "{1,}", "{,}", "{}", "*?", "??"]
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = st.lists(inner, min_size=1, max_size=3).map("|".join).map(lambda text: f"({text})")
    return st.lists(st.builds("{}{}".format, inner | groups, _AMOUNTS), max_size=3).map("".join)


PATTERNS = st.recursive(_ATOMS, _larger, max_leaves=6)


@given(PATTERNS, st.lists(st.text("ab1.{}-\n", max_size=6), min_size=1, max_size=8))
def test_accepted_patterns_are_judged_as_python_does(pattern: str, texts: list[str]) -> None:
    try:
        refuse_pattern(pattern)
    except FormError:
        assume(False)

    for text in texts:
        assert matches(pattern, text) is (re.fullmatch(pattern, text) is not None)


@given(st.text("ab|()[]{}*+?.^$\\,0123-", max_size=25))
def test_any_pattern_is_judged_or_refused(pattern: str) -> None:
    with suppress(FormError):
        refuse_pattern(pattern)

    assert matches(pattern, "ab" * 20 + "!") in {True, False}
