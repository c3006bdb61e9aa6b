"""What pyxform really says, put into Chinese with its row."""

import errno
import re
from collections.abc import Mapping, Sequence

import pytest
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from kiosk.catalogue.authoring.foreign import in_chinese, pattern_in_chinese, why_refused

Sheet = Sequence[Mapping[str, str]]
YES: Sheet = [{"list_name": "yn", "name": "y", "label": "是"}]


def asked(**cells: str) -> Mapping[str, str]:
    return {"type": "text", "name": "a", "label": "问题", **cells}


A = asked()
GROUP = asked(type="begin_group", name="g")
REPEAT = asked(type="begin_repeat", name="r")
CHOICE = asked(type="select_one yn")

REFUSED: Mapping[str, tuple[Sheet, Sheet, int | None, str]] = {
    "twice": ([A, A], YES, 3, "代号“a”用了两次"),
    "repeat named like the root": ([{**REPEAT, "name": "data"}, A], YES, 2, "重复组不能叫“data”"),
    "meta": ([asked(name="meta")], YES, 2, "代号不能叫 meta"),
    "bad name": ([asked(name="1a")], YES, 2, "代号不能用"),
    "no name": ([{"type": "text", "label": "x"}], YES, 2, "题没有代号"),
    "no label": ([{"type": "text", "name": "a"}], YES, None, "题“a”没有写问题"),
    "no formula": ([{"type": "calculate", "name": "c"}], YES, 2, "计算题没有公式"),
    "bad type": ([asked(type="foo")], YES, None, "不认识题型“foo”"),
    "not closed": ([GROUP, A], YES, 2, "“g”只有开头没有结尾"),
    "not opened": ([A, {"type": "end_group"}], YES, 3, "end_group 前面没有 begin_group"),
    "unknown name": (
        [asked(relevant="${zz} = 1")], YES, 2, "“relevant”里引用的题“zz”不存在"
    ),
    "not a reference": ([asked(relevant="${zz = 1")], YES, 2, "“${”没有配上“}”"),
    "no such list": ([asked(type="select_one x")], YES, 2, "没有这个选项表"),
    "no choices": ([CHOICE], [], None, "有选择题，却没有选项"),
    "same choice": ([CHOICE], [*YES, *YES], 3, "同一个选项表里有两个相同的代号"),
    "choice with space": (
        [asked(type="select_multiple yn")],
        [{"list_name": "yn", "name": "x y", "label": "是"}], None, "选项代号里有空格",
    ),
    "choice without name": (
        [CHOICE], [{"list_name": "yn", "label": "是"}], None, "缺列 name"
    ),
    "nothing": ([], YES, None, "一道题也没有"),
    "something rare": (
        [asked(type="image", parameters="max-pixels=x")], YES, None,
        "表单编译不过（Parameter max-pixels must have an integer value.）",
    ),
}  # fmt: skip


@pytest.mark.parametrize("refusal", REFUSED)
def test_what_pyxform_refuses_is_told_in_chinese(refusal: str) -> None:
    survey, choices, row, what = REFUSED[refusal]

    with pytest.raises(PyXFormError) as refused:
        convert({"survey": survey, "choices": choices, "settings": [{"form_id": "f"}]})

    assert in_chinese(str(refused.value))[:2] == (row, what)


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("[0-9", "方括号没有关上，第 1 个字"), ("a(b", "少了右括号，第 2 个字"),
        ("a)", "多了右括号，第 2 个字"), ("*a", "*、+、? 前面没有字，第 1 个字"),
        ("a**", "两个重复符号连在一起，第 3 个字"),
        ("a{3,1}", "花括号里前一个数比后一个大，第 3 个字"),
        ("[z-a]", "方括号里的范围写反了，第 2 个字"), ("\\q", "反斜杠后面的字不能用，第 1 个字"),
    ],
)  # fmt: skip
def test_what_python_says_of_a_pattern_is_told_in_chinese(pattern: str, what: str) -> None:
    with pytest.raises(re.error) as wrong:
        re.compile(pattern)

    assert pattern_in_chinese(f"写错了（{wrong.value}）。") == f"写错了（{what}）。"


def test_words_nobody_put_into_chinese_are_kept_as_an_addition() -> None:
    assert pattern_in_chinese("写错了（some new trouble）") == "写错了（some new trouble）"
    assert why_refused(OSError(errno.ENOSPC, "No space left")) == "磁盘满了"
    assert why_refused(OSError(errno.ELOOP, "Too many links")) == "原文：Too many links"
