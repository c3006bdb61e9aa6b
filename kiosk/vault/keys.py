"""The key files of a kiosk, in a folder of their own outside the data folder.

Who takes the data folder alone gets nothing that can be read. The folder holds

- ``device.key`` encrypts drafts, ``lookup.key`` hashes numbers that cases are found by,
  ``signing.key`` (Ed25519) is this kiosk's hand on the wire: secret, made here, never leave;
- ``platform.json`` from enrolment: the platform's HPKE key and the key its receipts verify by;
- ``correction.pub``: the hall's key for corrections; its private half is carried away.

Each secret file is one line of base64.
"""

import base64
import binascii
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from kiosk.domain.errors import BadConfiguration, StorageFailed
from kiosk.domain.manifest import canonical_json
from kiosk.vault.durable import write_durably

_SECRET = 32
_FOR_OTHERS = 0o077
_DEVICE, _LOOKUP, _SIGNING = "device.key", "lookup.key", "signing.key"
_PLATFORM, _CORRECTION = "platform.json", "correction.pub"
_MAKE = "运行 hall-sync keys make 生成"
_ENROL = "运行 hall-sync enrol 导入平台给的登记文件"
_MAKE_CORRECTION = "运行 hall-sync keys correction 生成补正密钥"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformKeys:
    """What enrolment tells of the platform; all of it public.

    Attributes:
        key_id: the platform's name for ``hpke_public``, kept so that it may change keys.
        receipt_public: receipts verify by it.
    """

    key_id: str
    hpke_public: X25519PublicKey
    receipt_public: Ed25519PublicKey

    @classmethod
    def from_json(cls, plain: bytes) -> "PlatformKeys":
        """Read ``{"key_id", "hpke_public", "receipt_public"}``, the keys in base64.

        Raises:
            ValueError, KeyError, TypeError: it is not such a file.
        """
        fields = json.loads(plain)
        return cls(
            key_id=str(fields["key_id"]),
            hpke_public=X25519PublicKey.from_public_bytes(_unarmoured(fields["hpke_public"])),
            receipt_public=Ed25519PublicKey.from_public_bytes(
                _unarmoured(fields["receipt_public"])
            ),
        )

    def to_json(self) -> bytes:
        """Return the enrolment file, the form a platform hands out."""
        return canonical_json(
            {
                "key_id": self.key_id,
                "hpke_public": _armoured(self.hpke_public.public_bytes_raw()),
                "receipt_public": _armoured(self.receipt_public.public_bytes_raw()),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """All keys this kiosk works with.

    Attributes:
        device: encrypts drafts, 32 bytes.
        lookup: keys the hashes of citizen numbers and resume codes, 32 bytes.
        signing: signs what this kiosk sends.
        correction: the hall's key for corrections; it can seal to it, not open.
    """

    device: bytes = field(repr=False)
    lookup: bytes = field(repr=False)
    signing: Ed25519PrivateKey = field(repr=False)
    platform: PlatformKeys
    correction: X25519PublicKey

    @property
    def recipients(self) -> Mapping[str, X25519PublicKey]:
        """Key id → key, of everyone who may open a case."""
        return {
            self.platform.key_id: self.platform.hpke_public,
            key_id(self.correction): self.correction,
        }


def key_id(public: X25519PublicKey) -> str:
    """Return a name for a key that follows from the key alone: 16 hex digits of its sha256."""
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


def make_device_keys(folder: Path, *, data: Path) -> None:
    """Make the secrets that are missing; those that exist stay, for drafts hang on them.

    Raises:
        BadConfiguration: ``folder`` lies inside ``data``.
        StorageFailed: a file could not be written.
    """
    _refuse_inside(folder, data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (_DEVICE, _LOOKUP, _SIGNING):
        if not (folder / name).exists():
            _write_new(folder / name, secrets.token_bytes(_SECRET))


def enrol(folder: Path, platform_json: bytes) -> PlatformKeys:
    """Keep the platform's public keys, in place of earlier ones.

    Raises:
        BadConfiguration: it is not an enrolment file.
        StorageFailed: it could not be written.
    """
    try:
        keys = PlatformKeys.from_json(platform_json)
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadConfiguration(
            "平台登记文件不对：要有 key_id、hpke_public、receipt_public 三项，后两项是 base64。"
            "改法：向平台管理员重新要一份。"
        ) from wrong
    write_durably(folder / _PLATFORM, keys.to_json())
    return keys


def make_correction_key(folder: Path, *, private_file: Path) -> str:
    """Make the hall's correction key; the private half goes to ``private_file`` and away.

    Args:
        folder: the keys folder, where the public half stays.
        private_file: a new file on a stick that an admin locks up.

    Returns:
        The id of the key.

    Raises:
        StorageFailed: ``private_file`` exists or can not be written.
    """
    private = X25519PrivateKey.generate()
    _write_new(private_file, private.private_bytes_raw())
    public = private.public_key()
    write_durably(folder / _CORRECTION, _armoured(public.public_bytes_raw()).encode() + b"\n")
    return key_id(public)


def read_correction_key(private_file: Path) -> X25519PrivateKey:
    """Read the private half back, at the correction desk.

    Raises:
        BadConfiguration: it is not such a file.
    """
    mend = "插入存放补正密钥的介质，或选对文件"
    return X25519PrivateKey.from_private_bytes(_read_secret(private_file, mend))


def load_keys(folder: Path, *, data: Path) -> Keys:
    """Read every key.

    Args:
        folder: the keys folder, mode 0700, secrets in it 0600.
        data: the data folder, which must not contain ``folder``.

    Raises:
        BadConfiguration: a file is missing, damaged or open to others; names file and mend.
    """
    _refuse_inside(folder, data)
    _refuse_open(folder)
    for name in (_DEVICE, _LOOKUP, _SIGNING):
        _refuse_open(folder / name)
    return Keys(
        device=_read_secret(folder / _DEVICE, _MAKE),
        lookup=_read_secret(folder / _LOOKUP, _MAKE),
        signing=Ed25519PrivateKey.from_private_bytes(_read_secret(folder / _SIGNING, _MAKE)),
        platform=_read_platform(folder / _PLATFORM),
        correction=X25519PublicKey.from_public_bytes(
            _read_secret(folder / _CORRECTION, _MAKE_CORRECTION)
        ),
    )


def _read_platform(file: Path) -> PlatformKeys:
    try:
        return PlatformKeys.from_json(file.read_bytes())
    except OSError as missing:
        raise BadConfiguration(f"{file} 读不到。改法：{_ENROL}。") from missing
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadConfiguration(f"{file} 内容损坏。改法：{_ENROL}。") from wrong


def _read_secret(file: Path, mend: str) -> bytes:
    try:
        return _unarmoured(file.read_text("ascii").strip())
    except OSError as missing:
        raise BadConfiguration(f"{file} 读不到。改法：{mend}。") from missing
    except ValueError as wrong:
        raise BadConfiguration(f"{file} 内容损坏。改法：从备份恢复；没有备份时{mend}。") from wrong


def _refuse_inside(folder: Path, data: Path) -> None:
    if folder.resolve().is_relative_to(data.resolve()):
        raise BadConfiguration(
            f"密钥目录 {folder} 在数据目录 {data} 里面，偷走数据就能读懂。"
            "改法：把设置 keys 指到数据目录以外。"
        )


def _refuse_open(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except OSError as missing:
        raise BadConfiguration(f"{path} 读不到。改法：{_MAKE}。") from missing
    if mode & _FOR_OTHERS:
        right = "700" if path.is_dir() else "600"
        raise BadConfiguration(f"{path} 别的账户也能读。改法：chmod {right} {path}。")


def _write_new(file: Path, secret: bytes) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(_armoured(secret).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as failed:
        raise StorageFailed(f"key file {file} not written: {failed.strerror}") from failed


def _armoured(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _unarmoured(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as wrong:
        raise ValueError("not base64") from wrong
    if len(raw) != _SECRET:
        raise ValueError("not 32 bytes")
    return raw
