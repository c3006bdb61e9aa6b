"""Each import contract is broken once on purpose, and must be the one to say so."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("kiosk", "ui", "sync")

QT = {"QtCore", "QtGui", "QtMultimedia", "QtSvg", "QtTest", "QtWidgets"}
"""What of Qt we use. Many of its other modules open sockets, files or browsers of their own."""

BREAKS: list[tuple[str, Mapping[str, str]]] = [
    ("programs", {"sync/client/planted.py": "import ui"}),
    ("programs", {"ui/widgets/planted.py": "import sync.wire"}),
    ("programs", {"kiosk/vault/planted.py": "import ui"}),
    ("core", {"kiosk/planted.py": ""}),
    ("core", {"kiosk/vault/planted.py": "import kiosk.store"}),
    ("window", {"ui/widgets/planted.py": "import ui.adapters"}),
    ("wire", {"sync/client/planted.py": "import sync.platform"}),
    ("no-qt", {"kiosk/flow/planted.py": "import PySide6.QtCore"}),
    ("no-qt", {"sync/client/planted.py": "from PySide6 import QtCore"}),
    (
        "no-qt",
        {
            "ui/screens/planted/__init__.py": "",
            "ui/screens/planted/presenter.py": "import PySide6.QtWidgets",
        },
    ),
    ("no-network", {"ui/widgets/planted.py": "import socket"}),
    ("no-network", {"kiosk/devices/planted.py": "import httpx2"}),
    ("no-network", {"ui/widgets/planted.py": "import asyncio"}),
    ("one-database", {"kiosk/usecases/planted.py": "import sqlite3"}),
    ("one-database", {"sync/client/planted.py": "import sqlite_utils"}),
    (
        "screens",
        {
            "ui/screens/planted_one/__init__.py": "import ui.screens.planted_two",
            "ui/screens/planted_two/__init__.py": "",
        },
    ),
    (
        "acyclic",
        {
            "kiosk/flow/planted_one.py": "import kiosk.flow.planted_two",
            "kiosk/flow/planted_two.py": "import kiosk.flow.planted_one",
        },
    ),
]


def contracts() -> dict[str, str]:
    """Return the name of each contract by its id."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {c["id"]: c["name"] for c in config["tool"]["importlinter"]["contracts"]}


def broken_contracts(tree: Path) -> set[str]:
    """Return the ids of the contracts that lint-imports calls broken in ``tree``."""
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run(
        [linter, "--no-cache"], cwd=tree, capture_output=True, text=True, timeout=120, check=False
    )
    verdicts = {
        name: [verdict for verdict in ("KEPT", "BROKEN") if f"{name} {verdict}" in told.stdout]
        for name in contracts().values()
    }
    assert all(len(found) == 1 for found in verdicts.values()), told.stdout + told.stderr
    return {id_ for id_, name in contracts().items() if verdicts[name] == ["BROKEN"]}


@pytest.fixture(scope="module")
def broken_before() -> set[str]:
    """Return what is broken without our doing; "make check" is the one to complain of that."""
    return broken_contracts(ROOT)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the three packages and the configuration."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda folder, names: [
                n for n in names if not (n.endswith(".py") or (Path(folder) / n).is_dir())
            ],
        )
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(("contract", "planted"), BREAKS)
def test_a_planted_import_breaks_its_contract_and_no_other(
    tree: Path, broken_before: set[str], contract: str, planted: Mapping[str, str]
) -> None:
    for path, source in planted.items():
        file = tree / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{source}\n", "utf-8")

    assert broken_contracts(tree) - broken_before == {contract}


def test_every_contract_is_broken_at_least_once_above() -> None:
    assert {contract for contract, _ in BREAKS} == set(contracts())


def qt_modules(tree: Path) -> Iterator[tuple[str, str]]:
    """Yield (file, module of Qt) for every import in the packages under ``tree``."""
    for package in PACKAGES:
        for file in (tree / package).rglob("*.py"):
            for found in re.finditer(
                r"\bPySide6\.(\w+)|from PySide6 import (.+)", file.read_text()
            ):
                for module in re.findall(r"Qt\w+", found[1] or found[2]):
                    yield str(file.relative_to(tree)), module


def test_only_the_harmless_modules_of_qt_are_used() -> None:
    assert [(file, module) for file, module in qt_modules(ROOT) if module not in QT] == []


def test_a_planted_socket_of_qt_is_seen(tree: Path) -> None:
    (tree / "ui/widgets/planted.py").write_text("from PySide6 import QtCore, QtWebSockets\n")

    assert {module for _, module in qt_modules(tree)} - QT == {"QtWebSockets"}
