"""The enrolled platform itself answers strangely: the worker waits, and keeps everything."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx2
import pytest
import sqlalchemy as sa
from starlette.responses import Response
from starlette.types import ASGIApp

from kiosk.domain.case import CaseState, PlatformStatus
from kiosk.domain.ids import CaseId
from kiosk.ports.outbox import Receipt
from kiosk.vault.receipts import sign_receipt
from sync import wire
from sync.outcomes import Delivery, Failure, Refused, TryLater
from sync.platform.signing import SignedAnswers
from tests.online import LocalPlatform, Signing, served

LATER = TryLater(failure=Failure.SERVER_ERROR)


class Strange:
    """A kiosk whose platform signs whatever it is told to say."""

    def __init__(self, folder: Path) -> None:
        self.platform = LocalPlatform(folder / "platform")
        self.kiosk = self.platform.enrolled(folder / "kiosk")
        self.case = self.kiosk.seal()
        self.manifest = self.kiosk.manifest(self.case)

    def saying(self, document: object, status: int = 200, **headers: str) -> ASGIApp:
        said = Response(json.dumps(document), status_code=status, headers=headers)
        return SignedAnswers(said, secrets=self.platform.secrets)

    def deliver(self, app: ASGIApp) -> Delivery:
        with served(app) as url:
            client = self.kiosk.client(url)
            outcome = client.deliver(
                self.manifest, lambda sha256: self.kiosk.bundles.part(self.case.file_name, sha256)
            )
            client.close()
        return outcome

    def ask(self, verb: str, app: ASGIApp) -> Any:
        with served(app) as url:
            client = self.kiosk.client(url)
            calls = {
                "hello": client.hello,
                "changes": lambda: client.changes(""),
                "receipt": lambda: client.receipt(self.manifest),
            }
            outcome = calls[verb]()
            client.close()
        return outcome

    def receipt(self, **changes: Any) -> dict[str, Any]:
        facts = {
            "case_id": self.case.case_id, "rev": 1, "seal": self.case.seal,
            "platform_number": "1", "received_at": "2026-11-23T12:00:00+00:00", "sequence": 1,
        }  # fmt: skip
        receipt: Receipt = sign_receipt(self.platform.secrets.current.receipt, **(facts | changes))
        return asdict(receipt)


@pytest.fixture(name="strange")
def a_strange_one(tmp_path: Path) -> Iterator[Strange]:
    strange = Strange(tmp_path)
    yield strange
    strange.kiosk.close()
    strange.platform.close()


@pytest.mark.parametrize(
    "change",
    [
        {"seal": "0" * 64},
        {"rev": 2},
        {"case_id": CaseId("01a2071c-fd48-7515-9048-57e8154382b7")},
    ],
)
def test_receipt_for_something_else_is_no_receipt(
    strange: Strange, change: dict[str, object]
) -> None:
    assert strange.ask("receipt", strange.saying(strange.receipt(**change))) == LATER


def test_receipt_that_was_changed_after_signing_is_no_receipt(strange: Strange) -> None:
    changed = strange.receipt() | {"platform_number": "2"}

    assert strange.ask("receipt", strange.saying(changed)) == LATER
    assert strange.deliver(strange.saying({"missing": [], "receipt": changed})) == LATER


@pytest.mark.parametrize("verb", ["hello", "changes", "receipt"])
@pytest.mark.parametrize("document", [{}, [], None, "text", {"missing": []}])
def test_nonsense_is_tried_again_later(strange: Strange, verb: str, document: object) -> None:
    assert strange.ask(verb, strange.saying(document)) == LATER


def test_entry_of_the_feed_that_is_none_spoils_no_other(strange: Strange) -> None:
    good = {
        "case_id": strange.case.case_id, "rev": 1, "status": "accepted",
        "at": "2026-11-23T12:00:00+00:00", "note": "已受理",
    }  # fmt: skip
    bad = [
        good | {"status": "teapot"},
        good | {"note": "长" * 2001},
        good | {"at": "0001-01-01T00:00:00+14:00"},
        good | {"rev": "1"},
        "teapot",
        None,
    ]
    page = {"changes": [*bad, good], "cursor": "c1", "has_more": False}

    told = strange.ask("changes", strange.saying(page))

    *unreadable, change = told.changes
    named = (strange.case.case_id, 1)
    assert [(each.case_id, each.rev) for each in unreadable] == [named] * 3 + [("", 0)] * 3
    assert len({each.digest for each in unreadable}) == len(bad)
    assert (change.status, change.note, told.cursor) == (PlatformStatus.ACCEPTED, "已受理", "c1")


def test_half_a_character_in_the_feed_costs_only_itself(strange: Strange) -> None:
    entry = {
        "case_id": strange.case.case_id, "rev": 1, "status": "not_accepted",
        "at": "2026-11-23T12:00:00+00:00", "note": "年龄不到\ud83d",
    }  # fmt: skip

    told = strange.ask(
        "changes", strange.saying({"changes": [entry], "cursor": "c1", "has_more": False})
    )

    assert [change.note for change in told.changes] == ["年龄不到?"]


def test_hello_for_another_protocol_is_not_ours(strange: Strange) -> None:
    hello = {
        "protocol": "hall-2", "nonce": "n", "server_time": "2026-11-23T12:00:00+00:00",
        "limits": {"manifest_bytes": 1, "blob_bytes": 1},
    }  # fmt: skip

    assert strange.ask("hello", strange.saying(hello)) == TryLater(failure=Failure.PORTAL)


def test_platform_that_misses_what_was_never_listed_is_not_obeyed(strange: Strange) -> None:
    assert strange.deliver(strange.saying({"missing": ["0" * 64], "receipt": None})) == LATER


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        (426, "upgrade", CaseState.HELD),
        (413, "too-large", CaseState.QUARANTINED),
        (412, "stale", CaseState.QUARANTINED),
        (410, "erased", CaseState.QUARANTINED),
    ],
)
def test_lasting_no_is_told_by_its_code(
    strange: Strange, status: int, code: str, state: CaseState
) -> None:
    said = strange.saying(wire.problem(status, code, "不").model_dump(), status)

    assert strange.deliver(said) == Refused(to=state, code=code, note="不")


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (401, Failure.AUTH), (403, Failure.AUTH), (408, Failure.UNREACHABLE),
        (429, Failure.BUSY), (503, Failure.BUSY), (500, Failure.SERVER_ERROR),
    ],
)  # fmt: skip
def test_no_that_may_pass_is_tried_later(strange: Strange, status: int, failure: Failure) -> None:
    said = strange.saying(wire.problem(status, "x", "等").model_dump(), status)

    assert strange.deliver(said) == TryLater(failure=failure)


def test_broken_database_is_busy_and_broken_content_a_failure(strange: Strange) -> None:
    case = strange.case
    signing = Signing(strange.kiosk)
    with (
        served(strange.platform.app) as url,
        httpx2.Client(base_url=url, trust_env=False, auth=signing) as http,
    ):
        address = f"/v1/cases/{case.case_id}/revs/1"
        body = strange.manifest.canonical()
        headers = {"Content-Digest": wire.content_digest(body)}
        http.put(address, content=body, headers=headers)
        with strange.platform.engine.begin() as connection:
            connection.execute(sa.text("update revisions set manifest = '{'"))
        failed = http.post(f"{address}/commit")
        with strange.platform.engine.begin() as connection:
            connection.execute(sa.text("drop table changes"))
        busy = http.get("/v1/changes")

    assert failed.status_code == 500
    assert failed.json()["code"] == "failed"
    assert failed.headers["connection"] == "close"
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
