"""Spelling in pinyin, strokes and jyutping: ``python -m tests.bench.spelling``.

Measures what a touch of a key costs (the engine is asked with the whole spelling each time), a
whole sentence, the start of the engine and its memory; and counts how often what was meant comes
first, for words of a service hall and made-up names.
"""

import random
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np
from pypinyin import lazy_pinyin

from kiosk.devices.rime import RimeInputMethod, the_input_method
from kiosk.ports.input_method import Scheme
from ui.rehearsal.people import persona

_STARTS = 5
_NAMES = 200
_SEED = 20261127
_BORN = date(1940, 3, 8)
_WANTED_MS = {"touch": 30, "sentence": 30, "start": 300}
_FIRST_WANTED = {"words of a hall": 0.9, "names": 0.5}
_SENTENCES = (
    "我要申请养老保险补贴", "身份证号码写错了", "母亲瘫痪在床没有人照顾", "去年冬天房屋漏水",
    "退休以后住在女儿家", "残疾人证丢了要补办", "儿子在外地打工", "每个月的药费很贵",
)  # fmt: skip
_WORDS = (
    "身份证", "养老保险", "医疗保险", "居委会", "残疾人证", "高龄津贴", "低保", "补贴", "派出所",
    "户口本", "临时救助", "社会保障卡", "街道办事处", "卫生院", "慢性病", "高血压", "退休金",
    "监护人", "委托书", "农业银行", "糖尿病", "老伴", "儿媳", "村委会", "证明", "复印件",
)  # fmt: skip


def main() -> int:
    """Print the figures.

    Returns:
        How many shares were missed; times depend on the machine and are only told.
    """
    starts = [_start_ms() for _ in range(_STARTS)]
    method = the_input_method()
    if not isinstance(method, RimeInputMethod) or not method.warm_up():
        _say("no input method here: install librime1 and rime-data-*, then make setup")
        return 1
    try:
        touches = [ms for text in _SENTENCES for ms in _touch_times(method, _spelled(text))]
        whole = [_timed(method, Scheme.PINYIN, _spelled(text)) for text in _SENTENCES]
        strokes = _touch_times(method, "hspnzhspnz", Scheme.STROKES)
        jyutping = _touch_times(method, "gwongdungsaang", Scheme.JYUTPING)
        _say(f"start of the engine: p50 {np.median(starts):.0f} ms (wanted {_WANTED_MS['start']})")
        for name, times in (("touch", touches), ("sentence", whole)):
            _tell(f"pinyin, a {name}", times, f"wanted {_WANTED_MS[name]}")
        _tell("strokes, a touch", strokes, "")
        _tell("jyutping, a touch", jyutping, "")
        _say(f"memory of its process: {_resident_mb(method.pid):.0f} MB")
        chance = random.Random(_SEED)
        names = [persona(chance, born=_BORN).card.name for _ in range(_NAMES)]
        found = {
            "words of a hall": _first(method, Scheme.PINYIN, _WORDS),
            "names": _first(method, Scheme.NAMES, names),
        }
        found["names by the general dictionary"] = _first(method, Scheme.PINYIN, names)
    finally:
        method.close()
    for name, share in found.items():
        wanted = _FIRST_WANTED.get(name)
        _say(f"first of all, {name}: {share:.0%}" + (f" (wanted {wanted:.0%})" if wanted else ""))
    return sum(found[name] < wanted for name, wanted in _FIRST_WANTED.items())


def _spelled(text: str) -> str:
    return "".join(lazy_pinyin(text, v_to_u=False))


def _start_ms() -> float:
    method = the_input_method()
    if method is None:
        return float("nan")
    began = perf_counter()
    method.compose(Scheme.PINYIN, ("a",))
    spent = (perf_counter() - began) * 1000
    method.close()
    return spent


def _timed(method: RimeInputMethod, scheme: Scheme, keys: str) -> float:
    began = perf_counter()
    method.compose(scheme, tuple(keys))
    return (perf_counter() - began) * 1000


def _touch_times(
    method: RimeInputMethod, keys: str, scheme: Scheme = Scheme.PINYIN
) -> list[float]:
    return [_timed(method, scheme, keys[:count]) for count in range(1, len(keys) + 1)]


def _first(method: RimeInputMethod, scheme: Scheme, texts: Sequence[str]) -> float:
    hits = 0
    for text in texts:
        composition = method.compose(scheme, tuple(_spelled(text)))
        hits += composition is not None and composition.candidates[:1] == (text,)
    return hits / len(texts)


def _resident_mb(pid: int | None) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _tell(name: str, times: Sequence[float], wanted: str) -> None:
    p50, p95 = np.percentile(times, (50, 95))
    _say(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, n = {len(times)} {wanted}".rstrip())


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - its purpose


if __name__ == "__main__":
    sys.exit(main())
