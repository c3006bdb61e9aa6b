"""Write everything in Traditional characters anew: ``python -m tests.write_traditional``.

A developer's tool, run after Chinese words changed. OpenCC (PyPI ``opencc``) knows which of
several characters a word takes; nothing of it is needed on a kiosk, for what it wrote is kept
with the sources and read by people like them.
"""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import yaml

from kiosk.catalogue.authoring.folder import (
    library_for,
    read_source,
    service_files,
    shipped_services,
)
from kiosk.catalogue.authoring.rules import RULES
from kiosk.catalogue.authoring.translating import told_columns, told_facts
from kiosk.speech.characters import FILE

TEXT = Path(str(files("assets"))) / "text"
_HEAD = """\
# Traditional Chinese, written by tests/write_traditional.py from zh-CN.ftl; not edited by hand.
# What each key is for and how long it may be is told there.
"""
OWN_WORDS = ("language-zh", "language-en", "language-yue")  # each in its own letters
_HANZI = range(0x4E00, 0xA000)
_A_LINE = 40
# What a reader set right: 籤 is a lot to draw, 彆 is for 彆扭 alone; quotes as they are set there.
_MENDED = {
    "籤": "簽", "彆": "別", "換髮": "換發", "行政複議": "行政復議", "“": "「", "”": "」",
}  # fmt: skip
_QUOTES = ["「“", "」”"]


def told_texts(folder: Path) -> tuple[str, ...]:
    """Return every text of the services of ``folder`` that citizens read, each once."""
    return tuple(dict.fromkeys(_told(folder)))


def _told(folder: Path) -> Iterator[str]:
    library = library_for(folder)
    for file in service_files([folder]):
        source = read_source(file, library)
        yield from (text for _, text in told_facts(source))
        lists = (row.list_name for row in source.survey if row.kind.startswith("select_"))
        choices = [row for name in lists for row in source.choice_rows(library, name) or ()]
        for row in (*source.survey, *choices):
            yield from told_columns(row)
    yield from (rule.message for rule in RULES.values())
    yield from (category.label for category in library.order.categories)


def fluent(convert: Callable[[str], str]) -> str:
    """Return the file of the window's own words."""
    lines = (TEXT / "zh-CN.ftl").read_text("utf-8").splitlines()
    kept = (line for line in lines if not re.match(r"#( |$)", line))
    told = (line if line.startswith(OWN_WORDS) else convert(line) for line in kept)
    return _HEAD + re.sub(r"\n{3,}", "\n\n", "\n" + "\n".join(told)) + "\n"


def services(convert: Callable[[str], str]) -> str:
    """Return the file of the services' words."""
    told = {
        "schema": "kiosk-service/1",
        "kind": "words",
        "language": "繁體中文 (zh-Hant)",
        "words": {text: convert(text) for text in told_texts(shipped_services())},
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1000)


def characters(convert_back: Callable[[str], str]) -> str:
    """Return the characters that are written otherwise, in pairs: Traditional, Simplified."""
    pairs = _QUOTES + [
        traditional + simplified
        for traditional in map(chr, _HANZI)
        if (simplified := convert_back(traditional)) != traditional and len(simplified) == 1
    ]
    lines = (pairs[at : at + _A_LINE] for at in range(0, len(pairs), _A_LINE))
    return "".join(f"{' '.join(line)}\n" for line in lines)


def main() -> None:
    """Write the three files."""
    from opencc import OpenCC  # noqa: PLC0415 - only who runs this has it

    to_traditional = OpenCC("s2tw").convert

    def convert(text: str) -> str:
        told = to_traditional(text)
        for wrong, right in _MENDED.items():
            told = told.replace(wrong, right)
        return told

    (TEXT / "zh-Hant.ftl").write_text(fluent(convert), "utf-8")
    (shipped_services() / "words" / "zh-Hant.yaml").write_text(services(convert), "utf-8")
    FILE.write_text(characters(OpenCC("tw2s").convert), "utf-8")


if __name__ == "__main__":
    main()
