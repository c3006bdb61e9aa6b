"""``python -m tests.audit``: every screen in every text size and palette, one line a rule."""

import argparse
import os
import sys
from pathlib import Path

_SCREEN = Path(__file__).parents[1] / "screen.json"


def main() -> int:
    """Run the audit; the status is 1 when anything is wrong or a rule saw nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("screens", nargs="*", help="names of screens; none means all")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of every state")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")

    # Late on purpose: Qt reads the platform when it is imported.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - see above

    from tests.audit.audit import audit, screens, table  # noqa: PLC0415 - see above
    from ui.widgets.frame import Frame  # noqa: PLC0415 - see above

    application = QApplication([])

    def keep(frame: Frame, where: str) -> None:
        if chosen.pictures:
            chosen.pictures.mkdir(parents=True, exist_ok=True)
            frame.grab().save(str(chosen.pictures / f"{where.replace(' ', '_')}.png"))

    report = audit(chosen.screens or list(screens()), shown=keep)
    print(table(report))
    for line in report.wrong:
        print(line)
    for rule in report.idle:
        print(f"{rule} saw nothing to check")
    application.quit()
    return 1 if report.wrong or report.idle else 0


if __name__ == "__main__":
    sys.exit(main())
