"""Handwriting read as print: the ink of one character, drawn and shown to an OCR recogniser.

Stroke order, joined strokes and missing strokes hardly matter this way; classic stroke matchers
ask for textbook order, which most people do not write. Measured on 150 real characters and on
generated tremor; see ``python -m tests.bench.handwriting``.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiosk.entry.fields import NAME_DOT
from kiosk.entry.hanzi import is_han, standard
from kiosk.entry.ink import Drawing, picture_of
from kiosk.entry.likely import FLOOR, likely
from kiosk.entry.lookalikes import Lookalikes
from kiosk.ports.recogniser import NOWHERE, Candidate, Place, Stroke

_CARRIER = "rapidocr"  # brings the model file in its wheel; its code is never imported
_FILE = "PP-OCRv6_rec_small.onnx"
_SHA256 = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
_DRAWINGS = (
    Drawing(width_px=96, line_px=2.6, is_smoothed=True),
    Drawing(width_px=64, line_px=2.2, is_smoothed=False),
)
_SURE = math.log(0.98)
_TIE = 1e-6
_WEIGHT = 0.3  # of what is likely at a place, against the ink
_RECONSIDERED = 40  # ranks below the last one shown that a place can lift
_LEAST = 1e-12  # keeps the logarithm of a probability finite


class ModelProblem(StrEnum):
    """Why there is no handwriting; the keys, lists and staff still work."""

    MISSING = "model-missing"
    CHANGED = "model-changed"


class Model:
    """The recogniser network. Read on first use, which takes about 0.2 s; safe across threads.

    ``file`` defaults to the one inside the carrier package.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or carried_model()
        self._lock = Lock()
        self._session: Any = None
        self._lookalikes: Lookalikes | None = None
        self.signs: tuple[str, ...] = ()

    def load(self) -> ModelProblem | None:
        """Read the network if that has not been done; return why it cannot be had."""
        with self._lock:
            if self._session is not None:
                return None
            if self._file is None or not self._file.is_file():
                return ModelProblem.MISSING
            content = self._file.read_bytes()
            if hashlib.sha256(content).hexdigest() != _SHA256:
                return ModelProblem.CHANGED
            self._open(content)
            return None

    def log_probabilities(self, strokes: Sequence[Stroke]) -> NDArray[np.float32]:
        """Return, a class, the mean over the drawings of its best log probability over time."""
        passes = []
        for how in _DRAWINGS:
            gray = picture_of(strokes, how)
            wanted = np.repeat(gray[None, None], 3, axis=1)
            over_time = self._session.run(None, {"x": wanted})[0][0]
            passes.append(np.log(np.maximum(over_time.max(axis=0), _LEAST)))
        mean: NDArray[np.float32] = np.mean(passes, axis=0)
        return mean

    def lookalikes(self, logs: NDArray[np.float32]) -> dict[str, float]:
        """Return characters the network cannot read but the ink is like, and how much: 0 … 1."""
        return self._lookalikes.found(logs) if self._lookalikes is not None else {}

    def _open(self, content: bytes) -> None:
        import onnxruntime  # noqa: PLC0415 - a slow import that only handwriting needs

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the window keeps the other cores
        session = onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"]
        )
        listed = session.get_modelmeta().custom_metadata_map["character"].splitlines()
        # Class 0 is "nothing here"; the classes end with the space.
        self.signs = ("", *listed, " ")
        self._lookalikes = Lookalikes(self.signs)
        self._session = session


class InkRecogniser:
    """Reads one character of ink. Offers standard characters and the dot of names.

    With ``allow_rare`` every Han class of the model is offered: 15,907, among them traditional
    forms and most rare characters of names.
    """

    def __init__(self, model: Model, *, allow_rare: bool = False) -> None:
        self._model = model
        self._allow_rare = allow_rare
        self._allowed: NDArray[np.intp] | None = None

    def recognise(
        self, strokes: Sequence[Stroke], *, limit: int = 8, place: Place = NOWHERE
    ) -> tuple[Candidate, ...]:
        """Return at most ``limit`` candidates; empty ink or a missing model gives none.

        Args:
            strokes: in any order.
            limit: how many to return.
            place: where it is written: of characters alike, the likelier one comes first.
        """
        if not any(strokes) or self._model.load() is not None:
            return ()
        logs = self._model.log_probabilities(strokes)
        scores = self._by_class(logs, limit, place)
        is_sure = float(logs[self._allowed_classes()].max()) > _SURE
        self._add_lookalikes(scores, self._model.lookalikes(logs), limit, is_sure=is_sure)
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return tuple(Candidate(sign, score) for sign, score in ranked[:limit])

    def with_rare(self) -> "InkRecogniser":
        """Return a recogniser of every Han class on the same network."""
        return InkRecogniser(self._model, allow_rare=True)

    def _by_class(self, logs: NDArray[np.float32], limit: int, place: Place) -> dict[str, float]:
        allowed = self._allowed_classes()
        best = allowed[np.argsort(-logs[allowed], kind="stable")[: limit + _RECONSIDERED]]
        scores = {self._model.signs[at]: float(logs[at]) for at in best}
        if known := likely(place):
            scores = {
                sign: score + _WEIGHT * (known.get(sign, FLOOR) - FLOOR)
                for sign, score in scores.items()
            }
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return dict(ranked[:limit])

    def _add_lookalikes(
        self, scores: dict[str, float], alike: Mapping[str, float], limit: int, *, is_sure: bool
    ) -> None:
        """Put the lookalikes next to the best, or last in sight where the network is sure."""
        ranked = sorted(scores.values(), reverse=True)
        after = ranked[max(limit - len(alike) - 1, 0)] if is_sure else ranked[0]
        for sign, share in alike.items():
            # Just below: a tie would let a lookalike go before what was read.
            score = after + min(math.log(share), 0.0) * (_TIE if is_sure else 1.0) - _TIE
            scores[sign] = max(scores.get(sign, -math.inf), score)

    def _allowed_classes(self) -> NDArray[np.intp]:
        if self._allowed is None:
            usual = standard()
            self._allowed = np.array(
                [
                    at
                    for at, sign in enumerate(self._model.signs)
                    if sign == NAME_DOT or (is_han(sign) if self._allow_rare else sign in usual)
                ]
            )
        return self._allowed


def carried_model() -> Path | None:
    """Return where the carrier package keeps the model, without importing the package."""
    spec = find_spec(_CARRIER)
    places = spec.submodule_search_locations if spec else None
    files = [Path(place) / "models" / _FILE for place in places or ()]
    return next((file for file in files if file.is_file()), None)
