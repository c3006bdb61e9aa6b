"""The confusion table of the photo check: ``python -m tests.bench.photos [SEEDS]``."""

import sys
from collections import Counter
from time import perf_counter

from kiosk.devices.paper_picture import Paper, Shot, paper_jpeg
from kiosk.entry.photo import check_photo

_MOST_REFUSED = 0.02


def found(shot: Shot, seeds: range) -> Counter[str]:
    """Return what the check said of every paper over the seeds, ``fit`` where it found nothing."""
    pictures = (paper_jpeg(paper, shot, seed=seed) for paper in Paper for seed in seeds)
    return Counter(" ".join(check_photo(picture)) or "fit" for picture in pictures)


def _check_ms(rounds: int = 20) -> float:
    picture = paper_jpeg(Paper.HOUSEHOLD_REGISTER, Shot.GOOD, seed=1)
    start = perf_counter()
    for _ in range(rounds):
        check_photo(picture)
    return (perf_counter() - start) / rounds * 1000


def main(seeds: int) -> int:
    """Print one row a kind of picture: what was wrong, and what the check said how often.

    Returns:
        1 if more than 2 % of the good pictures were refused, else 0.
    """
    refused = 0.0
    for shot in Shot:
        answers = found(shot, range(1000, 1000 + seeds))
        said = ", ".join(f"{answer} {count}" for answer, count in answers.most_common())
        _say(f"{shot:>9} ({answers.total()}): {said}")
        if shot is Shot.GOOD:
            refused = 1 - answers["fit"] / answers.total()
    _say(f"one check: {_check_ms():.0f} ms")
    return int(refused > _MOST_REFUSED)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - its purpose


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
