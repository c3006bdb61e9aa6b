"""Refusals of other programs in Chinese: pyxform's, of regular expressions, of the disk.

Those staff can bring about are told in Chinese, the rest in their own words. Of pyxform's our
own checks find nearly all first, with better places; it is the net below them.
"""

import errno
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

# A piece of what Python says of a pattern → what is wrong.
_PATTERNS: Mapping[str, str] = MappingProxyType({
    "unterminated character set": "方括号没有关上",
    "unterminated subpattern": "少了右括号",
    "unbalanced parenthesis": "多了右括号",
    "nothing to repeat": "*、+、? 前面没有字",
    "multiple repeat": "两个重复符号连在一起",
    "min repeat greater": "花括号里前一个数比后一个大",
    "bad character range": "方括号里的范围写反了",
    "bad escape": "反斜杠后面的字不能用",
    "unknown extension": "括号里的问号不能这样用",
    "missing": "括号里的问号不能这样用",
})  # fmt: skip
_PATTERN = re.compile(r"（([ -~]+?)(?: at position (\d+))?）")
_DISK: Mapping[int, str] = MappingProxyType({
    errno.EEXIST: "那里有一个同名的文件",
    errno.ENOTDIR: "路上有一段是文件，不是文件夹",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENOENT: "没有这个文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只能读，不能写",
    errno.ENOSPC: "磁盘满了",
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


def pattern_in_chinese(message: str) -> str:
    """Return a message about a regular expression with Python's part of it in Chinese."""

    def told(found: re.Match[str]) -> str:
        what = next((zh for piece, zh in _PATTERNS.items() if piece in found[1]), "")
        where = f"，第 {int(found[2]) + 1} 个字" if found[2] else ""
        return f"（{what}{where}）" if what else found[0]

    return _PATTERN.sub(told, message)


def why_refused(wrong: OSError) -> str:
    """Return why the disk did not give or take something."""
    return _DISK.get(wrong.errno or 0, f"原文：{wrong.strerror}")
