"""Shared blocks: an ``include`` row becomes the rows of the block it names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kiosk.catalogue.authoring.source import Block, Library, Mistake, Row, ServiceSource

_OVERRIDABLE = frozenset({"label", "required", "relevant"})
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
        mistakes += _bad_overrides(row)
        rows += _overridden(block, row)
        papers += block.materials
    own = list(source.facts.get("materials") or ())
    known = {paper.get("id") for paper in own if isinstance(paper, dict)}
    return replace(
        source,
        survey=tuple(rows),
        facts={**source.facts, "materials": own + [p for p in papers if p["id"] not in known]},
        mistakes=(*source.mistakes, *mistakes),
    )


def both(first: str, second: str) -> str:
    """Return the expression that demands both, either of which may be empty."""
    return f"({first}) and ({second})" if first and second else first or second


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
            cells["label"] = include["with:label"]
        if include["with:required"] and inner.kind not in _MARKS:
            cells["required"] = include["with:required"]
        place = f"{include.place}（引用 {inner.place}）"
        yield replace(inner.with_cells(**cells), place=place)


def _unknown(row: Row, name: str, library: Library) -> Mistake:
    known = "、".join(sorted(library.blocks)) or "（没有 _blocks.yaml）"
    return Mistake(row.place, f"没有叫“{name}”的公共题块", f"改成已有的：{known}")


def _bad_overrides(row: Row) -> list[Mistake]:
    return [
        Mistake(row.place, f"引用题块时不能改“{column[5:]}”", "只能改 label、required、relevant")
        for column in row.cells
        if column.startswith("with:") and column[5:] not in _OVERRIDABLE
    ]
