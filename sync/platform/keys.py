"""The platform's own keys, made on first start in its data folder.

``hpke.key`` opens the cases sent here, ``receipt.key`` signs receipts and answers; both are
one line of base64, readable by the owner only. ``public.json`` is what kiosks enrol with.
"""

import base64
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.errors import BadConfiguration
from kiosk.vault.keys import PlatformKeys, key_id

_HPKE, _RECEIPT, _PUBLIC = "hpke.key", "receipt.key", "public.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformSecrets:
    """Both private keys."""

    hpke: X25519PrivateKey = field(repr=False)
    receipt: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> PlatformKeys:
        """What kiosks are told."""
        return PlatformKeys(
            key_id=key_id(self.hpke.public_key()),
            hpke_public=self.hpke.public_key(),
            receipt_public=self.receipt.public_key(),
        )


def own_keys(data: Path) -> PlatformSecrets:
    """Read the keys, making those that are missing, and write ``public.json`` beside them.

    Raises:
        BadConfiguration: a key file is damaged.
    """
    folder = data / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    secrets = PlatformSecrets(
        hpke=X25519PrivateKey.from_private_bytes(
            _read_or_make(folder / _HPKE, X25519PrivateKey.generate().private_bytes_raw())
        ),
        receipt=Ed25519PrivateKey.from_private_bytes(
            _read_or_make(folder / _RECEIPT, Ed25519PrivateKey.generate().private_bytes_raw())
        ),
    )
    (folder / _PUBLIC).write_bytes(secrets.public.to_json())
    return secrets


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
        _sync_folder(file.parent)
    except FileExistsError:
        pass
    finally:
        half_made.unlink(missing_ok=True)
    try:
        return base64.b64decode(file.read_text("ascii").strip(), validate=True)
    except ValueError as wrong:
        raise BadConfiguration(f"{file} 内容损坏。改法：从备份恢复这把密钥。") from wrong


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
