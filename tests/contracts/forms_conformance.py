"""Our form engine against JavaRosa's recorded outcomes on forms of other projects.

What a form or expression uses is held against the subset as it is written down for tests, never
against the engine: what lies inside and is refused is a failure, what lies outside is listed.
``python -m tests.contracts.forms_conformance`` prints the figures.
"""

import json
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.devices.clock import FixedClock
from kiosk.domain.errors import FormError
from kiosk.forms.expression import Expression, Scope, compile_expression
from kiosk.forms.instance import Seed, Shape
from kiosk.forms.model import Form
from kiosk.forms.protocol import Ref, Verdict
from kiosk.forms.session import FormSession
from kiosk.forms.values import single, to_number, to_text, to_truth
from kiosk.forms.world import World
from kiosk.forms.xform import load_form
from tests.unit.forms.subset import outside, outside_expression

DEFAULT = Path(__file__).parents[3] / "shared" / "forms-conformance"
TRACES = Path("traces", "javarosa-5.1.0.jsonl")
STATUS = {0: Verdict.ACCEPTED, 1: Verdict.REQUIRED, 2: Verdict.CONSTRAINT}
_POSITION = re.compile(r"\[\d+\]")
_EXCEPTED = re.compile(r"\buuid\(")
Load = Callable[..., Form]
Compile = Callable[[str, Scope], Expression]


def folder() -> Path:
    """Return where the data lies; it may not exist."""
    return Path(os.environ.get("FORMS_CONFORMANCE", DEFAULT))


def clock_on(day: str, zone: str) -> FixedClock:
    """Return a clock that stands at noon of that day in that zone."""
    return FixedClock(datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(zone)))


@dataclass
class Report:
    """What agreed and what did not.

    Attributes:
        refused: forms inside the subset that were not taken.
        taken: forms outside the subset that could be published.
        unwalked: forms outside the subset that could not be walked even leniently.
        outside: reason → forms.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    traces: int = 0
    exact: int = 0
    inexact: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    unwalked: list[str] = field(default_factory=list)
    outside: dict[str, list[str]] = field(default_factory=dict)

    @property
    def exact_share(self) -> float:
        return self.exact / self.traces if self.traces else 0.0


def run_traces(where: Path, load: Load = load_form) -> Report:
    """Walk every recorded trace through our session."""
    report = Report()
    traces = map(json.loads, (where / TRACES).read_text("utf-8").splitlines())
    for name, of_form in groupby(sorted(traces, key=_form_name), key=_form_name):
        xml = (where / name).read_bytes()
        strange = outside(xml)
        for reason in sorted({each.reason for each in strange}):
            report.outside.setdefault(reason, []).append(name)
        form = _loaded(name, xml, load, report, is_inside=not strange)
        if form is not None:
            unsupported = {each.place for each in strange if each.is_of_a_value}
            for trace in of_form:
                report.traces += 1
                Walk(trace, form, report, unsupported).go()
    return report


def _form_name(trace: dict[str, Any]) -> str:
    return str(trace["form"])


def _loaded(name: str, xml: bytes, load: Load, report: Report, *, is_inside: bool) -> Form | None:
    """Return the form; one outside the subset must be refused, and is then taken leniently."""
    try:
        form = load(xml)
    except FormError as refusal:
        if is_inside:
            report.refused.append(f"{name}: {refusal}")
            return None
    else:
        if not is_inside:
            report.taken.append(name)
        return form
    try:
        return load(xml, strict=False)
    except FormError as refusal:
        report.unwalked.append(f"{name}: {refusal}")
        return None


class Walk:
    """One trace through one session."""

    def __init__(
        self, trace: dict[str, Any], form: Form, report: Report, unsupported: Container[str]
    ) -> None:
        self._trace = trace
        self._report = report
        self._unsupported = unsupported
        self._repeats = {"/".join(("", *path)) for path in form.repeats}
        self._session = FormSession(
            form,
            clock=clock_on(trace["clock"], trace["tz"]),
            time_zone=ZoneInfo(trace["tz"]),
            instance_id="00000000-0000-7000-8000-000000000000",
        )
        self._last: Ref | None = None

    def go(self) -> None:
        wrong_before = len(self._report.wrong)
        for step in self._trace["steps"]:
            if "add" in step:
                self._add(step["add"])
            else:
                self._ask(step)
        self._check("visible", self._next() is None, f"more after the end: {self._next()}")
        differences = list(self._differences())
        if not differences and len(self._report.wrong) == wrong_before:
            self._report.exact += 1
        else:
            self._report.inexact.append(f"{self._name()}: {differences[:3]}")

    def _name(self) -> str:
        return f"{self._trace['form']}#{self._trace['seed']}"

    def _check(self, kind: str, is_right: bool, what: str) -> None:  # noqa: FBT001 - the outcome
        self._report.outcomes[kind] += 1
        if not is_right:
            self._report.wrong.append(f"{self._name()} {kind}: {what}")

    def _next(self) -> Ref | None:
        order = self._session.order()
        at = order.index(self._last) + 1 if self._last in order else 0
        if self._last is not None and self._last not in order:
            return None
        return order[at] if at < len(order) else None

    def _add(self, path: str) -> None:
        ref = self._ours(path)
        bare = ref.rpartition("[")[0]
        position = self._session.add_repeat(bare)
        self._check("visible", f"{bare}[{position}]" == ref, f"added {bare}[{position}] not {ref}")

    def _ask(self, step: dict[str, Any]) -> None:
        ref = self._ours(step["ref"])
        found = self._next()
        self._check("visible", found == ref, f"asked {found} instead of {ref}")
        self._last = ref
        view = self._session.view(ref)
        self._check("required", view.is_required == step["required"], f"{ref}")
        self._check("readonly", view.is_readonly == step["readonly"], f"{ref}")
        if "choices" in step:
            names = [choice.name for choice in view.choices]
            self._check("choices", names == step["choices"], f"{ref}: {names}")
        if "empty_status" in step:
            verdict = self._session.try_answer(ref, "")
            self._check("constraint", verdict is STATUS[step["empty_status"]], f"{ref} empty")
        for value, status in step.get("tries", ()):
            verdict = self._session.try_answer(ref, value)
            self._check("constraint", verdict is STATUS[status], f"{ref} {value}: {verdict}")

    def _ours(self, path: str) -> Ref:
        parts, bare = [], ""
        for part in path[1:].split("/"):
            name, _, rest = part.partition("[")
            bare += f"/{name}"
            is_numbered = bare in self._repeats or rest not in {"", "1]"}
            parts.append(part if is_numbered else name)
        return Ref("/" + "/".join(parts))

    def _differences(self) -> Iterator[str]:
        values = self._session.snapshot()["values"]
        expected = {self._ours(path): (is_on, text) for path, is_on, text in self._trace["final"]}
        for ref, (is_on, text) in expected.items():
            if _POSITION.sub("", ref) in self._unsupported:
                continue
            if ref not in values:
                yield f"{ref} missing"
            elif self._session.is_relevant(ref) != is_on:
                yield f"{ref} relevant={not is_on}"
            elif text is not None and values[ref] != text:
                yield f"{ref}={values[ref]!r} not {text!r}"
        for ref in values.keys() - expected.keys():
            yield f"{ref} is too much"


@dataclass
class PairReport:
    """Expressions against the results other projects' tests expect.

    Attributes:
        refused: expressions inside the subset that were not taken.
        outside: reason → how many.
    """

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    outside: Counter[str] = field(default_factory=Counter)

    @property
    def judged(self) -> int:
        return self.right + len(self.wrong) + len(self.refused)

    @property
    def share(self) -> float:
        return self.right / self.judged if self.judged else 0.0


def run_pairs(where: Path, compile_: Compile = compile_expression) -> PairReport:
    """Evaluate every must-pass pair that stays in the subset."""
    report = PairReport()
    shape = Shape(path=("data",))
    form = Form(
        form_id="pairs", body=(), questions={}, names={}, repeats={}, singles=frozenset(),
        rules={}, schedule=(), seed=Seed(shape), blanks={},
    )  # fmt: skip
    zone = ZoneInfo("Asia/Shanghai")
    world = World(form, clock=clock_on("2026-11-22", "Asia/Shanghai"), time_zone=zone, language="")
    for pair in json.loads((where / "xpath-pairs.json").read_text("utf-8")):
        if reason := _outside_pair(pair):
            report.outside[reason] += 1
        else:
            _judge_pair(pair, world, compile_, report)
    return report


def _outside_pair(pair: dict[str, Any]) -> str:
    """Return why a pair is not judged, or empty. An expected error is always judged."""
    if not (pair["self_contained"] and pair["passes"]):
        return "needs a document or no engine agrees"
    if pair["type"] == "error":
        return ""
    if _EXCEPTED.search(pair["expr"]):
        return "excepted by the README"
    return next(outside_expression(pair["expr"]), "")


def _judge_pair(pair: dict[str, Any], world: World, compile_: Compile, report: PairReport) -> None:
    scope = Scope(here=("data",), origin=("data",), names={})
    try:
        value = single(compile_(pair["expr"], scope).value(world, world.root))
    except FormError as refusal:
        if pair["type"] == "error":
            report.right += 1
        else:
            report.refused.append(f"{pair['expr']}: {refusal}")
        return
    if _agrees(value, pair):
        report.right += 1
    else:
        report.wrong.append(f"{pair['expr']} = {value!r}, not {pair['expected']!r}")


def _agrees(value: Any, pair: dict[str, Any]) -> bool:
    expected = pair["expected"]
    match pair["type"]:
        case "number":
            wanted, got = float(expected), to_number(value)
            is_nan = math.isnan(wanted) and math.isnan(got)
            return is_nan or wanted == got or abs(wanted - got) < 1e-9
        case "boolean":
            return to_truth(value) == expected
        case "error":
            return False
        case _:
            return to_text(value) == expected


def run_invalid(where: Path) -> dict[str, str]:
    """Return file name → refusal; an empty text when the form was taken."""
    found = {}
    for file in sorted((where / "invalid").glob("*.xml")):
        try:
            load_form(file.read_bytes(), strict=False)
            found[file.name] = ""
        except FormError as refusal:
            found[file.name] = str(refusal)
    return found


def told_of_traces(report: Report) -> list[str]:
    """Return the figures of traces in lines."""
    asked = sum(report.outcomes.values())
    return [
        f"outcomes {asked - len(report.wrong)}/{asked} {dict(report.outcomes)}",
        f"traces exact to the last value {report.exact}/{report.traces}",
        *(f"  wrong: {line}" for line in report.wrong),
        *(f"  not exact: {line}" for line in report.inexact),
        *(f"  REFUSED THOUGH INSIDE: {line}" for line in report.refused),
        *(f"  TAKEN THOUGH OUTSIDE: {name}" for name in report.taken),
        *(f"  outside and not walked: {line}" for line in report.unwalked),
        *(f"  outside, {why}: {', '.join(names)}" for why, names in report.outside.items()),
    ]


def told_of_pairs(report: PairReport) -> list[str]:
    """Return the figures of expressions in lines."""
    return [
        f"expression pairs {report.right}/{report.judged}",
        *(f"  pair: {line}" for line in report.wrong),
        *(f"  REFUSED THOUGH INSIDE: {line}" for line in report.refused),
        *(f"  outside, {count} pairs: {why}" for why, count in report.outside.most_common()),
    ]


def told_of_invalid(refusals: dict[str, str]) -> list[str]:
    """Return the figures of broken forms in lines."""
    refused = sum(1 for why in refusals.values() if why)
    return [
        f"invalid forms refused {refused}/{len(refusals)}",
        *(f"  taken although invalid: {name}" for name, why in refusals.items() if not why),
    ]


def main() -> None:
    """Print the figures."""
    where = folder()
    lines = [
        *told_of_traces(run_traces(where)),
        *told_of_pairs(run_pairs(where)),
        *told_of_invalid(run_invalid(where)),
    ]
    print("\n".join(lines))  # noqa: T201 - that is its purpose


if __name__ == "__main__":
    main()
