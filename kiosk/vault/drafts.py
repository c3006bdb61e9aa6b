"""Drafts under the device key."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.domain.errors import SealBroken
from kiosk.vault.bundle import NONCE
from kiosk.vault.keys import Keys


class AesDraftCipher:
    """Encrypts drafts with AES-256-GCM; the ``DraftCipher`` port."""

    def __init__(self, keys: Keys) -> None:
        self._cipher = AESGCM(keys.device)

    def encrypt(self, clear: bytes, *, context: str) -> bytes:
        """Return nonce and ciphertext, bound to ``context`` (the draft's id)."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, clear, context.encode())

    def decrypt(self, sealed: bytes, *, context: str) -> bytes:
        """Return the clear bytes.

        Raises:
            SealBroken: another key, another context or changed bytes.
        """
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], context.encode())
        except (InvalidTag, ValueError) as wrong:
            raise SealBroken("the draft does not open") from wrong
