"""Opening a case on the platform: is it whole, is it for us, does it say what it claims."""

import hashlib
from collections.abc import Mapping

from kiosk.domain.errors import SealBroken
from kiosk.domain.manifest import Manifest
from kiosk.vault.opener import BundleOpener, OpenedApplication
from sync import wire
from sync.platform.keys import PlatformSecrets


def open_contents(
    manifest: Manifest, blobs: Mapping[str, bytes], secrets: PlatformSecrets
) -> OpenedApplication:
    """Decrypt a case whose blobs are all there.

    Raises:
        SealBroken: sealed to another key, or changed.
    """
    ours = secrets.opening(manifest.recipients)
    if ours is None:
        raise SealBroken("the case is sealed to other keys")
    name, pair = ours
    opener = BundleOpener(private_key=pair.hpke, key_id=name)
    return opener.open_case(manifest, blobs.__getitem__)


def find_faults(
    manifest: Manifest, blobs: Mapping[str, bytes], secrets: PlatformSecrets
) -> tuple[wire.FieldProblem, ...]:
    """Return what is wrong with a complete case, place by place; nothing when it is sound."""
    if wrong_sizes := _wrong_sizes(manifest, blobs):
        return wrong_sizes
    try:
        opened = open_contents(manifest, blobs, secrets)
    except SealBroken as broken:
        return (wire.FieldProblem(pointer="/parts", code="unreadable", detail=str(broken)),)
    if hashlib.sha256(opened.token.encode()).hexdigest() != manifest.token_sha256:
        return (wire.FieldProblem(pointer="/token_sha256", code="other-token"),)
    if not opened.answers:
        return (wire.FieldProblem(pointer=wire.ANSWERS, code="empty"),)
    return ()


def _wrong_sizes(manifest: Manifest, blobs: Mapping[str, bytes]) -> tuple[wire.FieldProblem, ...]:
    return tuple(
        wire.FieldProblem(pointer=f"/parts/{place}/size", code="other-size")
        for place, part in enumerate(manifest.parts)
        if len(blobs[part.sha256]) != part.size
    )
