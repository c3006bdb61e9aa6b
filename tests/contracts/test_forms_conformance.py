"""Forms of other projects behave here as they did in JavaRosa 5.1.0, or are named as outside.

The data lies outside the project; without it the tests are skipped and say so.
"""

from collections.abc import Iterator

import pytest

from tests.contracts.forms_conformance import (
    PairReport,
    Report,
    folder,
    run_invalid,
    run_pairs,
    run_traces,
    summary,
)

pytestmark = pytest.mark.skipif(
    not (folder() / "traces").is_dir(),
    reason=f"NO CONFORMANCE DATA at {folder()}: set FORMS_CONFORMANCE to judge the form engine",
)


@pytest.fixture(scope="module")
def traces() -> Report:
    return run_traces(folder())


@pytest.fixture(scope="module")
def pairs() -> PairReport:
    return run_pairs(folder())


@pytest.fixture(scope="module", autouse=True)
def figures(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    plugins = request.config.pluginmanager
    reporter, capture = (
        plugins.get_plugin("terminalreporter"),
        plugins.get_plugin("capturemanager"),
    )
    if reporter is not None and capture is not None:
        with capture.global_and_fixture_disabled():
            reporter.ensure_newline()
            for line in summary(folder()):
                reporter.write_line(line)


def test_every_outcome_is_javarosas(traces: Report) -> None:
    assert traces.traces > 0
    assert traces.wrong == []


def test_traces_are_exact_to_the_last_value(traces: Report) -> None:
    assert traces.exact_share >= 0.95, traces.inexact


def test_what_is_outside_the_subset_says_why(traces: Report) -> None:
    assert all(why for reasons in traces.outside.values() for why in reasons)
    assert all("改法" in refusal for refusal in traces.refused)


def test_expressions_give_the_expected_results(pairs: PairReport) -> None:
    assert pairs.right > 0
    assert pairs.share >= 0.95, pairs.wrong


def test_broken_forms_are_refused_by_name() -> None:
    refusals = run_invalid(folder())

    assert refusals
    for file, refusal in refusals.items():
        assert "改法" in refusal, file
        assert "/" in refusal or "节点" in refusal, file
