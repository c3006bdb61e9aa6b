"""The key files of a kiosk, in a folder of their own outside the data folder.

Who takes the data folder alone gets nothing that can be read. The folder holds

- ``device.key`` encrypts drafts, ``lookup.key`` hashes numbers that cases are found by and makes
  the codes of slips, ``signing.key`` (Ed25519) is this kiosk's hand on the wire: secret, made
  here, never leave;
- ``platform.json``: the platform's public keys (:mod:`kiosk.vault.enrolment`);
- ``correction.pub``: the hall's key for corrections; its private half is carried away.

Each secret file is one line of base64.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from kiosk.domain.errors import BadConfiguration, StorageFailed
from kiosk.vault.durable import write_durably
from kiosk.vault.enrolment import (
    KEY_BYTES,
    PlatformKeys,
    armoured,
    key_id,
    read_platform,
    unarmoured,
)

_FOR_OTHERS = 0o077
_DEVICE, _LOOKUP, _SIGNING = "device.key", "lookup.key", "signing.key"
_CORRECTION = "correction.pub"
_MAKE = "运行 hall-sync keys make 生成"
_MAKE_CORRECTION = "运行 hall-sync keys correction 生成补正密钥"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """All keys this kiosk works with.

    Attributes:
        device: encrypts drafts, 32 bytes.
        lookup: keys the hashes of citizen numbers and resume codes, 32 bytes.
        signing: signs what this kiosk sends.
        platform: the platform's keys in use.
        former: those before them; receipts they signed still count.
        correction: the hall's key for corrections; it can seal to it, not open.
    """

    device: bytes = field(repr=False)
    lookup: bytes = field(repr=False)
    signing: Ed25519PrivateKey = field(repr=False)
    platform: PlatformKeys
    former: tuple[PlatformKeys, ...] = ()
    correction: X25519PublicKey

    @property
    def recipients(self) -> Mapping[str, X25519PublicKey]:
        """Key id → key, of everyone who may open a case."""
        return {
            self.platform.key_id: self.platform.hpke_public,
            key_id(self.correction): self.correction,
        }


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
            _write_new(folder / name, secrets.token_bytes(KEY_BYTES))


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
    write_durably(folder / _CORRECTION, armoured(public.public_bytes_raw()).encode() + b"\n")
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
    _refuse_exposed(folder, data, _DEVICE, _LOOKUP, _SIGNING)
    platform, former = read_platform(folder)
    return Keys(
        device=_read_secret(folder / _DEVICE, _MAKE),
        lookup=_read_secret(folder / _LOOKUP, _MAKE),
        signing=signing_key(folder, data=data),
        platform=platform,
        former=former,
        correction=X25519PublicKey.from_public_bytes(
            _read_secret(folder / _CORRECTION, _MAKE_CORRECTION)
        ),
    )


def signing_key(folder: Path, *, data: Path) -> Ed25519PrivateKey:
    """Read this kiosk's signing key alone, for before it is enrolled.

    Raises:
        BadConfiguration: it is missing, damaged or open to others; names file and mend.
    """
    _refuse_exposed(folder, data, _SIGNING)
    return Ed25519PrivateKey.from_private_bytes(_read_secret(folder / _SIGNING, _MAKE))


def _refuse_exposed(folder: Path, data: Path, *names: str) -> None:
    _refuse_inside(folder, data)
    _refuse_open(folder)
    for name in names:
        _refuse_open(folder / name)


def _read_secret(file: Path, mend: str) -> bytes:
    try:
        return unarmoured(file.read_text("ascii").strip())
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
            out.write(armoured(secret).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as failed:
        raise StorageFailed(f"key file {file} not written: {failed.strerror}") from failed
