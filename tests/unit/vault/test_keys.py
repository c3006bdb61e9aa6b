import json
from pathlib import Path

import pytest

from kiosk.domain.errors import BadConfiguration, StorageFailed
from kiosk.vault.enrolment import enrol, key_id
from kiosk.vault.keys import (
    load_keys,
    make_correction_key,
    make_device_keys,
    read_correction_key,
)
from tests.made_up import a_key_ring


def test_keys_survive_being_read_again(tmp_path: Path) -> None:
    first = a_key_ring(tmp_path).keys

    again = load_keys(tmp_path / "keys", data=tmp_path / "data")

    assert (again.device, again.lookup) == (first.device, first.lookup)
    assert again.platform.key_id == first.platform.key_id


def test_making_keys_again_changes_none(tmp_path: Path) -> None:
    first = a_key_ring(tmp_path).keys

    make_device_keys(tmp_path / "keys", data=tmp_path / "data")

    assert load_keys(tmp_path / "keys", data=tmp_path / "data").device == first.device


def test_only_the_owner_reads_secrets(tmp_path: Path) -> None:
    a_key_ring(tmp_path)

    modes = {p.name: p.stat().st_mode & 0o777 for p in (tmp_path / "keys").iterdir()}

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert {modes[n] for n in ("device.key", "lookup.key", "signing.key")} == {0o600}
    assert (tmp_path / "stick").stat().st_mode & 0o777 == 0o600


def test_secrets_do_not_show_in_repr(tmp_path: Path) -> None:
    keys = a_key_ring(tmp_path).keys

    assert repr(keys.device) not in repr(keys)
    assert repr(keys.lookup) not in repr(keys)


def test_keys_inside_the_data_folder_are_refused(tmp_path: Path) -> None:
    inside = tmp_path / "data" / "keys"
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")

    for folder in (inside, tmp_path / "link" / "keys"):
        with pytest.raises(BadConfiguration, match="改法"):
            make_device_keys(folder, data=tmp_path / "data")
        with pytest.raises(BadConfiguration, match="改法"):
            load_keys(folder, data=tmp_path / "data")


@pytest.mark.parametrize(
    "name", ["device.key", "lookup.key", "signing.key", "platform.json", "correction.pub"]
)
def test_missing_or_damaged_file_is_named_with_its_mend(tmp_path: Path, name: str) -> None:
    a_key_ring(tmp_path)
    file = tmp_path / "keys" / name
    file.write_text("bm90IGEga2V5")

    with pytest.raises(BadConfiguration, match=f"{name}.*改法"):
        load_keys(tmp_path / "keys", data=tmp_path / "data")
    file.unlink()
    with pytest.raises(BadConfiguration, match=f"{name}.*改法"):
        load_keys(tmp_path / "keys", data=tmp_path / "data")


@pytest.mark.parametrize(("name", "mode"), [("keys", 0o750), ("keys/device.key", 0o640)])
def test_keys_open_to_others_are_refused(tmp_path: Path, name: str, mode: int) -> None:
    a_key_ring(tmp_path)
    (tmp_path / name).chmod(mode)

    with pytest.raises(BadConfiguration, match="chmod"):
        load_keys(tmp_path / "keys", data=tmp_path / "data")


@pytest.mark.parametrize(
    "plain",
    [b"", b"[]", b"{}", b'{"key_id":"a","hpke_public":"!","receipt_public":"!"}', b"\xff"],
)
def test_what_is_no_enrolment_file_is_refused(tmp_path: Path, plain: bytes) -> None:
    with pytest.raises(BadConfiguration, match="登记文件"):
        enrol(tmp_path, plain)
    assert list(tmp_path.iterdir()) == []


def test_enrolment_file_holds_three_public_facts(tmp_path: Path) -> None:
    ring = a_key_ring(tmp_path)

    plain = json.loads(ring.keys.platform.to_json())

    assert set(plain) == {"key_id", "hpke_public", "receipt_public"}


def test_private_correction_key_leaves_the_machine(tmp_path: Path) -> None:
    ring = a_key_ring(tmp_path)

    private = read_correction_key(ring.correction_file)

    assert key_id(private.public_key()) == key_id(ring.keys.correction)
    raw = private.private_bytes_raw()
    assert all(raw not in f.read_bytes() for f in (tmp_path / "keys").iterdir())


def test_correction_key_never_overwrites_a_file(tmp_path: Path) -> None:
    a_key_ring(tmp_path)

    with pytest.raises(StorageFailed):
        make_correction_key(tmp_path / "keys", private_file=tmp_path / "stick")


def test_other_file_is_no_correction_key(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("hello")

    for name in ("note", "absent"):
        with pytest.raises(BadConfiguration, match="改法"):
            read_correction_key(tmp_path / name)
