"""An outside client over AT-SPI applies for two services by roles, names and actions alone."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.case import CaseState
from kiosk.domain.slip_number import SlipNumber
from kiosk.settings import read_settings
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.vault.bundle import BundleFiles
from kiosk.vault.opener import BundleOpener
from sync.platform.keys import own_keys
from tests.made_up import ADDRESS, NAME, NUMBER
from tests.processes import screen_reader
from tests.processes.screen_reader.desktop import (
    SYSTEM_PYTHON,
    Environment,
    desktop,
    kiosk_window,
    missing_part,
)
from tests.processes.screen_reader.plans import (
    PHONE,
    STAFF_NO,
    Plan,
    card_appointment,
    pension_check,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(missing_part()),
        reason=f"no screen reader's citizen applied: {missing_part()} is missing, install it",
    ),
]

CITIZEN = Path(screen_reader.__file__).with_name("citizen.py")
CARD = {"name": NAME, "number": NUMBER, "nation": "汉族", "address": ADDRESS}
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
A_DAY = TODAY + timedelta(days=2)  # also when midnight comes while somebody applies
NOTHING_CHOSEN = "请选一个，再点下一步。"
PATIENCE_S = 600  # only ever waited out when something is broken


@dataclass(frozen=True)
class Applied:
    """What came of it.

    Attributes:
        pages: as the citizen was told them.
        answers: as the platform reads them.
    """

    pages: list[dict[str, Any]]
    state: CaseState
    answers: Mapping[str, str]

    @property
    def steps(self) -> list[tuple[int, int]]:
        """第n步，共m步, each once."""
        labels = (label for page in self.pages for label in page["labels"])
        found = (re.fullmatch(r"第(\d+)步，共(\d+)步", label) for label in labels)
        return list(dict.fromkeys((int(f[1]), int(f[2])) for f in found if f))

    def shown(self, heading: str) -> dict[str, str]:
        """Return what stood under labels on the pages of a heading."""
        found = (page["numbers"] for page in self.pages if page["heading"] == heading)
        return {label: text for numbers in found for label, text in numbers.items()}


@pytest.fixture
def apply(tmp_path: Path, unused_kiosk: Path) -> Callable[[Callable[[Path, Path], Plan]], Applied]:
    folder = tmp_path / "hall"
    shutil.copytree(unused_kiosk, folder)
    wallet, plate, plan = (tmp_path / name for name in ("wallet.json", "plate.json", "plan.json"))
    wallet.write_text(json.dumps(CARD), "utf-8")

    def applied(wish: Callable[[Path, Path], Plan]) -> Applied:
        plan.write_text(json.dumps(wish(wallet, plate)), "utf-8")
        with desktop() as environment, kiosk_window(environment, folder, card_file=str(plate)):
            pages = told_by_citizen(environment, plan, errors=folder / "window.err")
        (number,) = {page["numbers"].get("您的号码") for page in pages} - {None}
        return opened(folder, SlipNumber(number.replace(" ", "")), pages)

    return applied


def told_by_citizen(environment: Environment, plan: Path, *, errors: Path) -> list[dict[str, Any]]:
    citizen = subprocess.run(
        [SYSTEM_PYTHON, str(CITIZEN), str(plan)],
        env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert citizen.returncode == 0, citizen.stderr + errors.read_text("utf-8")
    return [json.loads(line) for line in citizen.stdout.splitlines()]


def opened(folder: Path, number: SlipNumber, pages: list[dict[str, Any]]) -> Applied:
    """Read the case as the platform would."""
    settings = read_settings({}, data=folder / "data", keys=folder / "keys")
    secrets = own_keys(folder / "platform").current
    database = open_database(settings.database)
    (row,) = SqliteCases(database).by_slip(number)
    database.close()
    bundles = BundleFiles(settings.bundles)
    opener = BundleOpener(private_key=secrets.hpke, key_id=secrets.public.key_id)
    manifest = bundles.manifest(row.file_name)
    case = opener.open_case(manifest, lambda sha: bundles.part(row.file_name, sha))
    return Applied(pages, row.state, case.answers)


def test_a_pensioner_with_a_screen_reader_proves_to_be_alive(apply):
    applied = apply(pension_check)

    assert applied.state is CaseState.SEALED
    assert applied.answers.items() >= {
        "name": NAME, "id_no": NUMBER, "phone": PHONE, "pension_kind": "resident",
        "barrier": "blind", "way": "staff", "staff_no": STAFF_NO, "abroad": "no",
    }.items()  # fmt: skip
    assert [n for n, _ in applied.steps] == list(range(1, applied.steps[-1][1] + 1))
    assert {alert for page in applied.pages for alert in page["alerts"]} == {NOTHING_CHOSEN}
    reviewed = applied.shown("请看一遍，对不对？")
    assert reviewed["您叫什么名字？"] == NAME
    assert reviewed["您领的是哪种养老金？"] == "农村或居民的"


def test_a_citizen_with_a_screen_reader_arranges_for_an_identity_card(apply):
    applied = apply(lambda wallet, plate: card_appointment(wallet, plate, A_DAY))

    assert applied.state is CaseState.SEALED
    assert applied.answers.items() >= {
        "name": NAME, "id_no": NUMBER, "phone": PHONE, "biz": "renew", "local": "yes",
        "barrier": "finger blind", "station": "s1", "day": A_DAY.isoformat(), "slot": "am2",
    }.items()  # fmt: skip
