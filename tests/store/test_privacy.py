"""Who takes the data folder learns nothing about anybody."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import DraftId
from kiosk.ports.drafts import DraftRow
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.store.drafts import SqliteDrafts
from kiosk.vault.bundle import HpkeSealer
from kiosk.vault.drafts import AesDraftCipher
from tests.made_up import (
    NAME,
    NOON,
    NUMBER,
    SUBMISSION,
    TERMINAL,
    a_key_ring,
    a_photo,
    a_slip_number,
    all_bytes,
    an_application,
    needles,
)

CODE = "48213057"


def test_no_byte_of_a_person_is_in_the_data_folder_at_any_time(tmp_path: Path) -> None:
    data, keys = tmp_path / "data", a_key_ring(tmp_path).keys
    cipher = AesDraftCipher(keys)
    sealer = HpkeSealer(folder=data / "bundles", keys=keys, kiosk_id=TERMINAL)
    database = open_database(data / "hall.db")
    drafts, cases = SqliteDrafts(database), SqliteCases(database)
    draft = DraftRow(
        draft_id=DraftId("d1"),
        services="senior-allowance",
        card_key=sealer.lookup_key(NUMBER),
        code_key=sealer.lookup_key(f"code:{CODE}"),
        sealed=cipher.encrypt(SUBMISSION + a_photo(1), context="d1"),
        updated_at=NOON,
        expires_at=NOON + timedelta(hours=24),
    )

    def found() -> list[bytes]:
        content = all_bytes(data)
        return [needle for needle in needles(CODE.encode()) if needle in content]

    for answers in range(3):
        drafts.keep(replace(draft, updated_at=NOON + timedelta(seconds=answers)))
    assert found() == []
    sealed = sealer.seal(an_application(), previous_head=cases.chain_head())
    assert found() == []
    cases.add_sealed([sealed], slip_number=a_slip_number(), applicant_key=draft.card_key, at=NOON)
    assert found() == []
    drafts.drop(draft.draft_id)
    assert found() == []
    database.close()
    assert found() == []
    assert draft.sealed[:64] not in all_bytes(data)


def test_search_for_bytes_would_find_a_leak(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(f"x{NAME}y".encode())

    content = all_bytes(tmp_path)

    assert [needle for needle in needles() if needle in content]


def test_only_the_owner_enters_the_data_folder(tmp_path: Path) -> None:
    data = tmp_path / "data"
    sealer = HpkeSealer(folder=data / "bundles", keys=a_key_ring(tmp_path).keys, kiosk_id="1")
    open_database(data / "hall.db")
    sealed = sealer.seal(an_application(), previous_head="0" * 64)

    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "bundles").stat().st_mode & 0o777 == 0o700
    assert (data / "bundles" / sealed.file_name).stat().st_mode & 0o777 == 0o600
    assert (data / "hall.db").stat().st_mode & 0o777 == 0o600


def test_errors_of_the_database_name_no_value(tmp_path: Path) -> None:
    cases = SqliteCases(open_database(tmp_path / "hall.db"))
    sealer = HpkeSealer(
        folder=tmp_path / "bundles", keys=a_key_ring(tmp_path).keys, kiosk_id=TERMINAL
    )
    sealed = sealer.seal(an_application(), previous_head="0" * 64)

    with pytest.raises(StorageFailed) as told:
        cases.add_sealed(
            [sealed, sealed], slip_number=a_slip_number(), applicant_key="p1", at=NOON
        )

    assert sealed.manifest.case_id not in str(told.value)
