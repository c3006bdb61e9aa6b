"""``python -m tests.write_explanations DICT``: a word for each character, to tell it apart by.

A developer's tool. DICT is the word list of jieba (PyPI ``jieba``, MIT; ``jieba/dict.txt``): a
word, how often it was met, and its kind on each line. Of the words of two characters that hold a
character the commonest is taken, those it begins with before others; what is said by hand in
known_by.txt is left out.
"""

import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from kiosk.entry.hanzi import standard_levels

_FOLDER = Path(str(files("assets"))) / "hanzi"
_HEAD = """\
# A word each character is known by, for who hears it; level by level of standard.txt.
# Made by python -m tests.write_explanations from the word list of jieba (MIT).
"""
_LEAST_COUNT = 20
_BEGINS = 3  # times as telling as one it ends
_NAMES = ("nr", "nt", "nz", "ns", "x", "eng", "m")


def main() -> None:
    """Write the table."""
    said = {line[0] for line in (_FOLDER / "known_by.txt").read_text("utf-8").splitlines()}
    common = set("".join(standard_levels()[:2]))
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        word, count, kind = line.split(" ")
        is_usual = len(set(word)) == len(word) == 2 and not kind.startswith(_NAMES)
        if is_usual and int(count) >= _LEAST_COUNT:
            for sign, other in (word, word[::-1]):
                if other in common:
                    weight = int(count) * (_BEGINS if word[0] == sign else 1)
                    found[sign].append((weight, word))
    lines = (
        f"{sign} {max(found[sign])[1]}"
        for level in standard_levels()
        for sign in level
        if sign in found and sign not in said
    )
    (_FOLDER / "words.txt").write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
