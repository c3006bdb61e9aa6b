import base64
from dataclasses import fields, replace
from pathlib import Path

import pytest

from kiosk.domain.errors import SealBroken
from kiosk.ports.outbox import Receipt
from kiosk.vault.bundle import HpkeSealer
from kiosk.vault.receipts import verify_receipt
from tests.made_up import a_key_ring, an_application


def test_signed_receipt_verifies(tmp_path: Path) -> None:
    ring = a_key_ring(tmp_path)
    sealer = HpkeSealer(folder=tmp_path / "data", keys=ring.keys, kiosk_id="000012")
    manifest = sealer.seal(an_application(), previous_head="0" * 64).manifest

    verify_receipt(ring.receipt(manifest), ring.keys.platform.receipt_public, manifest.seal())


def test_any_other_word_or_seal_or_key_is_refused(tmp_path: Path) -> None:
    ring, other = a_key_ring(tmp_path / "a"), a_key_ring(tmp_path / "b")
    sealer = HpkeSealer(folder=tmp_path / "data", keys=ring.keys, kiosk_id="000012")
    manifest = sealer.seal(an_application(), previous_head="0" * 64).manifest
    receipt, public = ring.receipt(manifest), ring.keys.platform.receipt_public

    changed = [
        replace(receipt, **{f.name: 9 if f.type is int else "QUJD"}) for f in fields(Receipt)
    ]

    for forged in (*changed, replace(receipt, signature="!"), replace(receipt, signature="")):
        with pytest.raises(SealBroken):
            verify_receipt(forged, public, manifest.seal())
    with pytest.raises(SealBroken):
        verify_receipt(receipt, public, "0" * 64)
    with pytest.raises(SealBroken):
        verify_receipt(receipt, other.keys.platform.receipt_public, manifest.seal())


def test_signature_has_one_spelling(tmp_path: Path) -> None:
    ring = a_key_ring(tmp_path)
    sealer = HpkeSealer(folder=tmp_path / "data", keys=ring.keys, kiosk_id="000012")
    manifest = sealer.seal(an_application(), previous_head="0" * 64).manifest
    receipt = ring.receipt(manifest)
    # 64 bytes leave four bits of the last letter unused, so sixteen letters decode alike.
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body, last = receipt.signature[:-3], alphabet.index(receipt.signature[-3])
    respelt = f"{body}{alphabet[last + 1]}=="
    assert base64.b64decode(respelt) == base64.b64decode(receipt.signature)

    with pytest.raises(SealBroken):
        verify_receipt(
            replace(receipt, signature=respelt),
            ring.keys.platform.receipt_public,
            manifest.seal(),
        )
