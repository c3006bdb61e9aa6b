"""The client believes the platform and nobody else, and never raises a foreign error."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.devices.clock import FixedClock
from kiosk.domain.case import CaseState, PlatformStatus
from kiosk.domain.errors import BadConfiguration
from kiosk.settings import Settings
from kiosk.vault.receipts import verify_receipt
from sync.client import open_platform
from sync.client.http import HttpPlatform
from sync.outcomes import Accepted, Changes, Delivered, Failure, Online, Refused, TryLater
from tests.fakes.portals import FAKES, answering, reply
from tests.online import LocalPlatform, served


class Both:
    """A kiosk and the platform it is enrolled with."""

    def __init__(self, folder: Path) -> None:
        self.platform = LocalPlatform(folder / "platform")
        self.kiosk = self.platform.enrolled(folder / "kiosk")

    def part(self, name: str) -> Callable[[str], bytes]:
        return lambda sha256: self.kiosk.bundles.part(name, sha256)


@pytest.fixture(name="both")
def both_of_them(tmp_path: Path) -> Iterator[Both]:
    both = Both(tmp_path)
    yield both
    both.kiosk.close()
    both.platform.close()


@pytest.fixture(name="client")
def a_client(both: Both) -> Iterator[HttpPlatform]:
    with served(both.platform.app) as url:
        client = both.kiosk.client(url)
        yield client
        client.close()


def test_platform_is_online_and_tells_the_skew(client: HttpPlatform) -> None:
    outcome = client.hello()

    assert isinstance(outcome, Online)
    assert abs(outcome.skew) < timedelta(seconds=30)


def test_skew_is_the_platforms_clock_minus_ours(both: Both) -> None:
    both.kiosk.clock = FixedClock(datetime.now(UTC) - timedelta(days=3650))
    with served(both.platform.app) as url:
        client = both.kiosk.client(url)
        outcome = client.hello()
        client.close()

    assert isinstance(outcome, Online)
    assert abs(outcome.skew - timedelta(days=3650)) < timedelta(seconds=30)


def test_case_is_delivered_and_then_received(both: Both, client: HttpPlatform) -> None:
    case = both.kiosk.seal()
    manifest = both.kiosk.manifest(case)

    delivered = client.deliver(manifest, both.part(case.file_name))
    accepted = client.receipt(manifest)
    again = client.deliver(manifest, both.part(case.file_name))

    assert delivered == Delivered()
    assert isinstance(accepted, Accepted)
    assert again == accepted
    verify_receipt(accepted.receipt, both.kiosk.keys.platform.receipt_public, case.seal)


def test_other_content_is_refused_into_quarantine(both: Both, client: HttpPlatform) -> None:
    case = both.kiosk.seal()
    manifest = both.kiosk.manifest(case)
    client.deliver(manifest, both.part(case.file_name))

    outcome = client.deliver(replace(manifest, item_code="x"), both.part(case.file_name))

    assert isinstance(outcome, Refused)
    assert (outcome.to, outcome.code) == (CaseState.QUARANTINED, "other-seal")


def test_fault_in_the_form_of_a_case_is_never_put_on_the_citizen(
    both: Both, client: HttpPlatform
) -> None:
    case = both.kiosk.seal()

    outcome = client.deliver(
        replace(both.kiosk.manifest(case), token_sha256=""), both.part(case.file_name)
    )

    assert isinstance(outcome, Refused)
    assert (outcome.to, outcome.code) == (CaseState.QUARANTINED, "invalid")
    assert "/token_sha256" in outcome.note


def test_fault_in_the_answers_goes_back_to_the_citizen(both: Both, client: HttpPlatform) -> None:
    case = both.kiosk.seal(answers={})
    manifest = both.kiosk.manifest(case)
    client.deliver(manifest, both.part(case.file_name))

    outcome = client.receipt(manifest)

    assert isinstance(outcome, Refused)
    assert outcome.to is CaseState.NEEDS_CORRECTION
    assert "/answers empty" in outcome.note


def test_receipt_before_the_bytes_is_tried_later(both: Both, client: HttpPlatform) -> None:
    outcome = client.receipt(both.kiosk.manifest(both.kiosk.seal()))

    assert outcome == TryLater(failure=Failure.SERVER_ERROR)


def test_feed_is_read_page_by_page(both: Both, client: HttpPlatform) -> None:
    case = both.kiosk.seal()
    manifest = both.kiosk.manifest(case)
    client.deliver(manifest, both.part(case.file_name))
    client.receipt(manifest)
    both.platform.desk.ask_correction(case.case_id, ["身份证反面看不清"])

    page = client.changes("")

    assert isinstance(page, Changes)
    assert [c.status for c in page.changes] == [
        PlatformStatus.RECEIVED, PlatformStatus.NEEDS_CORRECTION,
    ]  # fmt: skip
    assert page.changes[1].to_correct == ("身份证反面看不清",)
    assert client.changes(page.cursor) == Changes(changes=(), cursor=page.cursor, has_more=False)


def test_feed_with_long_words_comes_in_pages_the_client_reads(
    both: Both, client: HttpPlatform
) -> None:
    asked = [f"{n:03d}" + "补" * 497 for n in range(100)]
    for _ in range(8):
        manifest = both.kiosk.manifest(case := both.kiosk.seal())
        client.deliver(manifest, both.part(case.file_name))
        client.receipt(manifest)
        both.platform.desk.ask_correction(case.case_id, asked)

    page, told = client.changes(""), 0
    assert isinstance(page, Changes)
    assert page.has_more
    while page.changes:
        told += len(page.changes)
        page = client.changes(page.cursor)
        assert isinstance(page, Changes)

    assert told == 16


@pytest.mark.parametrize("name", FAKES)
def test_fake_answer_is_never_believed(both: Both, name: str) -> None:
    case = both.kiosk.seal()
    manifest = both.kiosk.manifest(case)

    with answering(FAKES[name]) as url:
        client = both.kiosk.client(url)
        outcomes = (
            client.hello(),
            client.deliver(manifest, both.part(case.file_name)),
            client.receipt(manifest),
            client.changes(""),
        )
        client.close()

    assert [o for o in outcomes if not isinstance(o, TryLater)] == []


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("login-page", Failure.PORTAL),
        ("redirect-to-login", Failure.PORTAL),
        ("network-login", Failure.PORTAL),
        ("impostor-that-echoes", Failure.PORTAL),
        ("gateway-forbids", Failure.AUTH),
        ("proxy-timeout", Failure.UNREACHABLE),
        ("silence", Failure.UNREACHABLE),
        ("never-ending", Failure.PORTAL),
        ("server-error-page", Failure.SERVER_ERROR),
    ],
)
def test_cause_of_being_offline_is_told_apart(both: Both, name: str, failure: Failure) -> None:
    with answering(FAKES[name]) as url:
        client = both.kiosk.client(url)
        outcome = client.hello()
        client.close()

    assert outcome == TryLater(failure=failure)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("7", timedelta(seconds=7)),
        ("", None),
        ("Mon, 23 Nov 2026 12:00:00 GMT", None),
        ("-1", None),
    ],
)
def test_wait_the_platform_asks_for_is_read(both: Both, text: str, wait: timedelta | None) -> None:
    with answering(reply("503 Busy", b"", f"Retry-After: {text}")) as url:
        client = both.kiosk.client(url)
        outcome = client.hello()
        client.close()

    assert outcome == TryLater(failure=Failure.BUSY, retry_after=wait)


def test_nobody_there_is_unreachable(both: Both) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    client = both.kiosk.client(f"http://127.0.0.1:{port}")

    assert client.hello() == TryLater(failure=Failure.UNREACHABLE)
    client.close()


class Cache:
    """A cache between kiosk and platform: the first answer to a path is given again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[tuple[str, str], list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = (scope["method"], scope["path"])
        if asked not in self._kept:
            kept: list[Message] = []

            async def keep(message: Message) -> None:
                kept.append(message)

            await self._app(scope, receive, keep)
            self._kept[asked] = kept
        for message in self._kept[asked]:
            await send(message)


def test_old_answer_of_the_platform_itself_is_not_believed(both: Both) -> None:
    case = both.kiosk.seal()
    manifest = both.kiosk.manifest(case)

    with served(Cache(both.platform.app)) as url:
        client = both.kiosk.client(url)
        first = (client.hello(), client.deliver(manifest, both.part(case.file_name)))
        second = (client.hello(), client.deliver(manifest, both.part(case.file_name)))
        client.close()

    assert isinstance(first[0], Online)
    assert first[1] == Delivered()
    assert second == (TryLater(failure=Failure.PORTAL), TryLater(failure=Failure.PORTAL))


def test_another_platform_is_not_ours(both: Both, tmp_path: Path) -> None:
    other = LocalPlatform(tmp_path / "other")
    other.roll.admit(both.kiosk.public_json)
    case = both.kiosk.seal()

    with served(other.app) as url:
        client = both.kiosk.client(url)
        outcomes = (
            client.hello(),
            client.deliver(both.kiosk.manifest(case), both.part(case.file_name)),
        )
        client.close()
    other.close()

    assert outcomes == (TryLater(failure=Failure.PORTAL), TryLater(failure=Failure.PORTAL))


@contextmanager
def served_by_tls(app: ASGIApp, folder: Path, *, first: datetime, last: datetime) -> Iterator[str]:
    """Serve on loopback with a fresh certificate in ``folder/ca.pem`` that is valid so long."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    config = uvicorn.Config(
        app, log_level="critical", lifespan="off", ws="none",
        ssl_certfile=folder / "ca.pem", ssl_keyfile=folder / "tls.key",
    )  # fmt: skip
    with served(app, config=config) as url:
        yield url.replace("http:", "https:")


NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last", "is_trusted", "wanted"),
    [
        (NOW - DAY, NOW + DAY, True, None),
        (NOW - DAY, NOW + DAY, False, Failure.CERTIFICATE),
        (NOW + 300 * DAY, NOW + 400 * DAY, True, Failure.CLOCK),
        (NOW - 400 * DAY, NOW - 300 * DAY, True, Failure.CLOCK),
    ],
    ids=["good", "unknown", "not-yet-valid", "expired"],
)
def test_bad_certificate_and_wrong_clock_are_told_apart(
    both: Both, tmp_path: Path, *, first: datetime, last: datetime, is_trusted: bool,
    wanted: Failure | None,
) -> None:  # fmt: skip
    with served_by_tls(both.platform.app, tmp_path, first=first, last=last) as url:
        trust = ssl.create_default_context(cafile=tmp_path / "ca.pem") if is_trusted else None
        client = HttpPlatform(url, keys=both.kiosk.keys, clock=both.kiosk.clock, trust=trust)
        outcome = client.hello()
        client.close()

    assert (outcome.failure if isinstance(outcome, TryLater) else None) == wanted


def test_settings_name_the_platform(both: Both) -> None:
    keys, clock = both.kiosk.keys, both.kiosk.clock

    assert isinstance(open_platform(Settings(), keys, clock), HttpPlatform)
    with pytest.raises(BadConfiguration, match="platform"):
        open_platform(Settings(platform="fax"), keys, clock)
    with pytest.raises(BadConfiguration, match="platform_ca"):
        open_platform(Settings(platform_ca=Path("nowhere.pem")), keys, clock)
