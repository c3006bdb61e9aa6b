"""The pinned PySide6 must not lose references to None and True: 6.12.0 did on CPython < 3.12."""

import os
import subprocess
import sys

_LABEL = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText(str(number))
"""
_SIGNAL = """
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rang = Signal()
bell = Bell()
for _ in range(20_000):
    bell.rang.emit()
"""


def _status_of(program: str) -> int:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, timeout=120, check=False
    ).returncode


def test_20000_set_texts_leave_the_process_alive() -> None:
    assert _status_of(_LABEL) == 0


def test_20000_emits_leave_the_process_alive() -> None:
    assert _status_of(_SIGNAL) == 0
