"""Ink as a person might leave it: the middle lines of a printed character, as strokes.

The robot citizen writes names with it. The order and number of the strokes are not those of
the school book; the recogniser does not ask for them.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from kiosk.ports.recogniser import Point, Stroke

Font = tuple[Path, int]  # file and face

_FONTS: tuple[Font, ...] = (
    (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2),
    (Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"), 0),
)
_SIZE = 112  # pixels of the box the character is rendered into
_SPUR = 6  # pixels; shorter dead ends are corners of the print, not strokes
_TOLERANCE = 0.8  # pixels a simplified stroke may leave its middle line
_MS_A_POINT = 30.0
_MS_BETWEEN_STROKES = 250.0

Spot = tuple[int, int]
Mask = NDArray[np.bool_]


@cache
def strokes_for(char: str, fonts: tuple[Font, ...] = _FONTS) -> tuple[Stroke, ...]:
    """Return ink of ``char`` in box units that the recogniser reads back.

    Args:
        char: one character.
        fonts: where its print is looked for, in this order.

    Raises:
        ValueError: no installed font has the character.
    """
    paths = [_simplified(path) for path in _joined(_paths(_thinned(_printed(char, fonts))))]
    strokes, at = [], 0.0
    for path in sorted(paths, key=lambda path: (path[0][0], path[0][1])):
        strokes.append(
            tuple(
                Point(x / _SIZE, y / _SIZE, at + n * _MS_A_POINT) for n, (y, x) in enumerate(path)
            )
        )
        at = strokes[-1][-1].t_ms + _MS_BETWEEN_STROKES
    return tuple(strokes)


def _printed(char: str, fonts: tuple[Font, ...]) -> Mask:
    for file, face in fonts:
        if not file.exists():
            continue
        tofu = _drawn("\U0010fffd", file, face)
        mask = _drawn(char, file, face)
        if mask.any() and not np.array_equal(mask, tofu):
            return mask
    raise ValueError(f"no font has U+{ord(char):04X}")


def _drawn(char: str, file: Path, face: int) -> Mask:
    font = ImageFont.truetype(file, int(_SIZE * 0.86), index=face)
    paper = Image.new("L", (_SIZE, _SIZE), 0)
    ImageDraw.Draw(paper).text((_SIZE / 2, _SIZE / 2), char, fill=255, font=font, anchor="mm")
    return np.asarray(paper) > 127


def _thinned(ink: Mask) -> Mask:
    """Thin the print to lines of one pixel (Zhang and Suen 1984)."""
    ink = np.pad(ink, 1)
    while True:
        before = ink.sum()
        for odd in (False, True):
            ink = ink & ~_peelable(ink, odd=odd)
        if ink.sum() == before:
            return ink[1:-1, 1:-1]


def _peelable(ink: Mask, *, odd: bool) -> Mask:
    around = [np.roll(ink, shift, (0, 1)) for shift in _AROUND]
    north, _, east, _, south, _, west, _ = around
    count = np.sum(around, axis=0)
    turns = np.sum([~a & b for a, b in zip(around, [*around[1:], around[0]], strict=True)], axis=0)
    pair = (
        (north & east & west, north & south & west)
        if odd
        else (
            north & east & south,
            east & south & west,
        )
    )
    peelable: Mask = ink & (count >= 2) & (count <= 6) & (turns == 1) & ~pair[0] & ~pair[1]
    return peelable


# Shifts that bring the neighbour from north, north-east, east … to a pixel.
_AROUND = ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))


def _paths(thin: Mask) -> list[list[Spot]]:
    """Cut the lines at their ends and crossings."""
    spots = {(int(y), int(x)) for y, x in np.argwhere(thin)}
    nodes = {s for s in spots if len(_near(s, spots)) != 2}
    seen: set[frozenset[Spot]] = set()
    paths = [p for node in sorted(nodes) for p in _from_node(node, spots, nodes, seen)]
    rest = spots - nodes - {s for path in paths for s in path}
    while rest:  # rings without an end, as in 〇
        start = min(rest)
        ring = (
            _walk(start, _near(start, rest)[0], rest, {start}) if _near(start, rest) else [start]
        )
        paths.append(ring)
        rest -= set(ring)
    return [p for p in paths if len(p) > _SPUR or not _is_spur(p, spots, nodes)]


def _near(spot: Spot, spots: set[Spot]) -> list[Spot]:
    """Return the neighbours; a diagonal one counts only where no straight one leads there."""
    y, x = spot
    straight = [s for s in ((y - 1, x), (y, x + 1), (y + 1, x), (y, x - 1)) if s in spots]
    diagonal = [
        (y + dy, x + dx)
        for dy in (-1, 1)
        for dx in (-1, 1)
        if (y + dy, x + dx) in spots and (y + dy, x) not in spots and (y, x + dx) not in spots
    ]
    return straight + diagonal


def _from_node(
    node: Spot, spots: set[Spot], nodes: set[Spot], seen: set[frozenset[Spot]]
) -> Iterator[list[Spot]]:
    near = _near(node, spots)
    if not near:
        yield [node]
    for first in near:
        path = _walk(node, first, spots, nodes)
        edge = frozenset((path[0], path[1], path[-2], path[-1]))
        if edge not in seen:
            seen.add(edge)
            yield path


def _walk(start: Spot, first: Spot, spots: set[Spot], stops: set[Spot]) -> list[Spot]:
    path = [start, first]
    while path[-1] not in stops:
        onward = [s for s in _near(path[-1], spots) if s != path[-2] and s not in path[2:]]
        if not onward:
            break
        path.append(onward[0])
    return path


def _is_spur(path: list[Spot], spots: set[Spot], nodes: set[Spot]) -> bool:
    ends = [len(_near(s, spots)) for s in (path[0], path[-1])]
    return path[0] in nodes and min(ends) == 1 and max(ends) > 2


def _joined(paths: list[list[Spot]]) -> list[list[Spot]]:
    """Join paths that meet and run on in nearly the same direction, as a pen would."""
    paths = [p for p in paths if p]
    while True:
        best = max(_meetings(paths), default=None)
        if best is None or best[0] < np.cos(np.radians(40)):
            return paths
        _, one, other, joined = best
        paths = [p for n, p in enumerate(paths) if n not in (one, other)] + [joined]


def _meetings(paths: list[list[Spot]]) -> Iterator[tuple[float, int, int, list[Spot]]]:
    for n, first in enumerate(paths):
        for m, second in enumerate(paths[n + 1 :], n + 1):
            for a in (first, first[::-1]):
                for b in (second, second[::-1]):
                    if a[-1] == b[0] and len(a) > 1 and len(b) > 1:
                        yield _straightness(a, b), n, m, a + b[1:]


def _straightness(before: list[Spot], after: list[Spot]) -> float:
    reach = 8
    came = np.subtract(before[-1], before[max(0, len(before) - 1 - reach)])
    goes = np.subtract(after[min(reach, len(after) - 1)], after[0])
    return float(came @ goes / (np.linalg.norm(came) * np.linalg.norm(goes) + 1e-9))


def _simplified(path: list[Spot]) -> list[Spot]:
    """Leave out points that lie on the line between others (Douglas and Peucker 1973)."""
    if len(path) <= 2:
        return path * 2 if len(path) == 1 else path
    line = np.array(path, float)
    chord = line[-1] - line[0]
    away = line - line[0]
    length = np.linalg.norm(chord)
    cross = chord[0] * away[:, 1] - chord[1] * away[:, 0]
    off = np.abs(cross) / length if length else np.linalg.norm(away, axis=1)
    at = int(off.argmax())
    if off[at] <= _TOLERANCE:
        return [path[0], path[-1]]
    return _simplified(path[: at + 1])[:-1] + _simplified(path[at:])
