"""Checks of everything but the questions: official facts, papers, conditions, members."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from kiosk.catalogue.authoring.checks.draft import Draft
from kiosk.catalogue.authoring.compile import unknown_params
from kiosk.catalogue.authoring.headers import FACTS
from kiosk.catalogue.authoring.shapes import shape_mistakes
from kiosk.catalogue.authoring.source import Mistake, Severity, maps
from kiosk.catalogue.service import Service

_LONGEST_TITLE = 20


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
        yield from shape_mistakes(wrong, place=draft.source.place, terms=draft.terms)


def _numbers(draft: Draft) -> Iterator[Mistake]:
    for place, name in unknown_params(draft.source):
        mend = f"在 params 里写上 {name} 的数"
        if draft.source.is_book:
            mend = f"在表“事项”里加一行“参数:{name}”，写上它的数"
        yield Mistake(place, f"params.{name} 没有数", mend)


def _papers(draft: Draft) -> Iterator[Mistake]:
    papers = maps(draft.source.facts.get("materials"))
    names = [_word(paper, "id") for paper in papers]
    for paper_id, count in Counter(filter(None, names)).items():
        if count > 1:
            yield Mistake(draft.source.place("materials"), f"材料“{paper_id}”写了两次", "只留一个")
    photos = {row["name"] for row in draft.questions() if row.kind == "image"}
    for number, (paper, paper_id) in enumerate(zip(papers, names, strict=True)):
        place, shots = draft.source.place(f"materials.{number}"), str(paper.get("shots"))
        if shots != "0" and paper_id and paper_id not in photos:
            none = f"把{draft.terms.column('materials.shots')}写成 0"
            yield Mistake(
                place, f"材料“{paper_id}”要拍照，却没有同名的拍照题",
                f"加一道代号是 {paper_id} 的拍照题，或{none}",
            )  # fmt: skip
        if shots == "0" and paper_id in photos:
            yield Mistake(place, f"材料“{paper_id}”有拍照题，却写了拍 0 张", "写上要拍几张")
    for row in draft.questions():
        if row.kind == "image" and row["name"] not in names:
            yield Mistake(
                row.place, f"拍照题“{row['name']}”不在材料表里", "在材料表加上同一个代号的材料"
            )


def _offers(draft: Draft) -> Iterator[Mistake]:
    for number, condition in enumerate(maps(draft.source.facts.get("eligibility"))):
        offer = _word(condition, "offer")
        if offer and offer not in draft.known_services:
            yield _unknown_service(draft, f"eligibility.{number}", offer)


def _members(draft: Draft) -> Iterator[Mistake]:
    members = maps(draft.source.facts.get("members"))
    if draft.source.facts.get("kind") == "bundle" and not members:
        where = draft.terms.sheet("members")
        yield Mistake(draft.source.file, "一件事没有联办事项", f"在{where}里写上要联办的事项")
    for number, member in enumerate(members):
        path, service = f"members.{number}", _word(member, "service")
        if bool(service) == bool(member.get("external")):
            columns = (draft.terms.column(f"members.{name}") for name in ("service", "external"))
            yield Mistake(
                draft.source.place(path), "联办事项要么是本目录的，要么是目录外的",
                f"{'和'.join(columns)}只写一个",
            )  # fmt: skip
        elif service and service not in draft.known_services:
            yield _unknown_service(draft, path, service)


def _unknown_service(draft: Draft, path: str, service_id: str) -> Mistake:
    known = "、".join(sorted(draft.known_services)) or "（没有）"
    return Mistake(
        draft.source.place(path), f"没有叫“{service_id}”的事项", f"改成已有的事项代号：{known}"
    )


def _region(draft: Draft) -> Iterator[Mistake]:
    facts: dict[str, Any] = {**draft.source.facts, "choices": draft.source.choices}
    paths = facts.get("region_must_set")
    for path in paths if isinstance(paths, list) else ():
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
    icon, category = _word(facts, "icon"), _word(facts, "category")
    if draft.icons is not None and icon and icon not in draft.icons:
        yield Mistake(
            draft.source.place("icon"), f"没有叫“{icon}”的图标", "换一个 assets/icons 里有的",
            Severity.WARNING,
        )  # fmt: skip
    listed = {known.id for known in draft.library.order.categories}
    if listed and category and category not in listed:
        yield Mistake(
            draft.source.place("category"), f"分类“{category}”不在 _index.yaml 里",
            "会单独排在最后；想放进已有分类就改名", Severity.WARNING,
        )  # fmt: skip
    if len(str(facts.get("title_plain") or "")) > _LONGEST_TITLE:
        yield Mistake(
            draft.source.place("title_plain"), "通俗名称太长，大字时一行放不下",
            f"改到 {_LONGEST_TITLE} 个字以内", Severity.WARNING,
        )  # fmt: skip


def _word(facts: Mapping[str, Any], name: str) -> str:
    """Return a fact that is a word; one of another shape was complained about already."""
    value = facts.get(name)
    return value if isinstance(value, str) else ""
