"""Errors nobody expected: told calmly, logged by kind and place, never by content.

Python prints a traceback to standard error, and its message may hold what a citizen typed. Qt
hands errors in slots and overrides to ``sys.excepthook`` too.
"""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from kiosk.logs import Log, LogEvent

_log = Log("window")


def tell_mishaps_calmly(tell: Callable[[], None]) -> None:
    """From now on let no traceback be printed, whichever thread it comes from.

    Args:
        tell: shows the calm screen; called for errors on the main thread only.
    """

    def on_error(
        kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        _note(kind, trace)
        if threading.current_thread() is threading.main_thread():
            _tell(tell)

    def on_error_of_thread(args: threading.ExceptHookArgs) -> None:
        _note(args.exc_type, args.exc_traceback)

    def on_unraisable(args: "sys.UnraisableHookArgs") -> None:
        _note(args.exc_type, args.exc_traceback)

    sys.excepthook = on_error
    threading.excepthook = on_error_of_thread
    sys.unraisablehook = on_unraisable


def _tell(tell: Callable[[], None]) -> None:
    try:
        tell()
    except Exception as failed:  # noqa: BLE001 - an error from here would be printed by Python
        _note(type(failed), failed.__traceback__)


def _note(kind: type[BaseException], trace: TracebackType | None) -> None:
    place = _place(trace)
    try:
        _log.warning(LogEvent.VISIT_FAILED, code=kind.__name__, place=place)
        sys.stderr.write(f"{kind.__name__} at {place}\n")
    except OSError:
        """Neither the log nor standard error can be written; there is nobody left to tell."""


def _place(trace: TracebackType | None) -> str:
    """Return module, function and line where the error was raised."""
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    frame = trace.tb_frame
    return f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}:{trace.tb_lineno}"
