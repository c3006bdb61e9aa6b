from pathlib import Path

import pytest

from kiosk.domain.errors import DiskFull, StorageFailed
from kiosk.vault.durable import make_folder, remove_durably, sync_folder, write_durably


def test_written_file_is_whole_private_and_alone(tmp_path: Path) -> None:
    write_durably(tmp_path / "a", b"x" * 100_000)

    assert (tmp_path / "a").read_bytes() == b"x" * 100_000
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_folders_on_the_way_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert {p.stat().st_mode & 0o777 for p in (tmp_path / "a", tmp_path / "a" / "b")} == {0o700}


def test_what_can_not_be_done_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()

    for deed in (
        lambda: write_durably(tmp_path / "file" / "a", b"x"),
        lambda: write_durably(tmp_path / "folder", b"x"),
        lambda: make_folder(tmp_path / "file" / "a"),
        lambda: remove_durably(tmp_path / "folder"),
        lambda: sync_folder(tmp_path / "file"),
    ):
        with pytest.raises(StorageFailed) as told:
            deed()
        assert not isinstance(told.value, DiskFull)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_removing_what_is_gone_is_harmless(tmp_path: Path) -> None:
    remove_durably(tmp_path / "absent")
