"""Every sealer, and what recipients make of its bundles."""

import errno
import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import DiskFull, SealBroken, StorageFailed
from kiosk.domain.manifest import Manifest
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.sealer import SealedCase
from kiosk.vault.bundle import SUITE, BundleFiles, HpkeSealer, case_info, part_context
from kiosk.vault.drafts import AesDraftCipher
from kiosk.vault.enrolment import key_id
from kiosk.vault.keys import read_correction_key
from kiosk.vault.opener import BundleOpener, OpenedApplication
from tests.made_up import (
    NAME,
    NUMBER,
    SUBMISSION,
    TOKEN,
    KeyRing,
    a_key_ring,
    a_photo,
    all_bytes,
    an_application,
    an_authorisation,
    needles,
)

HEAD = "a" * 64


class Desk:
    """A sealer, its folder and everybody's keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bundles"
        self.ring: KeyRing = a_key_ring(folder)
        self.sealer = HpkeSealer(folder=self.folder, keys=self.ring.keys, kiosk_id="000012")
        self.files = BundleFiles(self.folder)
        self.first: SealedCase

    def seal(self, **changes: Any) -> SealedCase:
        return self.sealer.seal(an_application(**changes), previous_head=HEAD)

    def open_by_platform(self, sealed: SealedCase) -> OpenedApplication:
        opener = BundleOpener(
            private_key=self.ring.platform, key_id=self.ring.keys.platform.key_id
        )
        manifest = self.files.manifest(sealed.file_name)
        return opener.open_case(manifest, lambda sha: self.files.part(sealed.file_name, sha))


@pytest.fixture(name="desk")
def a_desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module", name="shared_desk")
def a_shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.first = desk.seal()
    return desk


def test_platform_reads_all_that_was_sealed(desk: Desk) -> None:
    opened = desk.open_by_platform(desk.seal())

    assert opened.answers["name"] == NAME
    assert opened.notes == {"applied_against_advice": "yes"}
    assert opened.authorisation == an_authorisation()
    assert (opened.token, opened.submission) == (TOKEN, SUBMISSION)
    assert [(a.slot, a.content) for a in opened.attachments] == [
        ("id_front", a_photo(1)),
        ("id_back", a_photo(2)),
    ]


def test_case_without_helper_or_photos_is_read_too(desk: Desk) -> None:
    opened = desk.open_by_platform(
        desk.seal(authorisation=None, by_helper=False, attachments=(), notes={})
    )

    assert opened.authorisation is None
    assert opened.attachments == ()


def test_correction_desk_reads_it_with_the_carried_key(desk: Desk) -> None:
    sealed = desk.seal()
    private = read_correction_key(desk.ring.correction_file)
    opener = BundleOpener(private_key=private, key_id=key_id(private.public_key()))

    opened = opener.open_case(sealed.manifest, lambda sha: desk.files.part(sealed.file_name, sha))

    assert opened.answers["id_no"] == NUMBER


def test_other_keys_open_nothing(desk: Desk, tmp_path: Path) -> None:
    sealed = desk.seal()
    other = a_key_ring(tmp_path / "other")

    for name in (desk.ring.keys.platform.key_id, other.keys.platform.key_id):
        opener = BundleOpener(private_key=other.platform, key_id=name)
        with pytest.raises(SealBroken):
            opener.open_case(sealed.manifest, lambda sha: desk.files.part(sealed.file_name, sha))


def test_manifest_in_the_file_is_the_one_that_was_returned(desk: Desk) -> None:
    sealed = desk.seal(rev=3)

    read = desk.files.manifest(sealed.file_name)

    assert read == sealed.manifest
    assert read.previous_head == HEAD
    assert sealed.file_name == f"{read.case_id}-3.case"
    assert [p.slot for p in read.parts] == ["answers", "id_front", "id_back"]


def test_bundle_and_its_name_give_nobody_away(desk: Desk) -> None:
    desk.seal()

    content = all_bytes(desk.folder)

    assert not [needle for needle in needles() if needle in content]


def test_same_application_never_seals_to_the_same_bytes(desk: Desk) -> None:
    one, two = desk.seal(), desk.seal()

    assert not {p.sha256 for p in one.manifest.parts} & {p.sha256 for p in two.manifest.parts}


def test_same_revision_is_sealed_once(desk: Desk) -> None:
    application = an_application()
    first = desk.sealer.seal(application, previous_head=HEAD)

    with pytest.raises(StorageFailed):
        desk.sealer.seal(application, previous_head=HEAD)
    assert desk.open_by_platform(first).answers["name"] == NAME


def test_discarded_bundle_is_gone(desk: Desk) -> None:
    sealed = desk.seal()

    desk.sealer.discard(sealed)

    assert list(desk.folder.iterdir()) == []
    with pytest.raises(SealBroken):
        desk.files.manifest(sealed.file_name)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_flipped_bit_is_refused(shared_desk: Desk, data: st.DataObject) -> None:
    raw = bytearray((shared_desk.folder / shared_desk.first.file_name).read_bytes())
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << (bit % 8)
    (shared_desk.folder / "flipped.case").write_bytes(raw)

    with pytest.raises(SealBroken):
        shared_desk.files.manifest("flipped.case")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_cut_is_refused(shared_desk: Desk, data: st.DataObject) -> None:
    sealed = shared_desk.first
    raw = (shared_desk.folder / sealed.file_name).read_bytes()
    (shared_desk.folder / "cut.case").write_bytes(raw[: data.draw(st.integers(0, len(raw) - 1))])

    with pytest.raises(SealBroken):
        shared_desk.files.manifest("cut.case")
    with pytest.raises(SealBroken):
        shared_desk.files.part("cut.case", sealed.manifest.parts[0].sha256)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_part_changed_together_with_its_digest_does_not_open(
    shared_desk: Desk, data: st.DataObject
) -> None:
    sealed = shared_desk.first
    contents = parts_of(shared_desk, sealed)
    place = data.draw(st.integers(0, len(contents) - 1))
    bit = data.draw(st.integers(0, len(contents[place]) * 8 - 1))
    contents[place][bit // 8] ^= 1 << (bit % 8)

    with pytest.raises(SealBroken):
        reopen(shared_desk, sealed.manifest, contents)


def test_parts_do_not_open_in_each_others_place(desk: Desk) -> None:
    sealed = desk.seal()
    answers, front, back = parts_of(desk, sealed)

    for order in ([answers, back, front], [front, answers, back]):
        with pytest.raises(SealBroken):
            reopen(desk, sealed.manifest, order)
    assert reopen(desk, sealed.manifest, [answers, front, back]).token == TOKEN


@pytest.mark.parametrize("change", [{"rev": 2}, {"case_id": "other"}, {"recipients": {}}])
def test_case_does_not_open_under_another_name(desk: Desk, change: dict[str, Any]) -> None:
    sealed = desk.seal()

    with pytest.raises(SealBroken):
        reopen(desk, replace(sealed.manifest, **change), parts_of(desk, sealed))


def test_case_without_parts_does_not_open(desk: Desk) -> None:
    sealed = desk.seal()

    with pytest.raises(SealBroken):
        reopen(desk, replace(sealed.manifest, parts=()), [])


@pytest.mark.parametrize(
    "manifest",
    [
        lambda plain: b"{}",
        lambda plain: b"[]",
        lambda plain: b"\xff" + plain[1:],
        lambda plain: plain.replace(b'"rev":1', b'"rev": 1'),
        lambda plain: plain.replace(b'"size":', b'"size":1'),
        lambda plain: re.sub(rb'"size":\d+', b'"size":"1"', plain),
    ],
)
def test_forged_manifest_under_a_fitting_digest_is_refused(
    desk: Desk, manifest: Callable[[bytes], bytes]
) -> None:
    sealed = desk.seal()
    file = desk.folder / sealed.file_name
    raw, plain = file.read_bytes(), sealed.manifest.canonical()
    forged = manifest(plain)
    body = raw[:8] + len(forged).to_bytes(4, "big") + forged + raw[12 + len(plain) : -32]
    file.write_bytes(body + hashlib.sha256(body).digest())

    with pytest.raises(SealBroken):
        desk.files.manifest(sealed.file_name)


def test_part_changed_under_a_fitting_digest_of_the_file_is_refused(desk: Desk) -> None:
    sealed = desk.seal()
    file = desk.folder / sealed.file_name
    body = bytearray(file.read_bytes()[:-32])
    body[-1] ^= 1
    file.write_bytes(body + hashlib.sha256(body).digest())

    with pytest.raises(SealBroken):
        desk.files.part(sealed.file_name, sealed.manifest.parts[-1].sha256)


def test_part_other_than_the_listed_one_does_not_open(desk: Desk) -> None:
    sealed = desk.seal()
    opener = BundleOpener(private_key=desk.ring.platform, key_id=desk.ring.keys.platform.key_id)

    with pytest.raises(SealBroken):
        opener.open_case(sealed.manifest, lambda _: b"something else")


def test_answers_that_are_no_answers_are_refused(desk: Desk) -> None:
    # A recipient's key is public, so anybody may seal anything to it.
    content_key = b"k" * 32
    cipher, nonce = AESGCM(content_key), b"n" * 12
    sealed = desk.seal(attachments=())
    context = part_context(sealed.manifest.case_id, 1, 0, "answers")
    info = case_info(sealed.manifest.case_id, 1)
    public = desk.ring.keys.platform.hpke_public
    wrapped = b64encode(SUITE.encrypt(content_key, public, info=info)).decode()
    recipients = {desk.ring.keys.platform.key_id: wrapped}
    forged = replace(sealed.manifest, recipients=recipients)

    for clear in (b"", b"[]", b"{}", b'{"answers":1}', b'{"answers":{},"notes":[]}'):
        content = bytearray(nonce + cipher.encrypt(nonce, clear, context))
        with pytest.raises(SealBroken):
            reopen(desk, forged, [content])


def test_part_that_is_not_listed_is_refused(desk: Desk) -> None:
    with pytest.raises(SealBroken):
        desk.files.part(desk.seal().file_name, "0" * 64)


def test_lookup_key_follows_from_number_and_machine_alone(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")

    key = desk.sealer.lookup_key(NUMBER)

    assert key == desk.sealer.lookup_key(f" {NUMBER[:6]} {NUMBER[6:]} ")
    assert key != other.sealer.lookup_key(NUMBER)
    assert NUMBER not in key
    assert desk.sealer.lookup_key(" ") == ""


def test_code_of_a_slip_follows_from_number_and_machine_alone(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    slips = [
        SlipNumber.make(terminal="000012", day=date(2026, 11, 23), serial=n) for n in range(40)
    ]

    codes = [desk.sealer.slip_code(slip).digits for slip in slips]

    assert codes == [desk.sealer.slip_code(slip).digits for slip in slips]
    assert codes != [other.sealer.slip_code(slip).digits for slip in slips]
    assert len(set(codes)) > 30
    assert len({(int(b) - int(a)) % 10_000 for a, b in pairwise(codes)}) > 30


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOTDIR, StorageFailed), (errno.ENOENT, StorageFailed)]
)
def test_folder_that_went_away_is_told(desk: Desk, number: int, error: type[Exception]) -> None:
    desk.folder.rmdir()
    if number == errno.ENOTDIR:
        desk.folder.write_bytes(b"")

    with pytest.raises(error) as told:
        desk.seal()

    assert not isinstance(told.value, DiskFull)
    assert not [needle for needle in needles() if needle in str(told.value).encode()]


def test_draft_comes_back_as_it_went(desk: Desk) -> None:
    cipher = AesDraftCipher(desk.ring.keys)

    sealed = cipher.encrypt(NAME.encode(), context="draft-1")

    assert cipher.decrypt(sealed, context="draft-1") == NAME.encode()
    assert NAME.encode() not in sealed
    assert sealed != cipher.encrypt(NAME.encode(), context="draft-1")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(clear=st.binary(max_size=60), data=st.data())
def test_changed_draft_does_not_open(shared_desk: Desk, clear: bytes, data: st.DataObject) -> None:
    cipher = AesDraftCipher(shared_desk.ring.keys)
    sealed = bytearray(cipher.encrypt(clear, context="draft-1"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << (bit % 8)

    for wrong, context in ((changed, "draft-1"), (sealed, "draft-2"), (sealed[:9], "draft-1")):
        with pytest.raises(SealBroken):
            cipher.decrypt(bytes(wrong), context=context)


def test_draft_of_another_machine_does_not_open(desk: Desk, tmp_path: Path) -> None:
    other = AesDraftCipher(a_key_ring(tmp_path / "other").keys)
    sealed = AesDraftCipher(desk.ring.keys).encrypt(b"x", context="draft-1")

    with pytest.raises(SealBroken):
        other.decrypt(sealed, context="draft-1")


def parts_of(desk: Desk, sealed: SealedCase) -> list[bytearray]:
    return [
        bytearray(desk.files.part(sealed.file_name, part.sha256)) for part in sealed.manifest.parts
    ]


def reopen(desk: Desk, manifest: Manifest, contents: list[bytearray]) -> OpenedApplication:
    """Open a case whose listed digests were made to fit its contents, as a forger would."""
    parts = tuple(
        replace(part, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
        for part, content in zip(manifest.parts, contents, strict=True)
    )
    by_digest = {p.sha256: bytes(c) for p, c in zip(parts, contents, strict=True)}
    opener = BundleOpener(private_key=desk.ring.platform, key_id=desk.ring.keys.platform.key_id)
    return opener.open_case(replace(manifest, parts=parts), by_digest.__getitem__)
