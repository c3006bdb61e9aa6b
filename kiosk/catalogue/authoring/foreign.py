"""pyxform's English refusals in Chinese: those staff can bring about; the rest keep their row.

Our own checks find nearly all of these first, with better places. This is the net below them.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_ROW = re.compile(r"\[row : (\d+)\]")
_QUOTED = re.compile(r"'([^']*)'")

# A piece of pyxform's sentence → what to say. {0}, {1} … are the quoted words in its message.
_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "must be unique within their nearest parent": ("代号“{2}”用了两次", "换一个代号"),
    "Repeat names must unique anywhere": ("重复组的代号“{2}”用了两次", "换一个代号"),
    "Repeat names must not be the same as the survey root": (
        "重复组不能叫“{2}”", "换一个代号"
    ),
    "The name 'meta' is reserved": ("代号不能叫 meta", "换一个代号"),
    "Choices must have a name": ("选项没有代号", "补上选项代号"),
    "Choices should have a label": ("选项没有写给人看的字", "补上选项"),
    "Choice names must be unique": ("同一个选项表里有两个相同的代号", "换一个选项代号"),
    "Names must begin with a letter": ("代号不能用", "只用英文字母、数字和下划线，字母开头"),
    "Reference variables must start with": ("“${”没有配上“}”", "写成 ${代号}"),
    "Could not find the name": ("引用的题不存在", "看看 ${ } 里的代号有没有写错"),
    "Reference variables names must be unique": ("引用的代号有两道题", "给其中一道换代号"),
    "Reference variable lists must have a comma": ("引用之间缺逗号", "加上半角逗号"),
    "There has been a problem trying to replace": ("引用的题不存在", "看看 ${ } 里的代号"),
    "Unknown question type": ("不认识题型“{0}”", "改成能用的题型"),
    "List name not in choices sheet": ("没有这个选项表", "在选项里加上这个表"),
    "The question has no name": ("题没有代号", "补上代号"),
    "Question or group with no name": ("题没有代号", "补上代号"),
    "Unmatched begin statement": ("分组或重复只有开头", "补上结尾"),
    "Unmatched end statement": ("分组或重复只有结尾", "删掉，或补上开头"),
    "Group has no label": ("分组没有名字", "写上分组的名字"),
    "Question type and name must be specified": ("题型和代号都要写", "补上缺的一格"),
    "Question has no label": ("题没有写问题", "写一句给办事人看的话"),
    "Invalid question type": ("题型不对", "改成能用的题型"),
    "The choices sheet": ("选项表不对", "看看列名和空格"),
    "Headers that are different names for the same column": ("同一列写了两遍", "只留一列"),
    "column headers were not found": ("缺列", "照着模板补上列"),
    "Column headers must not be empty": ("列名是空的，或里面有空格", "改好列名"),
    "Invalid headers provided": ("表头不对", "照着模板改表头"),
    "There should be a choices sheet": ("有选择题，却没有选项", "补上选项表"),
    "spaces in": ("选项代号里有空格", "去掉空格"),
})  # fmt: skip


def in_chinese(message: str) -> tuple[int | None, str, str]:
    """Return pyxform's row (counting the header), what is wrong and how to mend it."""
    found = _ROW.search(message)
    row = int(found[1]) if found else None
    words = _QUOTED.findall(message)
    for piece, (what, mend) in _SENTENCES.items():
        if piece in message:
            padded = [*words, "", "", ""]
            return row, what.format(*padded) if "{0" in what or "{2" in what else what, mend
    rest = _ROW.sub("", message).strip()
    return row, f"表单编译不过（{rest}）", "按括号里的英文改，或把这一行发给技术人员"
