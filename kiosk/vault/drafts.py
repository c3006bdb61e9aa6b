"""Drafts under the device key, and the short code by which a draft is found again (取件码)."""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.domain.errors import SealBroken
from kiosk.domain.slip_number import damm_digit
from kiosk.vault.bundle import NONCE
from kiosk.vault.keys import Keys

_RANDOM_DIGITS = 7


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


class ResumeCodes:
    """Makes the codes people carry away and the keyed hashes they are kept under.

    Seven random digits and a check digit: digits alone can be read aloud, written with a pen
    and typed on the large number pad. Guessing one is held off by whoever asks for the code.
    """

    def __init__(self, keys: Keys) -> None:
        self._key = keys.lookup

    def new(self) -> str:
        """Return a fresh code of eight digits."""
        digits = "".join(secrets.choice("0123456789") for _ in range(_RANDOM_DIGITS))
        return f"{digits}{damm_digit(digits)}"

    def is_plausible(self, code: str) -> bool:
        """Whether the check digit fits, so that a slip of the finger is told at once."""
        digits = _digits(code)
        return len(digits) == _RANDOM_DIGITS + 1 and damm_digit(digits) == 0

    def code_key(self, code: str) -> str:
        """Return the keyed hash under which a draft with this code is kept."""
        return hmac.digest(self._key, f"code|{_digits(code)}".encode(), "sha256").hex()


def _digits(code: str) -> str:
    return "".join(c for c in code if c.isascii() and c.isdigit())
