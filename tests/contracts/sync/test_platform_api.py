"""What the reference platform promises on the wire, over a real socket."""

import base64
import dataclasses
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from kiosk.domain.manifest import Manifest, canonical_json
from kiosk.ports.cases import CaseRow
from kiosk.vault.receipts import verify_receipt
from sync import wire
from tests.online import Kiosk, LocalPlatform, Signing, served

JSON = {"Content-Type": "application/json"}


class Wire:
    """A kiosk that speaks to the platform by hand."""

    def __init__(self, kiosk: Kiosk, platform: LocalPlatform, url: str) -> None:
        self.kiosk, self.platform = kiosk, platform
        self.http = httpx2.Client(base_url=url, trust_env=False, auth=Signing(kiosk))

    def put(self, manifest: Manifest, body: bytes | None = None, at: str = "") -> httpx2.Response:
        body = manifest.canonical() if body is None else body
        return self.send("PUT", at or address(manifest), body)

    def put_blob(self, sha256: str, content: bytes) -> httpx2.Response:
        return self.send("PUT", f"/v1/blobs/{sha256}", content)

    def put_blobs(self, case: CaseRow) -> None:
        for part in self.kiosk.manifest(case).parts:
            content = self.kiosk.bundles.part(case.file_name, part.sha256)
            assert self.put_blob(part.sha256, content).status_code in {200, 201}

    def commit(self, manifest: Manifest) -> httpx2.Response:
        return self.http.post(f"{address(manifest)}/commit")

    def send(self, method: str, path: str, body: bytes) -> httpx2.Response:
        headers = JSON | {"Content-Digest": wire.content_digest(body)}
        return self.http.request(method, path, content=body, headers=headers)

    def deliver(self, case: CaseRow) -> httpx2.Response:
        manifest = self.kiosk.manifest(case)
        self.put(manifest)
        self.put_blobs(case)
        return self.commit(manifest)


def address(manifest: Manifest) -> str:
    return f"/v1/cases/{manifest.case_id}/revs/{manifest.rev}"


@pytest.fixture(name="line")
def a_line(tmp_path: Path) -> Iterator[Wire]:
    platform = LocalPlatform(tmp_path / "platform")
    kiosk = platform.enrolled(tmp_path / "kiosk")
    with served(platform.app) as url:
        line = Wire(kiosk, platform, url)
        yield line
        line.http.close()
    kiosk.close()
    platform.close()


def problem(answer: httpx2.Response) -> wire.Problem:
    assert answer.headers["content-type"] == wire.PROBLEM_TYPE
    return wire.Problem.model_validate_json(answer.content)


def test_new_manifest_is_created_and_every_blob_missing(line: Wire) -> None:
    manifest = line.kiosk.manifest(line.kiosk.seal())

    answer = line.put(manifest)

    assert answer.status_code == 201
    assert answer.json() == {"missing": [p.sha256 for p in manifest.parts], "receipt": None}


def test_same_manifest_again_is_no_error(line: Wire) -> None:
    manifest = line.kiosk.manifest(line.kiosk.seal())
    line.put(manifest)

    answer = line.put(manifest)

    assert answer.status_code == 200
    assert len(answer.json()["missing"]) == len(manifest.parts)


def test_other_content_under_the_same_name_is_a_conflict_and_overwrites_nothing(
    line: Wire,
) -> None:
    manifest = line.kiosk.manifest(line.kiosk.seal())
    line.put(manifest)

    answer = line.put(dataclasses.replace(manifest, item_code="another"))

    assert answer.status_code == 409
    assert problem(answer).code == "other-seal"
    assert line.put(manifest).status_code == 200


def test_complete_case_gets_a_receipt_that_verifies(line: Wire) -> None:
    case = line.kiosk.seal()

    answer = line.deliver(case)

    assert answer.status_code == 200
    receipt = wire.ReceiptShape.model_validate_json(answer.content).receipt()
    verify_receipt(receipt, line.kiosk.keys.platform.receipt_public, case.seal)


def test_receipt_is_the_same_for_ever(line: Wire) -> None:
    case = line.kiosk.seal()
    first = line.deliver(case)

    again = [line.commit(line.kiosk.manifest(case)).content for _ in range(3)]
    held = line.put(line.kiosk.manifest(case)).json()

    assert set(again) == {first.content}
    assert held == {"missing": [], "receipt": first.json()}


def test_incomplete_case_gets_no_receipt_but_a_list(line: Wire) -> None:
    case = line.kiosk.seal()
    manifest = line.kiosk.manifest(case)
    line.put(manifest)
    line.put_blob(manifest.parts[1].sha256, line.kiosk.bundles.part(
        case.file_name, manifest.parts[1].sha256))  # fmt: skip

    answer = line.commit(manifest)

    assert answer.status_code == 409
    assert problem(answer).code == "missing-blobs"
    assert [e.pointer for e in problem(answer).errors] == ["/parts/0", "/parts/2"]


def test_commit_before_the_manifest_is_not_found(line: Wire) -> None:
    answer = line.commit(line.kiosk.manifest(line.kiosk.seal()))

    assert answer.status_code == 404
    assert problem(answer).code == "unknown-revision"


def test_blob_must_fit_its_name(line: Wire) -> None:
    answer = line.put_blob("0" * 64, b"something else")

    assert answer.status_code == 422
    assert problem(answer).code == "digest-mismatch"


def test_bytes_changed_on_the_way_are_refused(line: Wire) -> None:
    headers = {"Content-Digest": wire.content_digest(b"what was sent")}
    name = hashlib.sha256(b"what arrived").hexdigest()

    answer = line.http.put(f"/v1/blobs/{name}", content=b"what arrived", headers=headers)

    assert answer.status_code == 400
    assert problem(answer).code == "digest-mismatch"


def test_blob_is_stored_once_and_its_size_told(line: Wire) -> None:
    name = hashlib.sha256(b"page").hexdigest()

    answers = [line.put_blob(name, b"page").status_code for _ in range(2)]
    head = line.http.head(f"/v1/blobs/{name}")

    assert answers == [201, 200]
    assert head.headers["hall-blob-size"] == "4"
    assert line.http.head(f"/v1/blobs/{'1' * 64}").status_code == 404


def test_blob_that_is_too_large_is_refused_without_being_kept(line: Wire) -> None:
    body = b"x" * (33 * 1024 * 1024)

    answer = line.put_blob(hashlib.sha256(body).hexdigest(), body)

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"rev": "one"}, "/rev", "int_type"),
        ({"surplus": 1}, "/surplus", "extra_forbidden"),
        ({"group": "K1"}, "/group", "string_pattern_mismatch"),
        ({"group": "K0000000000000000001"}, "/group", "bad-check-digit"),
        ({"parts": []}, "/parts", "too_short"),
        ({"recipients": {"someone": "else"}}, "/recipients", "not-for-us"),
        ({"token_sha256": "short"}, "/token_sha256", "string_pattern_mismatch"),
        ({"case_id": "0" * 36}, "/case_id", "string_pattern_mismatch"),
        ({"rev": 2}, "/rev", "not-the-address"),
    ],
)
def test_wrong_manifest_is_refused_with_a_pointer(
    line: Wire, change: dict[str, object], pointer: str, code: str
) -> None:
    manifest = line.kiosk.manifest(line.kiosk.seal())
    body = canonical_json(manifest.as_dict() | change)

    answer = line.put(manifest, body)

    assert answer.status_code == 422
    found = {(e.pointer, e.code) for e in problem(answer).errors}
    assert (pointer, code) in found


def test_manifest_that_is_not_canonical_is_refused(line: Wire) -> None:
    manifest = line.kiosk.manifest(line.kiosk.seal())

    answer = line.put(manifest, json.dumps(manifest.as_dict(), indent=1).encode())

    assert [e.code for e in problem(answer).errors] == ["not-canonical"]


def test_part_that_does_not_open_is_refused_at_commit(line: Wire) -> None:
    case = line.kiosk.seal()
    manifest = line.kiosk.manifest(case)
    swapped = dataclasses.replace(manifest, parts=(manifest.parts[0], *manifest.parts[:0:-1]))
    line.put(swapped)
    line.put_blobs(case)

    answer = line.commit(swapped)

    assert answer.status_code == 422
    assert [(e.pointer, e.code) for e in problem(answer).errors] == [("/parts", "unreadable")]


def test_part_of_another_size_than_told_is_refused_at_commit(line: Wire) -> None:
    case = line.kiosk.seal()
    manifest = line.kiosk.manifest(case)
    longer = dataclasses.replace(manifest.parts[2], size=manifest.parts[2].size + 1)
    changed = dataclasses.replace(manifest, parts=(*manifest.parts[:2], longer))
    line.put(changed)
    line.put_blobs(case)

    answer = line.commit(changed)

    assert [(e.pointer, e.code) for e in problem(answer).errors] == [
        ("/parts/2/size", "other-size")
    ]


def test_token_must_be_the_one_of_the_slip(line: Wire) -> None:
    case = line.kiosk.seal()
    changed = dataclasses.replace(line.kiosk.manifest(case), token_sha256="0" * 64)
    line.put(changed)
    line.put_blobs(case)

    answer = line.commit(changed)

    assert [(e.pointer, e.code) for e in problem(answer).errors] == [
        ("/token_sha256", "other-token")
    ]


def test_erased_case_is_gone_for_ever(line: Wire) -> None:
    case = line.kiosk.seal()
    line.deliver(case)
    line.platform.desk.erase(case.case_id)

    assert line.put(line.kiosk.manifest(case)).status_code == 410
    assert line.commit(line.kiosk.manifest(case)).status_code == 410


def test_revision_older_than_one_received_is_stale(line: Wire) -> None:
    first = line.kiosk.seal()
    line.deliver(line.kiosk.correct(first))

    answer = line.put(line.kiosk.manifest(first))

    assert answer.status_code == 412
    assert problem(answer).code == "stale"


def test_second_revision_keeps_the_number_of_the_case(line: Wire) -> None:
    first = line.kiosk.seal()
    one = line.deliver(first).json()
    two = line.deliver(line.kiosk.correct(first)).json()

    assert two["platform_number"] == one["platform_number"]
    assert two["sequence"] == one["sequence"] + 1


def test_hello_echoes_the_nonce(line: Wire) -> None:
    answer = line.http.get("/v1/hello", params={"nonce": "n" * 24})

    assert answer.json()["nonce"] == "n" * 24
    assert answer.json()["protocol"] == wire.PROTOCOL


def test_wrong_address_is_a_problem_too(line: Wire) -> None:
    assert problem(line.http.get("/v1/nowhere")).status == 404
    assert problem(line.http.get("/v1/hello")).status == 400


def test_feed_goes_on_where_the_cursor_stands(line: Wire) -> None:
    cases = [line.kiosk.seal() for _ in range(3)]
    for case in cases:
        line.deliver(case)
    first = line.http.get("/v1/changes").json()
    line.platform.desk.accept(cases[1].case_id)

    second = line.http.get("/v1/changes", params={"cursor": first["cursor"]}).json()

    assert [c["case_id"] for c in first["changes"]] == [c.case_id for c in cases]
    assert [(c["case_id"], c["status"]) for c in second["changes"]] == [
        (cases[1].case_id, "accepted")
    ]
    assert not second["has_more"]


@pytest.mark.parametrize("text", ["", "?", "seq:1", "seq:1:0123456789abcdef", "seq:9:x", "\xff"])
def test_cursor_that_bears_no_witness_starts_the_feed_anew(line: Wire, text: str) -> None:
    case = line.kiosk.seal()
    line.deliver(case)
    cursor = base64.urlsafe_b64encode(text.encode()).decode() if text != "?" else text

    page = line.http.get("/v1/changes", params={"cursor": cursor}).json()
    here = {"cursor": page["cursor"]}

    assert [(c["case_id"], c["sequence"]) for c in page["changes"]] == [(case.case_id, 1)]
    assert page["from_start"]
    assert line.http.get("/v1/changes", params=here).json() == {
        "changes": [], "cursor": page["cursor"], "has_more": False, "from_start": False,
    }  # fmt: skip


def test_database_of_the_platform_holds_no_clear_word(line: Wire, tmp_path: Path) -> None:
    from tests.made_up import all_bytes, needles  # noqa: PLC0415 - only here

    line.deliver(line.kiosk.seal())

    stored = all_bytes(tmp_path / "platform")
    assert [n for n in needles() if n in stored] == []


def test_document_is_openapi_3_1_and_every_route_declares_its_errors(line: Wire) -> None:
    document = line.http.get("/v1/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    routes = [
        (path, method, route)
        for path, methods in document["paths"].items()
        for method, route in methods.items()
    ]
    assert len(routes) == 7
    for path, method, route in routes:
        wrong = {s: a for s, a in route["responses"].items() if int(s) >= 400}
        assert {"400", "422", "500", "503"} <= set(wrong), (path, method)
        assert all(list(a["content"]) == [wire.PROBLEM_TYPE] for a in wrong.values())


def test_document_declares_the_headers_of_both_signatures(line: Wire) -> None:
    document = line.http.get("/v1/openapi.json").json()

    def required(path: str, method: str) -> set[str]:
        parameters = document["paths"][path][method].get("parameters", [])
        return {p["name"] for p in parameters if p["in"] == "header" and p["required"]}

    signed = {"Hall-Nonce", "Content-Digest", "Signature-Input", "Signature"}
    for path, operations in document["paths"].items():
        answered = signed - {"Hall-Nonce"} if path.startswith("/v1/") else set()
        for operation in operations.values():
            for answer in operation["responses"].values():
                assert set(answer.get("headers", ())) == answered
    assert required("/v1/hello", "get") == set()
    asked = signed | {"Hall-Platform-Key"}
    assert required("/v1/changes", "get") == asked
    assert required("/v1/blobs/{sha256}", "put") == asked


def test_document_refers_to_nothing_that_is_not_there(line: Wire) -> None:
    document = line.http.get("/v1/openapi.json").json()

    names = {
        text.split('"')[0] for text in json.dumps(document).split('"#/components/schemas/')[1:]
    }
    assert names <= set(document["components"]["schemas"])
