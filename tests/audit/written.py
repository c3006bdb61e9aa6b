"""The report as files: figures for machines, and a page with pictures for people.

The page needs nothing but the folder it lies in, and can itself be read with large letters, by
keys and by a screen reader.
"""

import json
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tests.audit.report import Report, Tally, Wrong
from tests.audit.rule import Found
from tests.audit.seen import Seen

MOST_PICTURES = 20
"""Of one rule's faults; the others stand in words beside them."""
_WIDTH_PX = 540
_FRAME_PX = 8
_STYLE = """
:root { color-scheme: light dark; font: 1.125rem/1.5 sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .3rem .6rem; text-align: left; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; }
figure { display: inline-block; margin: 1rem 1rem 1rem 0; max-width: 20rem; vertical-align: top; }
img { border: 1px solid; height: auto; width: 100%; }
"""


def write(report: Report, folder: Path) -> None:
    """Write report.json and report.html; the pictures are there already."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = {name: _figures(tally) for name, tally in sorted(report.tallies.items())}
    content = {"states": report.states, "wrong": len(report.wrong), "rules": rules}
    (folder / "report.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    (folder / "report.html").write_text(_page(report, folder), "utf-8")


def illustrate(folder: Path, seen: Seen, where: str, found: Mapping[str, Found]) -> None:
    """Draw a picture of each fault with a frame round it, and one of what each rule looks at."""
    for name, one in found.items():
        boxes = [fault.box for fault in one.wrong if fault.box is not None]
        if one.wrong:
            _draw(folder / _fault_name(name, where), seen, boxes)
        sample = folder / f"sample-{name}.png"
        if one.boxes and not sample.exists():
            _draw(sample, seen, one.boxes)


def file_name(where: str) -> str:
    """Return the name of a state as that of a file."""
    return where.replace(" ", "_")


def _fault_name(rule: str, where: str) -> str:
    return f"{rule}-{file_name(where)}.png"


def _draw(path: Path, seen: Seen, boxes: "list[QRect] | tuple[QRect, ...]") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = seen.picture()
    painter = QPainter(picture)
    for box in boxes:
        around = box.adjusted(-_FRAME_PX, -_FRAME_PX, _FRAME_PX, _FRAME_PX)
        # dark within light shows on every ground
        for colour, width in (("#FFFFFF", _FRAME_PX), ("#C00000", _FRAME_PX // 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(around)
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    picture.scaledToWidth(_WIDTH_PX, smooth).save(str(path))


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "title": tally.rule.title,
        "checked": tally.checked,
        "worst": tally.worst,
        "least": tally.least,
        "most": tally.most,
        "wrong": [
            {"state": w.where, "words": w.fault.words, "box": _corners(w.fault.box)}
            for w in tally.wrong
        ],
    }


def _corners(box: QRect | None) -> list[int] | None:
    """Return left, top, width and height in pixels of the window."""
    return [box.x(), box.y(), box.width(), box.height()] if box is not None else None


def _page(report: Report, folder: Path) -> str:
    rules = sorted(report.tallies.items())
    body = [
        "<h1>Accessibility audit</h1>",
        f"<p>{report.states} states, {len(rules)} rules, {len(report.wrong)} failures.</p>",
        "<table><caption>What each rule checked</caption><thead><tr>",
        *(f'<th scope="col">{head}</th>' for head in _HEADS),
        "</tr></thead><tbody>",
        *(_row(name, tally) for name, tally in rules),
        "</tbody></table>",
        *(part for name, tally in rules for part in _section(name, tally, folder)),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Accessibility audit</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>"
    )


_HEADS = ("Rule", "What holds", "Checked", "Failures", "Worst", "Least", "Most")


def _row(name: str, tally: Tally) -> str:
    figures = (tally.checked, len(tally.wrong), tally.worst, tally.least, tally.most)
    cells = "".join(f'<td class="figure">{_shown(figure)}</td>' for figure in figures)
    title = escape(tally.rule.title)
    return f'<tr><th scope="row"><a href="#{name}">{name}</a></th><td>{title}</td>{cells}</tr>'


def _shown(figure: float | None) -> str:
    return "" if figure is None else f"{figure:g}" if isinstance(figure, int) else f"{figure:.2f}"


def _section(name: str, tally: Tally, folder: Path) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}"><h2 id="{name}">'
    yield f"{name}: {escape(tally.rule.title)}</h2>"
    pictured = list(dict.fromkeys(wrong.where for wrong in tally.wrong))[:MOST_PICTURES]
    for where in pictured:
        faults = [wrong for wrong in tally.wrong if wrong.where == where]
        yield _figure(_fault_name(name, where), where, faults, folder)
    rest = [wrong for wrong in tally.wrong if wrong.where not in pictured]
    if rest:
        yield f"<ul>{''.join(f'<li>{escape(str(wrong))}</li>' for wrong in rest)}</ul>"
    sample = f"sample-{name}.png"
    if not tally.wrong and (folder / sample).exists():
        words = f"What {name} looked at, framed; nothing is wrong."
        yield f'<figure><img src="{sample}" alt="{words}">'
        yield f"<figcaption>{words}</figcaption></figure>"
    yield "</section>"


def _figure(picture: str, where: str, faults: list[Wrong], folder: Path) -> str:
    words = "; ".join(wrong.fault.words for wrong in faults)
    caption = f"<figcaption><strong>{escape(where)}</strong>: {escape(words)}</figcaption>"
    if not (folder / picture).exists():  # a rule of a journey has no window
        return f"<figure>{caption}</figure>"
    source, alt = escape(picture), escape(f"{where}, framed: {words}")
    return f'<figure><img src="{source}" alt="{alt}">{caption}</figure>'
