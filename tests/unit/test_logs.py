import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

from kiosk.logs import Log, LogEvent, configure_logs


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "kiosk.log"
    configure_logs(file)
    yield file
    structlog.reset_defaults()


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_an_event_is_one_json_line_with_its_facts_level_and_time(log_file: Path) -> None:
    Log("ui").info(LogEvent.SLIP_PRINTED, outcome="printed")

    (line,) = lines(log_file)
    at = datetime.fromisoformat(str(line.pop("timestamp")))
    assert at.tzinfo == UTC
    assert line == {
        "event": "slip_printed",
        "outcome": "printed",
        "source": "ui",
        "level": "info",
    }


def test_a_warning_is_marked_as_one(log_file: Path) -> None:
    Log("sync").warning(LogEvent.LINK_DOWN, cause="refused")

    assert lines(log_file)[0]["level"] == "warning"


def test_the_text_of_an_exception_never_reaches_the_log(log_file: Path) -> None:
    wrong = ValueError("王秀英 11010519491231002X")

    Log("ui").warning(LogEvent.VISIT_FAILED, code="unexpected", exc_info=wrong)  # type: ignore[arg-type] # on purpose

    written = log_file.read_text("utf-8")
    assert "王秀英" not in written
    assert "11010519491231002X" not in written
    assert "Traceback" not in written


def test_a_later_start_appends(log_file: Path) -> None:
    Log("ui").info(LogEvent.KIOSK_STARTED)
    configure_logs(log_file)
    Log("ui").info(LogEvent.KIOSK_STOPPED)

    assert [line["event"] for line in lines(log_file)] == ["kiosk_started", "kiosk_stopped"]


def test_a_log_that_was_moved_away_is_begun_anew(log_file: Path) -> None:
    Log("ui").info(LogEvent.KIOSK_STARTED)
    log_file.rename(log_file.with_suffix(".1"))
    Log("ui").info(LogEvent.KIOSK_STOPPED)

    assert [line["event"] for line in lines(log_file)] == ["kiosk_stopped"]


def test_a_log_that_can_not_be_written_ends_nothing(
    log_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_file.mkdir()

    Log("ui").info(LogEvent.KIOSK_STARTED)

    assert json.loads(capsys.readouterr().err)["event"] == "kiosk_started"


def test_every_event_has_a_word_of_its_own_and_a_meaning() -> None:
    words = [event.word for event in LogEvent]

    assert len(words) == len(set(words))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", word) for word in words)
    assert all(event.meaning for event in LogEvent)
