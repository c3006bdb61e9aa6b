"""``python -m tests.write_pairs DICT``: which characters follow which, and how often.

A developer's tool. DICT is the word list of jieba (PyPI ``jieba``, MIT; ``jieba/dict.txt``): a
word, how often it was met, and its kind on each line. Neighbours within words are counted.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from kiosk.entry.hanzi import standard
from kiosk.entry.likely import FEWEST_HALVINGS, MOST_HALVINGS

_FILE = Path(str(files("assets"))) / "hanzi" / "pairs.txt"
_HEAD = """\
# Which characters follow a character within words. The first group of a line follows half of the
# time, each next one half as often as the one before; an empty group is a dash.
# Made by python -m tests.write_pairs from the word list of jieba (MIT).
"""
_EMPTY = "-"


def main() -> None:
    """Write the table."""
    usual = standard()
    followers: dict[str, Counter[str]] = defaultdict(Counter)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        word, count, _kind = line.split(" ")
        for one, other in pairwise(word):
            if one in usual and other in usual:
                followers[one][other] += int(count)
    lines = [f"{sign} {_groups(followers[sign])}" for sign in sorted(followers)]
    _FILE.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


def _groups(counts: Mapping[str, int]) -> str:
    whole = sum(counts.values())
    groups: dict[int, str] = defaultdict(str)
    for sign, count in sorted(counts.items(), key=lambda item: -item[1]):
        halvings = max(FEWEST_HALVINGS, round(-math.log2(max(count, 1) / max(whole, 1))))
        if halvings <= MOST_HALVINGS:
            groups[halvings] += sign
    last = max(groups)
    return " ".join(groups.get(n, _EMPTY) for n in range(FEWEST_HALVINGS, last + 1))


if __name__ == "__main__":
    main()
