"""Pinyin, strokes and jyutping by librime, in a process of its own."""

import sys
from collections.abc import Mapping, Sequence

from kiosk.devices.child import Engine
from kiosk.devices.rime_data import compiled_schemes
from kiosk.logs import Log, LogEvent
from kiosk.ports.input_method import Composition, InputMethod, Scheme, Step

_SCHEMES: Mapping[Scheme, str] = {
    Scheme.PINYIN: "hall_pinyin",
    Scheme.NAMES: "hall_names",
    Scheme.STROKES: "hall_strokes",
    Scheme.JYUTPING: "hall_jyutping",
}
_ACCENTED: Mapping[Scheme, str] = {
    Scheme.PINYIN: "hall_accented_pinyin",
    Scheme.NAMES: "hall_accented_names",
}
_START = "kiosk.devices.rime_worker"
_PATIENCE_S = 1.0
_LIMIT = 80
_log = Log("input")


class RimeInputMethod:
    """Asks the child. Call ``compose`` off the GUI thread."""

    def __init__(self, *, python: str = sys.executable) -> None:
        self._engine = Engine(_START, python=python)

    @property
    def pid(self) -> int | None:
        """The child's process id while it lives."""
        return self._engine.pid

    def warm_up(self) -> bool:
        """Start the child if need be; return whether there is an engine."""
        return self._engine.warm_up()

    def compose(
        self, scheme: Scheme, steps: Sequence[Step], *, is_accented: bool = False
    ) -> Composition | None:
        """Return what the steps make, or None when there is no engine."""
        schema = (is_accented and _ACCENTED.get(scheme)) or _SCHEMES[scheme]
        request = {"schema": schema, "steps": list(steps), "limit": _LIMIT}
        answer = self._engine.ask(request, patience_s=_PATIENCE_S)
        if answer is None:
            return None
        return Composition(
            text=answer["text"],
            used=answer["used"],
            spelled=answer["spelled"],
            candidates=tuple(answer["candidates"]),
        )

    def close(self) -> None:
        """End the child."""
        self._engine.close()


def the_input_method() -> InputMethod | None:
    """Return the engine of this machine; without one the log says so, and people write by hand."""
    if compiled_schemes().is_dir():
        return RimeInputMethod()
    _log.warning(LogEvent.INPUT_METHOD_UNAVAILABLE)
    return None
