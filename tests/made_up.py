"""People, applications and keys that exist in tests only."""

from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.application import Application, Attachment, ServiceRef
from kiosk.domain.authorisation import Act, Authorisation
from kiosk.domain.chain import verify
from kiosk.domain.ids import CaseId, uuid7
from kiosk.domain.manifest import Manifest
from kiosk.domain.people import check_digit
from kiosk.domain.slip_number import SlipNumber
from kiosk.store.database import HallDatabase
from kiosk.store.events import all_events
from kiosk.vault.enrolment import PlatformKeys, enrol
from kiosk.vault.keys import Keys, load_keys, make_correction_key, make_device_keys
from kiosk.vault.receipts import sign_receipt

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TERMINAL = "000012"

NAME = "欧阳碎玉"
HELPER = "司徒拾光"
PHONE = "19900006789"
ADDRESS = "幸福街道望云里四十七号"
NUMBER = "11010119380715002" + check_digit("11010119380715002")
HELPER_NUMBER = "11010119700102003" + check_digit("11010119700102003")
TOKEN = "tok-Zq8vNw3LrT"  # noqa: S105 - made up, opens nothing
SUBMISSION = f"<data><name>{NAME}</name><id_no>{NUMBER}</id_no></data>".encode()


def a_photo(seed: int = 1, size: int = 4000) -> bytes:
    """Return bytes that look like a photograph and occur nowhere else."""
    return b"\xff\xd8\xff\xe0" + Random(seed).randbytes(size)


def a_slip_number(serial: int = 1) -> SlipNumber:
    return SlipNumber.make(terminal=TERMINAL, day=date(2026, 11, 23), serial=serial)


def an_authorisation() -> Authorisation:
    return Authorisation(
        kind="paper",
        principal_name=NAME,
        principal_number=NUMBER,
        helper_name=HELPER,
        helper_number=HELPER_NUMBER,
        helper_phone=PHONE,
        relation="侄女",
        services=frozenset({"senior-allowance"}),
        acts=frozenset({Act.FILL, Act.SUBMIT}),
        valid_from=date(2026, 11, 23),
        valid_until=date(2026, 12, 23),
    )


def an_application(**changes: Any) -> Application:
    """Return an application for a made-up woman of 88, with two photographs."""
    plain = Application(
        case_id=CaseId(uuid7(NOON)),
        slip_number=a_slip_number(),
        service=ServiceRef(service="senior-allowance", version="1", schema_digest="5" * 64),
        item_code="11000000MB000000001",
        captured_at=NOON,
        captured_boot="first",
        captured_ms=60_000,
        by_helper=True,
        is_urgent=False,
        answers={"name": NAME, "id_no": NUMBER, "phone": PHONE, "address": ADDRESS},
        readable=(("姓名", NAME), ("住在哪里", ADDRESS)),
        submission=SUBMISSION,
        attachments=(
            Attachment(slot="id_front", media_type="image/jpeg", content=a_photo(1)),
            Attachment(slot="id_back", media_type="image/jpeg", content=a_photo(2)),
        ),
        applicant_number=NUMBER,
        token=TOKEN,
        authorisation=an_authorisation(),
        notes={"applied_against_advice": "yes"},
    )
    return replace(plain, **changes)


@dataclass(frozen=True, kw_only=True)
class KeyRing:
    """The kiosk's keys and the private halves that never lie on a kiosk."""

    keys: Keys
    platform: X25519PrivateKey
    receipts: Ed25519PrivateKey
    correction_file: Path

    def receipt(self, manifest: Manifest, *, number: str = "2026-0001") -> Any:
        return sign_receipt(
            self.receipts,
            case_id=manifest.case_id,
            rev=manifest.rev,
            seal=manifest.seal(),
            platform_number=number,
            received_at="2026-11-23T12:05:00+00:00",
            sequence=7,
        )


def a_key_ring(folder: Path) -> KeyRing:
    """Make every key: ``folder/keys`` of the kiosk, ``folder/stick`` of the hall."""
    keys, data = folder / "keys", folder / "data"
    make_device_keys(keys, data=data)
    platform, receipts = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    public = PlatformKeys(
        hpke_public=platform.public_key(),
        receipt_public=receipts.public_key(),
    )
    enrol(keys, public.to_json())
    make_correction_key(keys, private_file=folder / "stick")
    return KeyRing(
        keys=load_keys(keys, data=data),
        platform=platform,
        receipts=receipts,
        correction_file=folder / "stick",
    )


def needles(*more: bytes) -> tuple[bytes, ...]:
    """Return the made-up person in every form in which bytes might give her away."""
    texts = (NAME, HELPER, PHONE, ADDRESS, NUMBER, HELPER_NUMBER, TOKEN)
    forms = [form for text in texts for form in forms_of(text)]
    photos = [a_photo(seed)[start : start + 16] for seed in (1, 2) for start in range(4, 4000, 97)]
    return (*forms, *photos, *more)


def forms_of(text: str) -> tuple[bytes, ...]:
    """Return the bytes in which a text may lie in a file: codings, JSON, hexadecimal, base64."""
    coded = [text.encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    escaped = text.encode("unicode_escape")
    return (*coded, escaped, text.encode().hex().encode(), *in_base64(text.encode()))


def in_base64(raw: bytes) -> tuple[bytes, ...]:
    """Return what base64 makes of ``raw`` wherever in a longer message it begins."""
    return tuple(
        b64encode(bytes(before) + raw)[-(-before * 4 // 3) : (before + len(raw)) // 3 * 4]
        for before in range(3)
    )


def all_bytes(folder: Path) -> bytes:
    """Return every file below ``folder`` and every name, one after another."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"\0".join(part for f in files for part in (f.name.encode(), f.read_bytes()))


def verify_chain(database: HallDatabase) -> str:
    """Return the head of the event chain after checking every event of it."""
    return verify(all_events(database))
