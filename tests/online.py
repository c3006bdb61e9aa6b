"""A kiosk and a platform on loopback, real to the last byte, for the tests of ``sync``."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import click
import httpx2
import sqlalchemy as sa
import uvicorn
from click.testing import CliRunner, Result
from starlette.types import ASGIApp

from kiosk.devices.clock import SystemClock
from kiosk.domain.case import CaseState
from kiosk.domain.ids import CaseId, uuid7
from kiosk.domain.manifest import Manifest
from kiosk.i18n import Text
from kiosk.ports.cases import CaseRow
from kiosk.ports.clock import Clock
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.store.outbox import SqliteOutbox
from kiosk.vault.bundle import BundleFiles, HpkeSealer
from kiosk.vault.enrolment import KioskIdentity, enrol, key_id
from kiosk.vault.keys import load_keys, make_correction_key, make_device_keys
from sync.client.http import HttpPlatform
from sync.platform.api import create_app
from sync.platform.desk import Desk
from sync.platform.keys import PlatformSecrets, own_keys
from sync.platform.pages import Hall, citizen_pages
from sync.platform.roll import Roll
from sync.platform.serving import listen
from sync.platform.store import open_engine
from sync.signatures import NONCE_HEADER, PLATFORM_KEY_HEADER, Request, sign_request
from sync.wire import content_digest
from sync.worker import Engine, Pace, Platform
from tests.made_up import TERMINAL, an_application

PATIENCE_SECONDS = 60  # only ever waited out when something is broken


class Kiosk:
    """A data folder, its keys, and cases sealed in it."""

    def __init__(self, folder: Path, *, public_json: bytes) -> None:
        self.data, self.keys_folder = folder / "data", folder / "keys"
        _lay_out(self.keys_folder, _own_keys(folder))
        enrol(self.keys_folder, public_json)
        self.keys = load_keys(self.keys_folder, data=self.data)
        self.database = open_database(self.data / "hall.db")
        self.cases = SqliteCases(self.database)
        self.outbox = SqliteOutbox(self.database)
        self.bundles = BundleFiles(self.data / "bundles")
        self.sealer = HpkeSealer(folder=self.data / "bundles", keys=self.keys, kiosk_id=TERMINAL)
        self.clock: Clock = SystemClock()

    def seal(self, **changes: object) -> CaseRow:
        """Seal one made-up application, as the window does."""
        now = self.clock.now()
        number = self.cases.next_slip_number(terminal=TERMINAL, day=date(2026, 11, 23))
        fresh = {"case_id": CaseId(uuid7(now)), "slip_number": number, "captured_at": now}
        application = an_application(**(fresh | changes))
        sealed = self.sealer.seal(application, previous_head=self.cases.chain_head())
        self.cases.add_sealed(
            [sealed], slip_number=application.slip_number, applicant_key="", at=now
        )
        return self.cases.by_slip(application.slip_number)[-1]

    def seal_as(self, terminal: str) -> CaseRow:
        """Seal one as a kiosk of another number, such as this one had before."""
        own = self.sealer
        self.sealer = HpkeSealer(folder=self.data / "bundles", keys=self.keys, kiosk_id=terminal)
        try:
            return self.seal()
        finally:
            self.sealer = own

    def correct(self, case: CaseRow) -> CaseRow:
        """Seal the next revision of a case that was sent back."""
        self.outbox.settle_refused(
            case, to=CaseState.NEEDS_CORRECTION, code="invalid", note="", at=self.clock.now()
        )
        return self.seal(case_id=case.case_id, rev=case.rev + 1)

    def manifest(self, case: CaseRow) -> Manifest:
        return self.bundles.manifest(case.file_name)

    def row(self, case: CaseRow) -> CaseRow:
        """Return the case as it stands now."""
        rows = self.cases.by_slip(type(an_application().slip_number)(case.slip_number))
        return next(r for r in rows if (r.case_id, r.rev) == (case.case_id, case.rev))

    def engine(self, platform: Platform, *, clock: Clock | None = None, **pace: object) -> Engine:
        return Engine(
            outbox=self.outbox,
            bundles=self.bundles,
            platform=platform,
            clock=clock or self.clock,
            draw=lambda: 0.5,
            pace=Pace(**pace),
        )

    def client(self, url: str) -> HttpPlatform:
        return HttpPlatform(url, keys=self.keys, clock=self.clock)

    @property
    def public_json(self) -> bytes:
        """What the platform is told of this kiosk."""
        signing = self.keys.signing.public_key()
        return KioskIdentity(kiosk_id=TERMINAL, signing_public=signing).to_json()

    def environment(self, url: str, **more: str) -> dict[str, str]:
        """Return the environment in which programs find this kiosk."""
        return os.environ | {
            "HALL_DATA": str(self.data),
            "HALL_KEYS": str(self.keys_folder),
            "HALL_PLATFORM_URL": url,
            "HALL_TERMINAL": TERMINAL,
            "HALL_SYNC_RETRY_SECONDS": "0.2",
            "HALL_SYNC_RETRY_CAP_SECONDS": "0.5",
            "HALL_SYNC_LEASE_SECONDS": "1",
            **more,
        }

    def close(self) -> None:
        self.database.close()


class Signing(httpx2.Auth):
    """Signs what a test sends by hand, as the kiosk would."""

    requires_request_body = True

    def __init__(self, kiosk: Kiosk) -> None:
        self._key = kiosk.keys.signing
        self.platform_key = kiosk.keys.platform.key_id

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        path, _, query = request.url.raw_path.decode().partition("?")
        digest = request.headers.setdefault("content-digest", content_digest(request.content))
        asked = Request(
            method=request.method,
            path=path,
            query=query,
            nonce=request.headers.setdefault(NONCE_HEADER, "n" * 32),
            content_digest=digest,
            platform_key=request.headers.setdefault(PLATFORM_KEY_HEADER, self.platform_key),
        )
        signed = sign_request(asked, key=self._key, key_id=key_id(self._key.public_key()))
        request.headers.setdefault("signature-input", signed.signature_input)
        request.headers.setdefault("signature", signed.signature)
        yield request


_KEYS: dict[str, bytes] = {}


def _own_keys(folder: Path) -> Mapping[str, bytes]:
    """Return a kiosk's own key files, made once a session: each costs two syncs of the disk."""
    if not _KEYS:
        made = folder / "first-keys"
        make_device_keys(made, data=folder / "data")
        make_correction_key(made, private_file=folder / "first-stick")
        _KEYS.update({file.name: file.read_bytes() for file in made.iterdir()})
    return _KEYS


def _lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        (folder / name).touch(mode=0o600)
        (folder / name).write_bytes(content)


@cache
def _wording() -> Text:
    # Parsed once a session: it takes longer than all the rest of a platform.
    return Text()


class LocalPlatform:
    """The platform in this process, without a socket yet."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.engine: sa.Engine = open_engine(str(folder / "platform.db"))
        self.secrets: PlatformSecrets = own_keys(folder)
        self.clock: Clock = SystemClock()
        pages = citizen_pages(
            engine=self.engine,
            text=_wording(),
            hall=Hall(name="幸福街道便民服务站", phone="12345"),
        )
        self.app = create_app(
            engine=self.engine, secrets=self.secrets, clock=self.clock, pages=pages
        )
        self.desk = Desk(engine=self.engine, secrets=self.secrets, clock=self.clock)
        self.roll = Roll(engine=self.engine, clock=self.clock)

    @property
    def public_json(self) -> bytes:
        return self.secrets.current.public.to_json()

    def enrolled(self, folder: Path) -> Kiosk:
        """Return a new kiosk that knows this platform and is on its roll."""
        kiosk = Kiosk(folder, public_json=self.public_json)
        self.roll.admit(kiosk.public_json)
        return kiosk

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def served(app: ASGIApp, *, config: uvicorn.Config | None = None) -> Iterator[str]:
    """Serve an app on loopback by the real server; give its address."""
    listener = listen("127.0.0.1", 0)
    plain = uvicorn.Config(app, log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config or plain)
    # Signals belong to the test process, so the server gets a thread.
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
        listener.close()


class PlatformProcess:
    """``hall-platform serve`` as a process that may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sync.platform", "serve", "--data", str(self.folder),
             "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def end(self, sign: signal.Signals) -> int:
        """Ask it to stop; return its exit status."""
        assert self._process
        self._process.send_signal(sign)
        return self._process.wait(PATIENCE_SECONDS)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait(PATIENCE_SECONDS)

    def wait_until_up(self) -> None:
        wait_for(lambda: answers(self.url))


def answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/v1/public.json", trust_env=False).status_code == 200
    except httpx2.HTTPError:
        return False


def wait_for(is_so: Callable[[], bool], *, every: timedelta = timedelta(milliseconds=50)) -> None:
    """Return as soon as ``is_so()``; fail when it never is."""
    end = time.monotonic() + PATIENCE_SECONDS
    pause = threading.Event()
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        pause.wait(every.total_seconds())


def run_dry(engine: Engine, *, steps: int = 1000) -> None:
    """Let the engine work until it has nothing to do now."""
    for _ in range(steps):
        if engine.run_once():
            return
    raise AssertionError("the engine never rests")


def typed(
    program: click.Command, arguments: Sequence[str], environment: dict[str, str] | None = None
) -> Result:
    """Run a verb in this process: what a new process would only make slower."""
    return CliRunner().invoke(program, list(arguments), env=environment, catch_exceptions=False)


def sync_command(
    arguments: Sequence[str], environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a verb of ``hall-sync`` as an admin does."""
    return subprocess.run(
        [sys.executable, "-m", "sync", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
