"""The platform's own keys, made on first start in its data folder.

``hpke.key`` opens the cases sent here, ``receipt.key`` signs receipts and answers; both are
one line of base64, readable by the owner only. ``public.json`` is what kiosks enrol with.
Keys that were replaced stay in ``former/<id>``: kiosks have cases sealed to them, and until a
kiosk is enrolled anew it believes no others.
"""

import base64
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.errors import BadConfiguration
from kiosk.vault.durable import make_folder, sync_folder
from kiosk.vault.enrolment import PlatformKeys, unarmoured

_HPKE, _RECEIPT, _PUBLIC, _FORMER = "hpke.key", "receipt.key", "public.json", "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """Both private keys of one time."""

    hpke: X25519PrivateKey = field(repr=False)
    receipt: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> PlatformKeys:
        """What kiosks are told."""
        return PlatformKeys(
            hpke_public=self.hpke.public_key(), receipt_public=self.receipt.public_key()
        )


class PlatformSecrets:
    """The keys in use and those before them.

    Args:
        current: what new enrolments are given.
        former: what kiosks may still know.
    """

    def __init__(self, current: KeyPair, former: Sequence[KeyPair] = ()) -> None:
        self.current = current
        self._by_id = {pair.public.key_id: pair for pair in (*former, current)}

    def named(self, key_id: str) -> KeyPair:
        """Return the keys of that id, those in use when there are none."""
        return self._by_id.get(key_id, self.current)

    def opening(self, recipients: Collection[str]) -> tuple[str, KeyPair] | None:
        """Return the id and keys among a case's recipients, or None when none is ours."""
        return next(
            ((name, self._by_id[name]) for name in recipients if name in self._by_id), None
        )


def own_keys(data: Path) -> PlatformSecrets:
    """Read the keys, making those that are missing, and write ``public.json`` beside them.

    Raises:
        BadConfiguration: a key file is damaged.
    """
    folder = data / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    secrets = PlatformSecrets(
        _pair(folder), [_former(each) for each in sorted((folder / _FORMER).glob("[!.]*"))]
    )
    (folder / _PUBLIC).write_bytes(secrets.current.public.to_json())
    return secrets


def replace_keys(data: Path) -> PlatformSecrets:
    """Make new keys, for instance because somebody may have read the old ones; keep the old.

    The platform uses them from its next start on.

    Raises:
        BadConfiguration: a key file is damaged.
        StorageFailed: the disk refused.
    """
    folder = data / "keys"
    before = own_keys(data).current
    kept = folder / _FORMER / before.public.key_id
    half_made = kept.with_name(f".{kept.name}")
    make_folder(half_made)
    # Copied first and removed last: at no moment is there no way to open what was sealed.
    _read_or_make(half_made / _HPKE, before.hpke.private_bytes_raw())
    _read_or_make(half_made / _RECEIPT, before.receipt.private_bytes_raw())
    # An earlier try may have come so far; then the same keys lie there already.
    if not kept.exists():
        half_made.rename(kept)
    sync_folder(kept.parent)
    for name in (_HPKE, _RECEIPT):
        (folder / name).unlink()
    return own_keys(data)


def _former(folder: Path) -> KeyPair:
    """Read keys that were replaced; none is made anew, for cases are sealed to these."""
    pair = KeyPair(
        hpke=X25519PrivateKey.from_private_bytes(_read(folder / _HPKE)),
        receipt=Ed25519PrivateKey.from_private_bytes(_read(folder / _RECEIPT)),
    )
    if pair.public.key_id != folder.name:
        raise BadConfiguration(f"{folder} 里不是这对密钥。改法：从备份恢复这个文件夹。")
    return pair


def _pair(folder: Path) -> KeyPair:
    return KeyPair(
        hpke=X25519PrivateKey.from_private_bytes(
            _read_or_make(folder / _HPKE, X25519PrivateKey.generate().private_bytes_raw())
        ),
        receipt=Ed25519PrivateKey.from_private_bytes(
            _read_or_make(folder / _RECEIPT, Ed25519PrivateKey.generate().private_bytes_raw())
        ),
    )


def _read_or_make(file: Path, fresh: bytes) -> bytes:
    """Return the key in ``file``, or keep ``fresh`` there; a key once given out never changes."""
    half_made = file.with_suffix(f".{os.getpid()}")
    try:
        with os.fdopen(
            os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as out:
            out.write(base64.b64encode(fresh) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        # A link fails when the name is taken, so of two first starts one key wins.
        os.link(half_made, file)
        sync_folder(file.parent)
    except FileExistsError:
        pass
    finally:
        half_made.unlink(missing_ok=True)
    return _read(file)


def _read(file: Path) -> bytes:
    try:
        return unarmoured(file.read_text("ascii").strip())
    except (OSError, ValueError) as wrong:
        raise BadConfiguration(f"{file} 读不到或已损坏。改法：从备份恢复这把密钥。") from wrong
