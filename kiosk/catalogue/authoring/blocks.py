"""Shared blocks: an ``include`` row becomes the rows of the block it names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kiosk.catalogue.authoring.source import Block, Library, Mistake, Row, ServiceSource, maps
from kiosk.catalogue.authoring.terms import Terms

_OVERRIDABLE = ("label", "required", "relevant")
_MARKS = frozenset({"begin_group", "end_group", "begin_repeat", "end_repeat", "note", "calculate"})


def with_blocks(source: ServiceSource, library: Library) -> ServiceSource:
    """Return ``source`` with every include replaced, and the blocks' papers added."""
    rows: list[Row] = []
    papers: list[Mapping[str, Any]] = []
    mistakes: list[Mistake] = []
    for row in source.survey:
        if row.kind != "include":
            rows.append(row)
            continue
        name = row["name"] or row.list_name
        block = library.blocks.get(name)
        if block is None or not block.rows:
            mistakes.append(_unknown(row, name, library))
            continue
        mistakes += _bad_overrides(row, Terms(is_book=source.is_book))
        rows += _overridden(block, row)
        papers += block.materials
    return replace(
        source,
        survey=tuple(rows),
        facts=_with_papers(source.facts, papers),
        mistakes=(*source.mistakes, *mistakes),
    )


def both(first: str, second: str) -> str:
    """Return the expression that demands both, either of which may be empty."""
    return f"({first}) and ({second})" if first and second else first or second


def _with_papers(
    facts: Mapping[str, Any], papers: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Return the facts with the blocks' papers after the service's own, which stand first."""
    own = facts.get("materials") or []
    if not isinstance(own, list):
        return facts
    known = [paper.get("id") for paper in maps(own)]
    return {**facts, "materials": own + [p for p in papers if p["id"] not in known]}


def _overridden(block: Block, include: Row) -> Iterator[Row]:
    """Yield the block's rows with the include's overrides.

    ``label`` and ``relevant`` go to the group the block opens with, or to every row when it opens
    with none; ``required`` goes to every question.
    """
    has_frame = block.rows[0].kind in {"begin_group", "begin_repeat"}
    for number, inner in enumerate(block.rows):
        cells: dict[str, str] = {}
        if number == 0 or not has_frame:
            cells["relevant"] = both(include["with:relevant"], inner["relevant"])
        if number == 0 and include["with:label"]:
            cells |= dict.fromkeys((c for c in inner.cells if c.startswith("label::")), "")
            cells["label"] = include["with:label"]
        if include["with:required"] and inner.kind not in _MARKS:
            cells["required"] = include["with:required"]
        place = f"{include.place}（引用 {inner.place}）"
        yield replace(inner.with_cells(**cells), place=place)


def _unknown(row: Row, name: str, library: Library) -> Mistake:
    known = "、".join(sorted(library.blocks)) or "（没有 _blocks.yaml）"
    return Mistake(row.place, f"没有叫“{name}”的公共题块", f"改成已有的：{known}")


def _bad_overrides(row: Row, terms: Terms) -> Iterator[Mistake]:
    allowed = terms.columns(_OVERRIDABLE)
    for column in sorted(row.cells.keys() - {"type", "name"}):
        name = column.removeprefix("with:")
        if column == name:
            what = f"引用题块时，“{name}”直接写没有用"
            yield Mistake(row.place, what, "要改题块的字，写到 with 里")
        elif name not in _OVERRIDABLE:
            what = f"引用题块时不能改“{terms.header(name)}”"
            yield Mistake(row.place, what, f"只能改 {allowed}，不用的删掉")
