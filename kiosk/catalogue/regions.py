"""Provinces, cities and counties, and below them the hall's own region: an address by touch.

The whole country's list ships compressed; ``hall-catalogue region CODE`` takes out of it all down
to the counties, and what lies in the hall's own county (or city, or province, when that is its
code). A kiosk reads that small file.
"""

import lzma
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kiosk.domain.errors import BadConfiguration
from kiosk.logs import Log, LogEvent

COUNTRY = ""
"""The code above the provinces."""
_LENGTHS = (2, 4, 6, 9, 12)
_COUNTY = 6
_COMMITTEES = (
    ("社区居委会", "社区"), ("社区居民委员会", "社区"), ("居民委员会", "社区"), ("居委会", "社区"),
    ("村民委员会", "村"), ("村委会", "村"),
)  # fmt: skip
_HOME = "# region "
_log = Log("catalogue")


class Division(NamedTuple):
    """A province, city, county, township or community, with its code (统计用区划代码)."""

    code: str
    name: str


class Regions:
    """The divisions a kiosk knows, from its file.

    Attributes:
        home: code of the hall's own region.

    Raises:
        BadConfiguration: the file is missing or not one of ours.
    """

    def __init__(self, file: Path) -> None:
        try:
            head, *lines = file.read_text("utf-8").splitlines()
            if not head.startswith(_HOME):
                raise ValueError("another kind of file")  # noqa: TRY301 - told like the others
            rows = [line.split(" ") for line in lines]
            self._names = {code: name for code, name, _initials in rows}
            self._initials = {code: initials for code, _name, initials in rows}
        except (OSError, ValueError) as wrong:
            raise BadConfiguration(
                f"{file}：区划文件读不出来。改法：运行 hall-catalogue region 加大厅的区划代码"
            ) from wrong
        self.home = head.removeprefix(_HOME)
        self._below: dict[str, list[str]] = {}
        for code in self._names:
            self._below.setdefault(_parent(code, self._names), []).append(code)

    def children(self, code: str = COUNTRY) -> tuple[Division, ...]:
        """Return what lies straight below, in the order of the codes; below a leaf nothing."""
        return tuple(Division(each, self._names[each]) for each in self._below.get(code, ()))

    def path(self, code: str) -> tuple[Division, ...]:
        """Return a division with all above it, from the province down."""
        above = [code[:length] for length in _LENGTHS if length < len(code)]
        return tuple(
            Division(each, self._names[each]) for each in (*above, code) if each in self._names
        )

    def parent(self, code: str) -> str:
        """Return the code one level up; above a province is the country."""
        return _parent(code, self._names)

    def find(self, query: str, *, most: int) -> tuple[Division, ...]:
        """Return divisions with ``query`` in name or initials, the hall's county first."""
        wanted = query.strip().lower()
        if not wanted:
            return ()
        found = [
            code
            for code, name in self._names.items()
            if wanted in name or wanted in self._initials[code]
        ]
        found.sort(key=lambda code: (not code.startswith(self.home[:_COUNTY]), code))
        return tuple(Division(code, self._names[code]) for code in found[:most])


def write_region(code: str, file: Path) -> int:
    """Write the file of a hall and return how many divisions it holds.

    Args:
        code: of the hall's street, county, city or province: 2 to 12 digits.
        file: where to write; its folder is made.

    Raises:
        BadConfiguration: there is no such code.
    """
    names = dict(_country())
    if code not in names:
        raise BadConfiguration(
            f"没有区划代码 {code}。改法：运行 hall-catalogue region 加名字来查，比如 武昌区"
        )
    kept = {
        each: _as_in_an_address(name)
        for each, name in names.items()
        if len(each) <= _COUNTY or each.startswith(code[:_COUNTY])
    }
    lines = (f"{each} {name} {''.join(_initials(name))}\n" for each, name in kept.items())
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(f"{_HOME}{code}\n{''.join(lines)}", "utf-8")
    beside.replace(file)
    return len(kept)


def known_regions(file: Path) -> Regions | None:
    """Return what a kiosk knows; without a file that can be read, people write addresses."""
    if not file.exists():
        return None
    try:
        return Regions(file)
    except BadConfiguration:
        _log.warning(LogEvent.REGIONS_UNREADABLE, path=str(file))
        return None


def named(name: str, *, most: int) -> tuple[tuple[Division, ...], ...]:
    """Return the paths of divisions of the whole country whose name holds ``name``."""
    names = dict(_country())
    found = sorted((code for code in names if name in names[code]), key=lambda c: (len(c), c))
    return tuple(
        tuple(
            Division(each, names[each])
            for each in (code[:length] for length in _LENGTHS if length <= len(code))
            if each in names
        )
        for code in found[:most]
    )


def _country() -> Iterator[tuple[str, str]]:
    packed = files("assets").joinpath("regions", "divisions.txt.xz").read_bytes()
    for line in lzma.decompress(packed).decode().splitlines():
        code, _, name = line.partition(" ")
        yield code, name


def _as_in_an_address(name: str) -> str:
    """Return the place without its committee: 东厂社区, not 东厂社区居委会."""
    name = name.replace(" ", "")
    for ending, instead in _COMMITTEES:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending) + instead
    return name


def _parent(code: str, names: Mapping[str, str]) -> str:
    shorter = (code[:length] for length in reversed(_LENGTHS) if length < len(code))
    return next((each for each in shorter if each in names), COUNTRY)


def _initials(name: str) -> Iterable[str]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - slow; the window only reads

    return lazy_pinyin(name, style=Style.FIRST_LETTER)
