"""Who is who on the wire (登记): the platform's public keys here, this kiosk's public key there.

``platform.json`` holds the keys in use. A change is made only by somebody who compared the new
fingerprint with the platform's people; the keys before it stay in ``former-<id>.json``, because
a receipt they signed may still be on its way.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.manifest import canonical_json
from kiosk.vault.durable import write_durably

KEY_BYTES = 32
_PLATFORM, _FORMER = "platform.json", "former-{}.json"
_ID_DIGITS = 24
_ENROL = "运行 hall-sync enrol 导入平台给的登记文件"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformKeys:
    """What enrolment tells of the platform; all of it public.

    Attributes:
        hpke_public: cases are sealed to it.
        receipt_public: receipts and answers verify by it.
    """

    hpke_public: X25519PublicKey
    receipt_public: Ed25519PublicKey

    @property
    def key_id(self) -> str:
        """Return the fingerprint of both keys, which people compare by voice."""
        return key_id(self.hpke_public, self.receipt_public)

    @classmethod
    def from_json(cls, plain: bytes) -> "PlatformKeys":
        """Read ``{"key_id", "hpke_public", "receipt_public"}``, the keys in base64.

        Raises:
            ValueError, KeyError, TypeError: it is not such a file, or its id is of other keys.
        """
        fields = json.loads(plain)
        keys = cls(
            hpke_public=X25519PublicKey.from_public_bytes(unarmoured(fields["hpke_public"])),
            receipt_public=Ed25519PublicKey.from_public_bytes(
                unarmoured(fields["receipt_public"])
            ),
        )
        if keys.key_id != fields["key_id"]:
            raise ValueError("the id is of other keys")
        return keys

    def to_json(self) -> bytes:
        """Return the enrolment file, the form a platform hands out."""
        return canonical_json(
            {
                "key_id": self.key_id,
                "hpke_public": armoured(self.hpke_public.public_bytes_raw()),
                "receipt_public": armoured(self.receipt_public.public_bytes_raw()),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskIdentity:
    """What the platform is told of a kiosk; all of it public.

    Attributes:
        kiosk_id: the terminal's number.
        signing_public: its requests verify by it.
    """

    kiosk_id: str
    signing_public: Ed25519PublicKey

    @property
    def key_id(self) -> str:
        """Return the fingerprint of the key, which people compare by voice."""
        return key_id(self.signing_public)

    @classmethod
    def from_json(cls, plain: bytes) -> "KioskIdentity":
        """Read ``{"kiosk_id", "key_id", "signing_public"}``, the key in base64.

        Raises:
            ValueError, KeyError, TypeError: it is not such a file, or its id is of another key.
        """
        fields = json.loads(plain)
        identity = cls(
            kiosk_id=str(fields["kiosk_id"]),
            signing_public=Ed25519PublicKey.from_public_bytes(
                unarmoured(fields["signing_public"])
            ),
        )
        if identity.key_id != fields["key_id"] or not identity.kiosk_id:
            raise ValueError("the id is of another key, or nobody is named")
        return identity

    def to_json(self) -> bytes:
        """Return the form in which the platform's people are given it."""
        return canonical_json(
            {
                "kiosk_id": self.kiosk_id,
                "key_id": self.key_id,
                "signing_public": armoured(self.signing_public.public_bytes_raw()),
            }
        )


def key_id(*publics: X25519PublicKey | Ed25519PublicKey) -> str:
    """Return a name that follows from keys alone: 24 hex digits (96 bits) of their sha256."""
    raw = b"".join(public.public_bytes_raw() for public in publics)
    return hashlib.sha256(raw).hexdigest()[:_ID_DIGITS]


def in_fours(name: str) -> str:
    """Return a key id the way it is read out, in groups of four."""
    return " ".join(name[start : start + 4] for start in range(0, len(name), 4))


def enrol(folder: Path, platform_json: bytes, *, compared: str = "") -> PlatformKeys:
    """Keep the platform's public keys; those they replace stay beside them.

    Args:
        folder: the keys folder.
        platform_json: the enrolment file.
        compared: the fingerprint that was read out by the platform's people, gaps allowed. May
            be empty the first time; a change of keys is not made without it.

    Raises:
        BadConfiguration: it is not an enrolment file, or the fingerprint is not its own.
        StorageFailed: it could not be written.
    """
    try:
        keys = PlatformKeys.from_json(platform_json)
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadConfiguration(
            "平台登记文件不对：要有 key_id、hpke_public、receipt_public 三项，后两项是 base64，"
            "key_id 是这两把公钥的指纹。改法：向平台管理员重新要一份。"
        ) from wrong
    given = "".join(compared.split()).lower()
    if given and given != keys.key_id:
        raise BadConfiguration(
            f"指纹对不上：文件里的是 {in_fours(keys.key_id)}，没有登记。"
            "改法：当面或打电话向平台管理员再核对；对不上就不要用这个文件。"
        )
    before = _read(folder / _PLATFORM) if (folder / _PLATFORM).exists() else None
    if before is not None and before.key_id != keys.key_id:
        _refuse_unasked(before, keys, given)
        write_durably(folder / _FORMER.format(before.key_id), before.to_json())
    write_durably(folder / _PLATFORM, keys.to_json())
    return keys


def read_platform(folder: Path) -> tuple[PlatformKeys, tuple[PlatformKeys, ...]]:
    """Return the platform's keys in use, and those before them.

    Raises:
        BadConfiguration: a file is missing or damaged; names it and its mend.
    """
    current = _read(folder / _PLATFORM)
    former = (_read(file) for file in sorted(folder.glob(_FORMER.format("*"))))
    return current, tuple(keys for keys in former if keys.key_id != current.key_id)


def _refuse_unasked(before: PlatformKeys, keys: PlatformKeys, given: str) -> None:
    if not given:
        raise BadConfiguration(
            f"这台机器登记的是另一对平台密钥（{in_fours(before.key_id)}），没有替换。"
            f"改法：当面或打电话核对新指纹 {in_fours(keys.key_id)}，"
            f'一致再运行 hall-sync enrol 登记文件 --fingerprint "{in_fours(keys.key_id)}"。'
        )


def _read(file: Path) -> PlatformKeys:
    try:
        return PlatformKeys.from_json(file.read_bytes())
    except OSError as missing:
        raise BadConfiguration(f"{file} 读不到。改法：{_ENROL}。") from missing
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadConfiguration(
            f"{file} 内容损坏。改法：从密钥备份恢复；没有备份时删去它，{_ENROL}。"
        ) from wrong


def armoured(raw: bytes) -> str:
    """Return a key as one line of base64."""
    return base64.b64encode(raw).decode("ascii")


def unarmoured(text: str) -> bytes:
    """Return the key in a line of base64.

    Raises:
        ValueError: it is no base64, or not 32 bytes.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as wrong:
        raise ValueError("not base64") from wrong
    if len(raw) != KEY_BYTES:
        raise ValueError("not 32 bytes")
    return raw
