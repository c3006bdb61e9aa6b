"""Sealing: what the vault does for the use cases."""

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain.application import Application
from kiosk.domain.manifest import Manifest
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.slip_number import SlipNumber


@dataclass(frozen=True, slots=True)
class SealedCase:
    """A bundle file on disk, synced, its manifest and the manifest's seal."""

    manifest: Manifest
    file_name: str
    seal: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seal", self.manifest.seal())


class Sealer(Protocol):
    """Encrypts an application to the platform's and the hall's correction key."""

    def seal(self, application: Application, *, previous_head: str) -> SealedCase:
        """Write and sync one bundle file (temporary name, fsync, rename, fsync of the folder).

        Raises:
            DiskFull: there is no room; nothing was left behind.
            StorageFailed: the disk refused; nothing was left behind.
        """
        ...

    def discard(self, sealed: SealedCase) -> None:
        """Remove a bundle whose transaction did not happen."""
        ...

    def lookup_key(self, citizen_number: str) -> str:
        """Return the keyed hash under which a person's cases are found; never reversible."""
        ...

    def slip_code(self, slip_number: SlipNumber) -> SlipCode:
        """Return the code printed beside the number; it follows from both and is kept nowhere."""
        ...


class DraftCipher(Protocol):
    """Encrypts drafts under the device key, which lives outside the data folder."""

    def encrypt(self, clear: bytes, *, context: str) -> bytes:
        """Return nonce and ciphertext, bound to ``context`` (the draft's id)."""
        ...

    def decrypt(self, sealed: bytes, *, context: str) -> bytes:
        """Return the clear bytes.

        Raises:
            SealBroken: another key, another context or changed bytes.
        """
        ...
