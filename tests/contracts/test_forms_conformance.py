"""Forms of other projects behave here as they did in JavaRosa 5.1.0, or are named as outside.

The data lies outside the project; without it those tests are skipped and say so. What is outside
is decided by :mod:`tests.unit.forms.subset`, so that an engine that takes less fails here.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.errors import FormError
from kiosk.forms.expression import Expression, Scope, compile_expression
from kiosk.forms.model import Form
from kiosk.forms.xform import load_form
from tests.contracts.forms_conformance import (
    DEFAULT,
    TRACES,
    PairReport,
    Report,
    folder,
    run_invalid,
    run_pairs,
    run_traces,
    told_of_invalid,
    told_of_pairs,
    told_of_traces,
)
from tests.unit.forms.building import raw

LEAST_OUTCOMES, LEAST_TRACES, LEAST_PAIRS, LEAST_INVALID = 7947, 124, 548, 9
Tell = Callable[[list[str]], None]

needs_data = pytest.mark.skipif(
    not (folder() / "traces").is_dir(),
    reason=f"NO CONFORMANCE DATA at {folder()}: set FORMS_CONFORMANCE to judge the form engine",
)
needs_our_data = pytest.mark.skipif(
    folder().resolve() != DEFAULT.resolve() or not DEFAULT.is_dir(),
    reason=f"NOT THE DATA OF {DEFAULT}: how much there is to judge is known of that folder only",
)


@pytest.fixture(scope="module")
def traces() -> Report:
    return run_traces(folder())


@pytest.fixture(scope="module")
def pairs() -> PairReport:
    return run_pairs(folder())


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Return what writes to the terminal past the capture.

    A worker of xdist has no way to its controller's report; the standard error is the same.
    """
    terminal = sys.__stderr__ if hasattr(request.config, "workerinput") else sys.__stdout__
    capture = request.config.pluginmanager.get_plugin("capturemanager")

    def told(lines: list[str]) -> None:
        with capture.global_and_fixture_disabled():
            terminal.write("\n".join(("", *lines, "")))
            terminal.flush()

    return told


@needs_data
def test_every_outcome_is_javarosas(traces: Report, tell: Tell) -> None:
    tell(told_of_traces(traces))

    assert traces.wrong == []


@needs_data
def test_traces_are_exact_to_the_last_value(traces: Report) -> None:
    assert traces.exact_share >= 0.95, traces.inexact


@needs_data
def test_every_form_of_the_subset_is_taken_and_no_other(traces: Report) -> None:
    assert traces.refused == []
    assert traces.taken == []


@needs_data
def test_expressions_give_the_expected_results(pairs: PairReport, tell: Tell) -> None:
    tell(told_of_pairs(pairs))

    assert pairs.refused == []
    assert pairs.share >= 0.95, pairs.wrong


@needs_data
def test_broken_forms_are_refused_by_name(tell: Tell) -> None:
    refusals = run_invalid(folder())

    tell(told_of_invalid(refusals))
    assert refusals
    for file, refusal in refusals.items():
        assert "改法" in refusal, file
        assert "/" in refusal or "节点" in refusal, file


@needs_our_data
def test_as_much_is_judged_as_there_is(traces: Report, pairs: PairReport) -> None:
    assert sum(traces.outcomes.values()) >= LEAST_OUTCOMES
    assert traces.traces >= LEAST_TRACES
    assert traces.unwalked == []
    assert pairs.judged >= LEAST_PAIRS
    assert len(run_invalid(folder())) >= LEAST_INVALID


A = '<input ref="/data/a"/>'
B = '<input ref="/data/b"/>'


def data(where: Path, body: str, model: str) -> Path:
    """Write a folder like the conformance data, with one form and one trace through it."""
    for name in ("traces", "xforms"):
        (where / name).mkdir()
    (where / "xforms" / "one.xml").write_bytes(raw(body, model))
    asked = {"required": False, "readonly": False, "tries": [["1", 0]]}
    trace = {
        "form": "xforms/one.xml", "seed": 1, "clock": "2026-11-22", "tz": "Asia/Shanghai",
        "steps": [{"ref": "/data[1]/a[1]"} | asked, {"ref": "/data[1]/b[1]"} | asked],
        "final": [["/data[1]/a[1]", True, "1"], ["/data[1]/b[1]", True, "1"]],
    }  # fmt: skip
    (where / TRACES).write_text(f"{json.dumps(trace)}\n{json.dumps(trace | {'seed': 2})}\n")
    pairs = [
        {"expr": expr, "type": kind, "expected": expected, "self_contained": True, "passes": ["x"]}
        for expr, kind, expected in (
            ("selected('a b', 'a')", "boolean", True), ("pow(2, 3)", "number", 8),
            ("date('2026-02-30')", "error", "none"), ("1 + 1", "number", 2),
        )
    ]  # fmt: skip
    (where / "xpath-pairs.json").write_text(json.dumps(pairs))
    return where


def loader_for_one_question(xml: bytes, *, strict: bool = True) -> Form:
    form = load_form(xml, strict=strict)
    if len(form.questions) > 1:
        raise FormError("太多题目。改法：删掉几道。")
    return form


def careless_loader(xml: bytes, *, strict: bool = True) -> Form:
    return load_form(xml, strict=False)


def without_selected(text: str, scope: Scope) -> Expression:
    if "selected(" in text:
        raise FormError("没有叫“selected”的函数。改法：换一种写法。")
    return compile_expression(text, scope)


def test_form_of_the_subset_is_judged(tmp_path: Path) -> None:
    report = run_traces(data(tmp_path, A + B, ""))

    assert (report.traces, report.exact, report.wrong) == (2, 2, [])
    assert (report.refused, report.taken, report.outside) == ([], [], {})


def test_engine_that_refuses_a_form_of_the_subset_is_found_out(tmp_path: Path) -> None:
    report = run_traces(data(tmp_path, A + B, ""), load=loader_for_one_question)

    assert report.traces == 0
    assert len(report.refused) == 1
    assert "REFUSED THOUGH INSIDE" in "\n".join(told_of_traces(report))


def test_form_outside_the_subset_is_listed_by_reason_and_still_judged(tmp_path: Path) -> None:
    report = run_traces(data(tmp_path, A + B, '<bind nodeset="/data/b" type="geopoint"/>'))

    assert report.outside == {"type geopoint": ["xforms/one.xml"]}
    assert (report.traces, report.wrong, report.refused, report.taken) == (2, [], [], [])


def test_engine_that_publishes_what_is_outside_is_found_out(tmp_path: Path) -> None:
    where = data(tmp_path, A + B, '<bind nodeset="/data/b" type="geopoint"/>')

    report = run_traces(where, load=careless_loader)

    assert report.taken == ["xforms/one.xml"]


def test_expression_outside_the_subset_is_listed_by_reason(tmp_path: Path) -> None:
    report = run_pairs(data(tmp_path, A, ""))

    assert (report.right, report.wrong, report.refused) == (3, [], [])
    assert report.outside == {"function pow": 1}


def test_engine_without_a_function_of_the_subset_is_found_out(tmp_path: Path) -> None:
    report = run_pairs(data(tmp_path, A, ""), compile_=without_selected)

    assert report.right == 2
    assert len(report.refused) == 1
