"""pyxform's English refusals in Chinese: those staff can bring about; the rest keep their row.

Our own checks find nearly all of these first, with better places. This is the net below them.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_ROW = re.compile(r"\[row : (\d+)\]")
_QUOTED = re.compile(r"'([^']*)'")
_MOST_WORDS = 6

# A piece of pyxform's sentence → what to say. {0}, {1} … are the quoted words in its message.
_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "must be unique within their nearest parent": ("代号“{2}”用了两次", "换一个代号"),
    "Repeat names must unique anywhere": ("重复组的代号“{2}”用了两次", "换一个代号"),
    "Repeat names must not be the same as the survey root": ("重复组不能叫“{2}”", "换一个代号"),
    "The name 'meta' is reserved": ("代号不能叫 meta", "换一个代号"),
    "Names must begin with a letter": ("代号不能用", "只用英文字母、数字和下划线，字母开头"),
    "Question or group with no name": ("题没有代号", "补上代号"),
    "has no label or hint": ("题“{0}”没有写问题", "写一句给办事人看的话"),
    "Missing calculation": ("计算题没有公式", "写上计算公式"),
    "Unknown question type": ("不认识题型“{0}”", "改成能用的题型"),
    "Unmatched 'begin_": ("“{2}”只有开头没有结尾", "补上 {1}"),
    "Unmatched 'end_": ("{0} 前面没有 {1}", "删掉，或补上开头"),
    "Could not find the name": ("“{1}”里引用的题“{3}”不存在", "看看 ${{ }} 里的代号有没有写错"),
    "names must be unique anywhere in the 'survey'": ("引用的代号有两道题", "给其中一道换代号"),
    "Reference variables must start with": ("“${{”没有配上“}}”", "写成 ${{代号}}"),
    "Reference variable lists must have a comma": ("引用之间缺逗号", "加上半角逗号"),
    "List name not in choices sheet": ("没有这个选项表", "在选项里加上这个表"),
    "There should be a choices sheet": ("有选择题，却没有选项", "补上选项表"),
    "Choices must have a name": ("选项没有代号", "补上选项代号"),
    "Choices should have a label": ("选项没有写给人看的字", "补上选项"),
    "Choice names must be unique": ("同一个选项表里有两个相同的代号", "换一个选项代号"),
    "Choice names with spaces": ("选项代号里有空格", "去掉空格，或换成下划线"),
    "You must have a sheet named 'survey'": ("一道题也没有", "在题目里写上要问的题"),
    "different names for the same column": ("同一列写了两遍", "只留一列"),
    "column headers were not found": ("缺列 {1}", "照着模板补上列"),
    "Column headers must not be empty": ("列名是空的，或里面有空格", "改好列名"),
    "Invalid headers provided": ("表头不对", "照着模板改表头"),
})  # fmt: skip


def in_chinese(message: str) -> tuple[int | None, str, str]:
    """Return pyxform's row (counting the header), what is wrong and how to mend it."""
    found = _ROW.search(message)
    row = int(found[1]) if found else None
    words = [*_QUOTED.findall(message), *[""] * _MOST_WORDS]
    for piece, (what, mend) in _SENTENCES.items():
        if piece in message:
            return row, what.format(*words), mend.format(*words)
    rest = _ROW.sub("", message).strip()
    return row, f"表单编译不过（{rest}）", "按括号里的英文改，或把这一行发给技术人员"
