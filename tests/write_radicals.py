"""``python -m tests.write_radicals FILE``: every ideograph by its radical and its other strokes.

A developer's tool. FILE is ``Unihan_IRGSources.txt.bz2`` of Debian's ``unicode-data`` (Unicode
licence). Taken are the ideographs that GB 18030-2022 asks for, up to extension F: later ones have
no font here. Standard characters come first.
"""

import bz2
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from kiosk.entry.hanzi import is_han, standard_levels

_FILE = Path(str(files("assets"))) / "hanzi" / "radicals.txt"
_HEAD = """\
# Ideographs by radical (number of kRSUnicode) and strokes besides it, standard ones first.
# Made by python -m tests.write_radicals from Unihan (Unicode licence).
"""
_LAST = "\U0002ebe0"


def main() -> None:
    """Write the table."""
    rank = {sign: at for at, sign in enumerate("".join(standard_levels()))}
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    with bz2.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for line in lines:
            if "\tkRSUnicode\t" not in line or line.startswith("#"):
                continue
            code, _, value = line.rstrip("\n").split("\t")
            sign = chr(int(code.removeprefix("U+"), 16))
            if is_han(sign) and sign <= _LAST:
                for place in value.split():
                    radical, _, rest = place.partition(".")
                    found[radical.replace("''", "'"), max(0, int(rest))].append(sign)
    lines_ = (
        f"{radical} {rest} {''.join(sorted(signs, key=lambda s: (rank.get(s, len(rank)), s)))}"
        for (radical, rest), signs in sorted(found.items(), key=lambda item: _order(*item[0]))
    )
    _FILE.write_text(_HEAD + "\n".join(lines_) + "\n", "utf-8")


def _order(radical: str, rest: int) -> tuple[int, str, int]:
    return int(radical.rstrip("'")), radical, rest


if __name__ == "__main__":
    main()
