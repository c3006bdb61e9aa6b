"""The same citizen, who presses keys and waits until the screen reader has said what it says.

``/usr/bin/python3 key_citizen.py PLAN LOG``, with the file into which the screen reader writes.
"""

import json
import sys
from pathlib import Path

import citizen  # beside this file
from gi.repository import Atspi, GLib

TAB, SPACE = 23, 65  # hardware codes, the same on every keyboard
QUIET_S = 1.0
MOST_KEYS = 80


class KeyWindow(citizen.Window):
    """Goes on by the tab key and presses by space."""

    def __init__(self, log: Path) -> None:
        self._log = log
        super().__init__()
        self._listen()

    def act(self, page: citizen.Page, part: citizen.Part) -> citizen.Page:
        """Go to a part and press it; return the page after that."""
        for _ in range(MOST_KEYS):
            if self._is_at(part):
                self._press(SPACE)
                return self.other_than(page)
            self._press(TAB)
        raise citizen.Lost(f"no key leads to {part.name}")

    def _is_at(self, part: citizen.Part) -> bool:
        parts = self.settled().parts
        return any(found == part and _has_focus(found.node) for found in parts)

    def _press(self, key: int) -> None:
        Atspi.generate_keyboard_event(key, None, Atspi.KeySynthType.PRESSRELEASE)
        self._listen()

    def _listen(self) -> None:
        """Wait until nothing was said for a while."""
        heard = [-1, 0]

        def is_quiet() -> bool:
            size, now = self._log.stat().st_size, GLib.get_monotonic_time()
            if size != heard[0]:
                heard[:] = [size, now]
            return now - heard[1] > QUIET_S * 1_000_000

        self.wait(is_quiet, "the screen reader is silent")


def _has_focus(node: citizen.Node) -> bool:
    return bool(node.get_state_set().contains(Atspi.StateType.FOCUSED))


if __name__ == "__main__":
    citizen.apply(KeyWindow(Path(sys.argv[2])), json.loads(Path(sys.argv[1]).read_text("utf-8")))
