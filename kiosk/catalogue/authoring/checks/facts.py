"""Checks of everything but the questions: official facts, papers, conditions, members."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.catalogue.authoring.checks.draft import Draft
from kiosk.catalogue.authoring.compile import unknown_params
from kiosk.catalogue.authoring.headers import FACTS, in_chinese
from kiosk.catalogue.authoring.source import Mistake, Severity
from kiosk.catalogue.service import Service

_LONGEST_TITLE = 20
_WRITTEN = "“{name}”写的是“{given}”"
_A_NUMBER = (_WRITTEN, "写一个合适的数字")
# pydantic's kind of error → what is wrong, how to mend it.
_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "missing": ("缺了“{name}”", "补上这一项"),
    "extra_forbidden": ("不认识“{name}”", "看看是不是写错了字，不用的删掉"),
    "enum": (_WRITTEN, "只能写 {allowed}"),
    "string_pattern_mismatch": (
        _WRITTEN, "只用小写英文字母、数字和下划线，字母开头；版本可以有点和短横"
    ),
    "string_type": ("“{name}”是空的", "写上内容"),
    "int_parsing": _A_NUMBER,
    "int_type": _A_NUMBER,
    "decimal_parsing": _A_NUMBER,
    "greater_than_equal": _A_NUMBER,
    "less_than_equal": _A_NUMBER,
    "bool_parsing": (_WRITTEN, "写 true 或 false（表格里写是或否）"),
    "bool_type": (_WRITTEN, "写 true 或 false（表格里写是或否）"),
    "too_short": ("“{name}”是空的", "至少写一条"),
    "tuple_type": (_WRITTEN, "写成一条一条的列表"),
})  # fmt: skip


def fact_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with the facts."""
    yield from _shape(draft)
    yield from _numbers(draft)
    yield from _papers(draft)
    yield from _offers(draft)
    yield from _members(draft)
    yield from _region(draft)
    yield from _look(draft)


def _shape(draft: Draft) -> Iterator[Mistake]:
    try:
        Service.model_validate(draft.source.facts)
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False):
            path = ".".join(str(part) for part in error["loc"])
            what, mend = _in_words(error, in_chinese(path))
            yield Mistake(draft.source.place(path), what, mend)


def _in_words(error: ErrorDetails, name: str) -> tuple[str, str]:
    what, mend = _SENTENCES.get(error["type"], ("“{name}”不对（{msg}）", "照着别的事项改"))
    expected = str((error.get("ctx") or {}).get("expected", ""))
    allowed = expected.replace("'", "").replace(" or ", "、").replace(", ", "、")
    words = {"name": name, "given": error["input"], "msg": error["msg"], "allowed": allowed}
    return what.format(**words), mend.format(**words)


def _numbers(draft: Draft) -> Iterator[Mistake]:
    for place, name in unknown_params(draft.source):
        yield Mistake(place, f"params.{name} 没有数", f"在 params 里写上 {name} 的数")


def _papers(draft: Draft) -> Iterator[Mistake]:
    papers = maps(draft.source.facts.get("materials"))
    for paper_id, count in Counter(paper.get("id") for paper in papers).items():
        if count > 1:
            yield Mistake(draft.source.place("materials"), f"材料“{paper_id}”写了两次", "只留一个")
    photos = {row["name"] for row in draft.questions() if row.kind == "image"}
    for number, paper in enumerate(papers):
        place = draft.source.place(f"materials.{number}")
        shots, paper_id = str(paper.get("shots")), paper.get("id")
        if shots != "0" and paper_id not in photos:
            yield Mistake(
                place, f"材料“{paper_id}”要拍照，却没有同名的拍照题",
                f"加一道代号是 {paper_id} 的拍照题，或把拍几张（shots）写成 0",
            )  # fmt: skip
        if shots == "0" and paper_id in photos:
            yield Mistake(place, f"材料“{paper_id}”有拍照题，却写了拍 0 张", "写上要拍几张")
    known = {paper.get("id") for paper in papers}
    for row in draft.questions():
        if row.kind == "image" and row["name"] not in known:
            yield Mistake(
                row.place, f"拍照题“{row['name']}”不在材料表里", "在材料表加上同一个代号的材料"
            )


def _offers(draft: Draft) -> Iterator[Mistake]:
    for number, condition in enumerate(maps(draft.source.facts.get("eligibility"))):
        offer = condition.get("offer")
        if offer and offer not in draft.known_services:
            yield _unknown_service(draft, f"eligibility.{number}", str(offer))


def _members(draft: Draft) -> Iterator[Mistake]:
    members = maps(draft.source.facts.get("members"))
    if draft.source.facts.get("kind") == "bundle" and not members:
        yield Mistake(draft.source.file, "一件事没有联办事项", "在 members 里写上要联办的事项")
    for number, member in enumerate(members):
        path = f"members.{number}"
        service, external = member.get("service"), member.get("external")
        if bool(service) == bool(external):
            yield Mistake(
                draft.source.place(path), "联办事项要么是本目录的，要么是目录外的",
                "service 和 external 只写一个",
            )  # fmt: skip
        elif service and service not in draft.known_services:
            yield _unknown_service(draft, path, str(service))


def _unknown_service(draft: Draft, path: str, service_id: str) -> Mistake:
    known = "、".join(sorted(draft.known_services)) or "（没有）"
    return Mistake(
        draft.source.place(path), f"没有叫“{service_id}”的事项", f"改成已有的事项代号：{known}"
    )


def _region(draft: Draft) -> Iterator[Mistake]:
    facts: dict[str, Any] = {**draft.source.facts, "choices": draft.source.choices}
    for path in draft.source.facts.get("region_must_set") or ():
        is_known = path in FACTS.values() or _leads_somewhere(facts, str(path).split("."))
        if not is_known:
            yield Mistake(
                draft.source.place("region_must_set"), f"地区必填里的“{path}”找不到",
                "改成文件里有的项，或删掉",
            )  # fmt: skip


def _leads_somewhere(facts: Mapping[str, Any], path: Sequence[str]) -> bool:
    value: Any = facts
    for part in path:
        if not isinstance(value, Mapping) or part not in value:
            return False
        value = value[part]
    return True


def _look(draft: Draft) -> Iterator[Mistake]:
    facts = draft.source.facts
    icon = facts.get("icon")
    if draft.icons is not None and icon and icon not in draft.icons:
        yield Mistake(
            draft.source.place("icon"), f"没有叫“{icon}”的图标", "换一个 assets/icons 里有的",
            Severity.WARNING,
        )  # fmt: skip
    listed = {c.get("id") for c in maps(draft.library.order.get("categories"))}
    if listed and facts.get("category") and facts["category"] not in listed:
        yield Mistake(
            draft.source.place("category"), f"分类“{facts['category']}”不在 _index.yaml 里",
            "会单独排在最后；想放进已有分类就改名", Severity.WARNING,
        )  # fmt: skip
    if len(str(facts.get("title_plain") or "")) > _LONGEST_TITLE:
        yield Mistake(
            draft.source.place("title_plain"), "通俗名称太长，大字时一行放不下",
            f"改到 {_LONGEST_TITLE} 个字以内", Severity.WARNING,
        )  # fmt: skip


def maps(value: object) -> list[Mapping[str, Any]]:
    """Return the maps in a list of facts; what is no map was complained about already."""
    return [inner for inner in value if isinstance(inner, Mapping)] if isinstance(
        value, list | tuple
    ) else []  # fmt: skip
