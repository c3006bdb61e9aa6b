"""The platform takes cases, and tells of cases, only from kiosks on its roll."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.case import CaseState
from kiosk.domain.errors import BadConfiguration, BadInput
from kiosk.ports.cases import CaseRow
from kiosk.vault.enrolment import KioskIdentity, PlatformKeys, enrol
from kiosk.vault.keys import load_keys
from sync import wire
from sync.outcomes import Accepted, Changes, Delivered, Delivery, Failure, Online, TryLater
from sync.platform.api import create_app
from sync.platform.desk import Desk
from sync.platform.keys import own_keys, replace_keys
from tests.made_up import TERMINAL
from tests.online import Kiosk, LocalPlatform, Signing, run_dry, served


class Hall:
    """A platform that is running, and its kiosk."""

    def __init__(self, folder: Path, url: str, platform: LocalPlatform) -> None:
        self.folder, self.url, self.platform = folder, url, platform
        self.kiosk = platform.enrolled(folder / "kiosk")

    def ask(
        self, method: str, path: str, *, auth: httpx2.Auth | None, **sent: Any
    ) -> tuple[int, str | None]:
        with httpx2.Client(base_url=self.url, trust_env=False, auth=auth) as http:
            answer = http.request(method, path, **sent)
        problem = wire.Problem.model_validate_json(answer.content) if answer.is_error else None
        return answer.status_code, problem and problem.code

    def deliver(self) -> Delivery:
        return _deliver(self.kiosk, self.url, self.kiosk.seal())


@pytest.fixture(name="hall")
def a_hall(tmp_path: Path) -> Iterator[Hall]:
    platform = LocalPlatform(tmp_path / "platform")
    with served(platform.app) as url:
        hall = Hall(tmp_path, url, platform)
        yield hall
        hall.kiosk.close()
    platform.close()


def wire_requests(hall: Hall) -> list[tuple[str, str]]:
    case = hall.kiosk.seal()
    address = f"/v1/cases/{case.case_id}/revs/1"
    blob = f"/v1/blobs/{'0' * 64}"
    return [
        ("PUT", address), ("POST", f"{address}/commit"), ("PUT", blob), ("GET", "/v1/changes"),
    ]  # fmt: skip


def test_unsigned_requests_are_answered_with_401_and_change_nothing(hall: Hall) -> None:
    for method, path in wire_requests(hall):
        assert hall.ask(method, path, auth=None) == (401, "unknown-kiosk")
    with httpx2.Client(base_url=hall.url, trust_env=False) as http:
        assert http.head(f"/v1/blobs/{'0' * 64}").status_code == 401


def test_signature_of_a_kiosk_that_is_not_on_the_roll_is_none(hall: Hall) -> None:
    stranger = Kiosk(hall.folder / "stranger", public_json=hall.platform.public_json)
    stranger.keys = replace(stranger.keys, signing=Ed25519PrivateKey.generate())
    for method, path in wire_requests(hall):
        assert hall.ask(method, path, auth=Signing(stranger)) == (401, "unknown-kiosk")
    stranger.close()


def test_signature_for_another_question_is_none(hall: Hall) -> None:
    with httpx2.Client(base_url=hall.url, trust_env=False, auth=Signing(hall.kiosk)) as http:
        answered = http.get("/v1/changes", params={"cursor": ""})
        good = {n: answered.request.headers[n] for n in ("signature", "signature-input")}
    kept = {"hall-nonce": "n" * 32, **good}

    other_query = hall.ask("GET", "/v1/changes?cursor=x", auth=Signing(hall.kiosk), headers=kept)
    other_nonce = hall.ask(
        "GET", "/v1/changes?cursor=", auth=Signing(hall.kiosk), headers=kept | {"hall-nonce": "m"}
    )

    assert answered.status_code == 200
    assert other_query == other_nonce == (401, "bad-signature")


def test_body_must_be_the_one_whose_digest_was_signed(hall: Hall) -> None:
    case = hall.kiosk.seal()
    body = hall.kiosk.manifest(case).canonical()
    digest = {"content-digest": wire.content_digest(body)}

    swapped = hall.ask(
        "PUT",
        f"/v1/cases/{case.case_id}/revs/1",
        auth=Signing(hall.kiosk),
        content=body + b" ",
        headers=digest,
    )

    assert swapped == (400, "digest-mismatch")


def test_blocked_kiosk_is_told_nothing_and_keeps_its_cases(hall: Hall) -> None:
    hall.platform.roll.block(TERMINAL)

    assert hall.ask("GET", "/v1/changes", auth=Signing(hall.kiosk)) == (403, "blocked")
    assert hall.deliver() == TryLater(failure=Failure.AUTH)
    hall.platform.roll.admit(hall.kiosk.public_json)
    assert isinstance(hall.deliver(), Accepted)


def test_kiosk_hears_of_its_own_cases_only(hall: Hall) -> None:
    hall.deliver()
    other = Kiosk(hall.folder / "other", public_json=hall.platform.public_json)
    other.keys = replace(other.keys, signing=Ed25519PrivateKey.generate())
    identity = KioskIdentity(kiosk_id="000099", signing_public=other.keys.signing.public_key())
    hall.platform.roll.admit(identity.to_json())

    own, foreign = (_heard(kiosk, hall.url) for kiosk in (hall.kiosk, other))

    assert isinstance(own, Changes)
    assert isinstance(foreign, Changes)
    assert (len(own.changes), len(foreign.changes)) == (1, 0)
    other.close()


def test_case_of_a_kiosk_that_is_not_on_the_roll_is_not_taken(hall: Hall) -> None:
    case = hall.kiosk.seal()
    body = replace(hall.kiosk.manifest(case), kiosk_id="000099").canonical()

    refused = hall.ask(
        "PUT", f"/v1/cases/{case.case_id}/revs/1", auth=Signing(hall.kiosk), content=body
    )

    assert refused == (409, "other-kiosk")


def test_case_of_an_unknown_terminal_waits_alone_and_the_line_stays_open(hall: Hall) -> None:
    stray = hall.kiosk.seal_as("000099")
    good = hall.kiosk.seal()
    client = hall.kiosk.client(hall.url)

    run_dry(hall.kiosk.engine(client))
    client.close()

    assert hall.kiosk.row(stray).state is CaseState.QUARANTINED
    assert hall.kiosk.row(stray).why_waiting == "other-kiosk"
    assert hall.kiosk.row(good).state is CaseState.RECEIVED


def test_former_keys_that_are_damaged_are_told_and_none_is_made_anew(tmp_path: Path) -> None:
    former = own_keys(tmp_path).current.public.key_id
    replace_keys(tmp_path)
    folder = tmp_path / "keys" / "former" / former
    kept = (folder / "hpke.key").read_text()

    for damage in ("", "bm90IGEga2V5", b64encode(b"7" * 32).decode(), None):
        if damage is None:
            (folder / "hpke.key").unlink()
        else:
            (folder / "hpke.key").write_text(damage)
        with pytest.raises(BadConfiguration, match="备份"):
            own_keys(tmp_path)
    (folder / "hpke.key").write_text(kept)
    assert own_keys(tmp_path).named(former).public.key_id == former


def test_change_of_keys_that_was_cut_off_is_finished_by_the_next_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = own_keys(tmp_path).current.public.key_id
    with monkeypatch.context() as cut:
        cut.setattr(Path, "unlink", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            replace_keys(tmp_path)

    secrets = replace_keys(tmp_path)

    assert secrets.current.public.key_id != former
    assert secrets.named(former).public.key_id == former


def _cut_off(_path: Path, *, missing_ok: bool = False) -> None:
    if not missing_ok:
        raise KeyboardInterrupt


def test_nobody_is_not_blocked(hall: Hall) -> None:
    with pytest.raises(BadInput, match="名册里没有"):
        hall.platform.roll.block("")
    assert [kiosk.is_blocked for kiosk in hall.platform.roll.kiosks()] == [False]


def test_one_key_is_one_kiosk(hall: Hall) -> None:
    signing = hall.kiosk.keys.signing.public_key()

    with pytest.raises(BadInput, match="共用密钥"):
        hall.platform.roll.admit(
            KioskIdentity(kiosk_id="000099", signing_public=signing).to_json(), is_replacement=True
        )


def test_cases_and_receipts_outlive_the_platforms_keys(tmp_path: Path) -> None:
    platform = LocalPlatform(tmp_path / "platform")
    kiosk = platform.enrolled(tmp_path / "kiosk")
    waiting, answered = kiosk.seal(), kiosk.seal()
    before = platform.secrets.current.public
    with served(platform.app) as url:
        _deliver(kiosk, url, answered)  # its receipt is lost on the way back

    secrets = replace_keys(tmp_path / "platform")
    fresh = secrets.current.public
    app = create_app(engine=platform.engine, secrets=secrets, clock=platform.clock)
    with served(app) as url:
        client = kiosk.client(url)
        unaware = client.hello()
        client.close()
        early = _deliver(kiosk, url, kiosk.seal())
        enrol(kiosk.keys_folder, fresh.to_json(), compared=fresh.key_id)
        kiosk.keys = load_keys(kiosk.keys_folder, data=kiosk.data)
        late = _deliver(kiosk, url, waiting)
        again = _deliver(kiosk, url, answered)
    desk = Desk(engine=platform.engine, secrets=secrets, clock=platform.clock)

    assert fresh != before
    assert isinstance(unaware, Online)
    assert abs(unaware.skew) < timedelta(seconds=30)
    assert all(isinstance(outcome, Accepted) for outcome in (early, late, again))
    assert before.key_id in kiosk.manifest(waiting).recipients
    assert set(desk.show(waiting.slip_number).application.answers)
    kiosk.close()
    platform.close()


def test_enrolment_file_whose_id_is_of_other_keys_is_refused(hall: Hall) -> None:
    other = PlatformKeys.from_json(own_keys(hall.folder / "other").current.public.to_json())
    ours = hall.kiosk.keys.platform
    mixed = other.to_json().replace(other.key_id.encode(), ours.key_id.encode())

    with pytest.raises(BadConfiguration, match="登记文件不对"):
        enrol(hall.kiosk.keys_folder, mixed)
    assert load_keys(hall.kiosk.keys_folder, data=hall.kiosk.data).platform == ours


def _heard(kiosk: Kiosk, url: str) -> Changes | TryLater:
    client = kiosk.client(url)
    heard = client.changes("")
    client.close()
    return heard


def _deliver(kiosk: Kiosk, url: str, case: CaseRow) -> Delivery:
    client = kiosk.client(url)
    manifest = kiosk.manifest(case)
    outcome = client.deliver(manifest, lambda sha256: kiosk.bundles.part(case.file_name, sha256))
    if outcome == Delivered():
        outcome = client.receipt(manifest)
    client.close()
    return outcome
