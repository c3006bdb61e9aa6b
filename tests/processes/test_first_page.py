"""The window stands before anything else is loaded: a person waits for nothing else."""

import subprocess
import sys

HEAVY = {
    "PIL",
    "PySide6.QtMultimedia",
    "cryptography",
    "kiosk.flow.visit",
    "kiosk.store",
    "numpy",
    "sqlite_utils",
    "structlog",
    "ui.bootstrap",
}


def test_the_first_page_needs_neither_database_nor_devices_nor_forms():
    told = subprocess.run(
        [sys.executable, "-c", "import sys, ui.__main__, ui.front; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert not HEAVY & set(told.stdout.split())
