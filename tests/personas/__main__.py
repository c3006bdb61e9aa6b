"""``python -m tests.personas``: eight people apply for every service, each by their own channel.

Every journey ends at the platform's signed receipt. People and services may be named by the
beginnings of their names; journeys are shared out over processes.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from itertools import product
from multiprocessing import get_context
from pathlib import Path

_SCREEN = Path(__file__).parents[1] / "screen.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")

from tests.journeys.test_every_service import SERVICES  # noqa: E402 - Qt reads it when imported
from tests.personas.journey import (  # noqa: E402 - see above
    PEOPLE,
    Outcome,
    walk_in_a_hall_of_its_own,
)

_MINUTE_S = 60


def main() -> int:
    """Walk all journeys asked for; the status is 1 when one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.personas", description=__doc__)
    parser.add_argument("--people", nargs="*", default=[""], help="beginnings of names, e.g. P1")
    parser.add_argument("--services", nargs="*", default=[""], help="beginnings of names")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="at a time")
    parser.add_argument("--json", type=Path, help="a file for the outcomes")
    chosen = parser.parse_args()
    people = [who for who in PEOPLE if who.startswith(tuple(chosen.people))]
    services = [name for name in SERVICES if name.startswith(tuple(chosen.services))]
    outcomes = []
    journeys = [(who, service) for service, who in product(services, people)]
    # A process that has a QApplication cannot be forked.
    with ProcessPoolExecutor(chosen.processes, mp_context=get_context("spawn")) as pool:
        for outcome in pool.map(walk_in_a_hall_of_its_own, journeys):
            outcomes.append(outcome)
            print(_line(outcome), flush=True)
    print(*_summary(outcomes, people), sep="\n")
    if chosen.json:
        told = json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False, indent=1)
        chosen.json.write_text(told, "utf-8")
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _line(outcome: Outcome) -> str:
    effort = outcome.effort
    figures = f"{effort.acts:>5}{effort.seconds / _MINUTE_S:>7.1f} min{effort.wrong_turns:>4}"
    return f"{outcome.person:15}{outcome.service:26}{figures}  {outcome.failed or 'receipt'}"


def _summary(outcomes: Sequence[Outcome], people: Sequence[str]) -> Iterator[str]:
    yield f"\n{'':15}{'receipts':>9}{'acts':>7}{'minutes':>9}{'wrong turns':>13}   (medians)"
    for who in people:
        own = [outcome for outcome in outcomes if outcome.person == who]
        good = sum(not outcome.failed for outcome in own)
        efforts = [outcome.effort for outcome in own]
        acts = _median([effort.acts for effort in efforts])
        minutes = _median([effort.seconds / _MINUTE_S for effort in efforts])
        turns = _median([effort.wrong_turns for effort in efforts])
        yield f"{who:15}{good:>5}/{len(own):<3}{acts:>7.0f}{minutes:>9.1f}{turns:>13.0f}"
    good = sum(not outcome.failed for outcome in outcomes)
    yield f"{good} of {len(outcomes)} journeys end with a receipt and the answers that were meant"


def _median(figures: Sequence[float]) -> float:
    return sorted(figures)[len(figures) // 2]


if __name__ == "__main__":
    sys.exit(main())
