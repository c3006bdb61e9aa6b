"""What librime is compiled from: our schemes, and a dictionary of the characters of names."""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path

from kiosk.entry.hanzi import standard_levels
from kiosk.entry.names import name_characters
from kiosk.speech.readings import SURNAMES

_SCHEMA = ".schema.yaml"
_COMMONEST = 1_000_000
_BY_LEVEL = (300, 30, 3)  # less than the rarest character of a name in the list
_TONE = re.compile(r"\d")
_HEAD = """---
name: hall_names
version: "1"
sort: by_weight
use_preset_vocabulary: false
columns: [text, code, weight]
...
"""


def compiled_schemes() -> Path:
    """Return the folder in which set-up leaves the compiled schemes."""
    return Path(sys.prefix) / "share" / "hall-kiosk" / "rime"


def schemas() -> tuple[str, ...]:
    """Return the names of our schemes."""
    ours = (file.name for file in (files("assets") / "rime").iterdir())
    return tuple(sorted(n.removesuffix(_SCHEMA) for n in ours if n.endswith(_SCHEMA)))


def write_sources(folder: Path) -> None:
    """Write everything librime compiles into ``folder``, which is there and empty."""
    with as_file(files("assets") / "rime") as ours:
        shutil.copytree(ours, folder, dirs_exist_ok=True)
    entries = "".join(f"{text}\t{code}\t{weight}\n" for (text, code), weight in _names().items())
    (folder / "hall_names.dict.yaml").write_text(_HEAD + entries, "utf-8")


def _names() -> Mapping[tuple[str, str], int]:
    """Return the weight of each character or surname with each of its readings.

    By Zipf's law the weight falls with the place in the list, so that a sentence made of single
    characters comes out as a name: wang xiu lan as 王秀兰, not as what is said most.
    """
    from pypinyin import Style, lazy_pinyin, pinyin  # noqa: PLC0415 - slow; used at set-up only

    weights = {
        (sign, code): weight
        for level, weight in zip(standard_levels(), _BY_LEVEL, strict=True)
        for sign in level
        for code in pinyin(sign, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    }
    for text, weight in _ranked():
        spelled = SURNAMES.get(text) or " ".join(lazy_pinyin(text, v_to_u=False))
        entry = text, _TONE.sub("", spelled)
        weights[entry] = max(weight, weights.get(entry, 0))
    return weights


def _ranked() -> Iterator[tuple[str, int]]:
    """Yield what stands in the list with its weight; what stands there twice, twice."""
    for ranked in name_characters():
        for place, text in enumerate(ranked, start=1):
            yield text, _COMMONEST // place
