"""The child's side of an engine in a process of its own: a request a line, an answer a line."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from kiosk.devices.core_files import forbid_core_files

Answering: TypeAlias = Callable[[Mapping[str, Any]], Mapping[str, object]]


def serve(start: Callable[[], Answering]) -> None:
    """Answer requests until standard input ends.

    Whatever a library prints goes nowhere: the answers go to a copy of standard output.

    Args:
        start: starts the engine and returns what answers a request; raises anything when there
            is no engine.
    """
    forbid_core_files()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)

    def tell(facts: Mapping[str, object]) -> None:
        answers.write(json.dumps(facts) + "\n")

    try:
        answering = start()
    except Exception:  # noqa: BLE001 - whatever is missing, the answer is the same: no engine
        tell({"ready": False})
        return
    tell({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        tell({"id": request["id"], **answering(request)})
