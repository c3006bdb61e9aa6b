"""pydantic's refusals of facts in Chinese, each with its place and its mend."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.catalogue.authoring.source import Mistake
from kiosk.catalogue.authoring.terms import Terms

_WRITTEN = "“{name}”写的是“{given}”"
_A_NUMBER = (_WRITTEN, "写一个合适的数字")
_YES_OR_NO = (_WRITTEN, "只写 {yes_or_no}")
_A_LIST = (_WRITTEN, "写成一条一条的列表")
_A_MAP = (_WRITTEN, "写成“项: 内容”，一项一行")
_EMPTY = ("“{name}”是空的", "写上内容")
# pydantic's kind of error → what is wrong, how to mend it.
_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "missing": ("缺了“{name}”", "补上这一项"),
    "extra_forbidden": ("不认识“{name}”", "看看是不是写错了字，不用的删掉"),
    "enum": (_WRITTEN, "只能写 {allowed}"),
    "string_pattern_mismatch": (
        _WRITTEN, "只用小写英文字母、数字和下划线，字母开头；版本可以有点和短横"
    ),
    "string_type": (_WRITTEN, "写成一句话或公式，不要分条"),
    "int_parsing": _A_NUMBER,
    "int_type": _A_NUMBER,
    "int_from_float": _A_NUMBER,
    "decimal_parsing": _A_NUMBER,
    "decimal_type": _A_NUMBER,
    "finite_number": _A_NUMBER,
    "greater_than_equal": _A_NUMBER,
    "less_than_equal": _A_NUMBER,
    "bool_parsing": _YES_OR_NO,
    "bool_type": _YES_OR_NO,
    "too_short": ("“{name}”是空的", "至少写一条"),
    "tuple_type": _A_LIST,
    "list_type": _A_LIST,
    "model_type": _A_MAP,
    "mapping_type": _A_MAP,
    "dict_type": _A_MAP,
})  # fmt: skip
_OTHER = ("“{name}”不对（原文：{msg}）", "照着别的事项改")


def shape_mistakes(
    wrong: ValidationError, *, place: Callable[[str], str], terms: Terms
) -> Iterator[Mistake]:
    """Yield what pydantic found.

    Args:
        wrong: what it raised.
        place: dotted path of a fact → file and row.
        terms: what the author calls the facts.
    """
    for error in wrong.errors(include_url=False):
        path = ".".join(str(part) for part in error["loc"])
        yield Mistake(place(path), *_in_words(error, path, terms))


def _in_words(error: ErrorDetails, path: str, terms: Terms) -> tuple[str, str]:
    given = error["input"]
    is_empty = given is None and error["type"] != "missing"
    what, mend = _EMPTY if is_empty else _SENTENCES.get(error["type"], _OTHER)
    words = {
        "name": terms.column(path), "given": _shown(given), "msg": error["msg"],
        "allowed": terms.meant(_plain(path), _expected(error)), "yes_or_no": terms.yes_or_no,
    }  # fmt: skip
    return what.format(**words), mend.format(**words)


def _expected(error: ErrorDetails) -> list[str]:
    text = str((error.get("ctx") or {}).get("expected", ""))
    return text.replace(" or ", ", ").replace("'", "").split(", ")


def _plain(path: str) -> str:
    return ".".join(part for part in path.split(".") if not part.isdigit())


def _shown(given: object) -> str:
    match given:
        case bool():
            return "true" if given else "false"
        case list() | tuple():
            return "、".join(_shown(inner) for inner in given)
        case Mapping():
            return "、".join(f"{key}: {_shown(inner)}" for key, inner in given.items())
        case _:
            return str(given)
