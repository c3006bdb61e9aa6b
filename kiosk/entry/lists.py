"""Answers that are one of a known list: ethnic group, bank, nationality; a hall's own come first.

Each list is a file of names, the most usual first. A hall may put some names before all others,
also ones that are not on it, such as its own bank: ``hall-catalogue first LIST NAME...``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language
from kiosk.logs import Log, LogEvent

LISTS = {"ethnic": "民族", "bank": "银行", "nationality": "国籍"}
"""The names of the lists, and what a hall calls them."""
APPEARANCE = "kiosk-list-"
"""Before the name of a list: how a form tells that a text is one of its answers."""
_COMMENT = "#"
_BETWEEN = "\t"
_log = Log("catalogue")


class Known(NamedTuple):
    """One answer.

    Attributes:
        name: what is kept.
        initials: the first letter of each syllable, small.
        traditional: the name in traditional characters.
        english: the name in English.
    """

    name: str
    initials: str
    traditional: str
    english: str

    def called(self, language: Language) -> str:
        """Return the name as readers of ``language`` know it."""
        if language is Language.TRADITIONAL:
            return self.traditional
        return self.name if language.is_chinese else self.english


class AnswerList:
    """Known answers, the most usual first."""

    def __init__(self, answers: Iterable[Known]) -> None:
        self._by_name = {answer.name: answer for answer in answers}

    def __iter__(self) -> Iterator[Known]:
        return iter(self._by_name.values())

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Known:
        return self._by_name[name]

    def find(self, letters: str, *, most: int) -> tuple[Known, ...]:
        """Return answers whose initials or English name begin so, then those that hold it."""
        wanted = letters.strip().lower()
        if not wanted:
            return ()
        found = [
            (not any(told.startswith(wanted) for told in _told(answer)), answer)
            for answer in self
            if any(wanted in told for told in _told(answer))
        ]
        found.sort(key=lambda each: each[0])
        return tuple(answer for _, answer in found[:most])


def _told(answer: Known) -> tuple[str, str]:
    return answer.initials, answer.english.lower()


def answer_lists(hall: Path | None = None) -> Mapping[str, AnswerList]:
    """Return every list by its name.

    Args:
        hall: the folder of what a hall puts first. What cannot be read there is left out and told
            to the log: people choose from the usual order then.
    """
    return {name: AnswerList((*_first(hall, name), *_shipped(name))) for name in LISTS}


def put_first(name: str, answers: Sequence[str], hall: Path) -> Path:
    """Write which answers a hall wants first, in their order; none takes it back.

    Returns:
        The file.

    Raises:
        BadConfiguration: there is no such list, or an answer is blank, given twice or no name.
    """
    if name not in LISTS:
        known = "、".join(f"{key}（{told}）" for key, told in LISTS.items())
        raise BadConfiguration(f"没有叫 {name} 的名单。改法：写 {known}")
    wanted = [answer.strip() for answer in answers]
    if not all(wanted) or len(set(wanted)) < len(wanted):
        raise BadConfiguration("名字有空的，或者写了两遍。改法：每个名字写一遍")
    if not all(each.isprintable() and not each.startswith(_COMMENT) for each in wanted):
        raise BadConfiguration("名字里有制表符、换行，或者以 # 开头。改法：只写名字")
    file = hall / f"{name}.txt"
    hall.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text("".join(f"{each}{_BETWEEN}{_initials(each)}\n" for each in wanted), "utf-8")
    beside.replace(file)
    return file


def _shipped(name: str) -> tuple[Known, ...]:
    return _read(files("assets").joinpath("lists", f"{name}.txt").read_text("utf-8"))


def _first(hall: Path | None, name: str) -> tuple[Known, ...]:
    """Return what a hall puts first, with all that the list knows of it."""
    file = hall / f"{name}.txt" if hall else None
    if file is None or not file.exists():
        return ()
    try:
        named = _read(file.read_text("utf-8"))
    except (OSError, ValueError):
        _log.warning(LogEvent.LIST_UNREADABLE, path=str(file))
        return ()
    known = {answer.name: answer for answer in _shipped(name)}
    return tuple(known.get(answer.name, answer) for answer in named)


def _read(text: str) -> tuple[Known, ...]:
    lines = (line for line in text.splitlines() if line and not line.startswith(_COMMENT))
    return tuple(_known(line) for line in lines)


def _known(line: str) -> Known:
    name, initials, *told = line.split(_BETWEEN)
    traditional, english = told or (name, name)
    return Known(name, initials, traditional, english)


def _initials(name: str) -> str:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - slow; the window only reads

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
