"""``python -m tests.audit``: every page of the product in every look, one line a rule.

A look is a text size, a palette, a way to touch and the strip of captions or none. Looks of one
size and one way to touch are drawn by one process, which need not ask twice about what stands in
the same place.
"""

import argparse
import os
import sys
from pathlib import Path

_SCREEN = Path(__file__).parents[1] / "screen.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")

# Qt reads the platform when it is imported.
from tests.audit.matrix import Wanted, audit_everything  # noqa: E402 - see above
from tests.audit.report import table  # noqa: E402 - see above
from tests.audit.written import write  # noqa: E402 - see above


def main() -> int:
    """Run the audit; the status is 1 when anything is wrong or a rule saw nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of page names; none means all")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of every state")
    parser.add_argument("--report", type=Path, help="folder for report.json and report.html")
    chosen = parser.parse_args()
    report = audit_everything(
        Wanted(names=tuple(chosen.names), pictures=chosen.pictures, report=chosen.report)
    )
    if chosen.report:
        write(report, chosen.report)
    print(table(report))
    for line in report.wrong:
        print(line)
    for rule in report.idle:
        print(f"{rule} saw nothing to check")
    return 1 if report.wrong or report.idle else 0


if __name__ == "__main__":
    sys.exit(main())
