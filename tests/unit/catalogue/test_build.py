import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.catalogue.authoring.build import Built, Change, write_catalogue
from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.folder import read_source, service_files
from kiosk.catalogue.authoring.order import Order
from kiosk.catalogue.authoring.source import Library
from kiosk.catalogue.compiled import Catalogue, version_folder
from kiosk.domain.application import ServiceRef
from kiosk.domain.errors import BadService
from tests.unit.catalogue.conftest import Checker

ORDER = {
    "categories": [
        {"id": "证件", "label": "证件办理", "order": "2"},
        {"id": "老人补贴", "label": "老人补贴", "order": "1"},
        {"id": "空", "label": "空", "order": "3"},
    ],
    "services": [{"id": "second", "weight": "2", "big": True}, {"id": "first", "weight": "1"}],
}


@pytest.fixture
def compiled(check: Checker) -> Compilation:
    compilation, _ = check()
    assert compilation is not None
    return compilation


def build(into: Path, *compilations: Compilation, order: object = None) -> tuple[Built, ...]:
    library = Library(order=Order.model_validate(order or {}))
    return write_catalogue(compilations, library, into)


def variant(compilation: Compilation, **facts: object) -> Compilation:
    service = compilation.service.model_copy(update=facts)
    return Compilation(service=service, form_xml=compilation.form_xml)


def stamps(folder: Path) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*")}


def test_what_was_built_can_be_read(compiled: Compilation, tmp_path: Path) -> None:
    (built,) = build(tmp_path, compiled)

    read = Catalogue(tmp_path).current("small")

    assert built.change is Change.NEW
    assert read.service == compiled.service
    assert read.form_xml == compiled.form_xml
    assert read.ref == ServiceRef(service="small", version="1.0", schema_digest=built.card.digest)
    assert (tmp_path / "small" / f"1.0+{built.card.digest[:12]}" / "form.xml").exists()


def test_building_again_touches_nothing(compiled: Compilation, tmp_path: Path) -> None:
    build(tmp_path, compiled)
    before = stamps(tmp_path)

    (built,) = build(tmp_path, compiled)

    assert built.change is Change.SAME
    assert stamps(tmp_path) == before


def test_an_old_version_stays_readable(compiled: Compilation, tmp_path: Path) -> None:
    (old,) = build(tmp_path, compiled)

    (new,) = build(tmp_path, variant(compiled, version="1.1", title="新"))

    catalogue = Catalogue(tmp_path)
    assert new.change is Change.NEW_VERSION
    assert catalogue.current("small").service.title == "新"
    ref = ServiceRef(service="small", version="1.0", schema_digest=old.card.digest)
    assert catalogue.at(ref).service.title == "小事项"


def test_other_content_under_the_same_version_is_told_and_kept_apart(
    compiled: Compilation, tmp_path: Path
) -> None:
    build(tmp_path, compiled)

    (built,) = build(tmp_path, variant(compiled, title="改了"))

    assert built.change is Change.SAME_VERSION_OTHER_CONTENT
    assert len(list((tmp_path / "small").iterdir())) == 2


def test_a_changed_file_is_refused_and_building_mends_it(
    compiled: Compilation, tmp_path: Path
) -> None:
    (built,) = build(tmp_path, compiled)
    ref = ServiceRef(service="small", version="1.0", schema_digest=built.card.digest)
    form = version_folder(tmp_path, ref) / "form.xml"
    form.write_bytes(compiled.form_xml + b" ")

    with pytest.raises(BadService, match=r"可能被改动过.*改法：运行 hall-catalogue build"):
        Catalogue(tmp_path).current("small")
    build(tmp_path, compiled)
    assert Catalogue(tmp_path).current("small").form_xml == compiled.form_xml


def test_a_missing_file_is_refused(compiled: Compilation, tmp_path: Path) -> None:
    build(tmp_path, compiled)
    shutil.rmtree(tmp_path / "small")

    with pytest.raises(BadService, match="文件不全"):
        Catalogue(tmp_path).current("small")


def test_a_folder_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(BadService, match="改法：运行 hall-catalogue build"):
        Catalogue(tmp_path)


@pytest.mark.parametrize("text", ["no json", '{"categories": []}'])
def test_a_broken_index_is_refused_in_chinese(text: str, tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text(text, "utf-8")

    with pytest.raises(BadService, match=r"index\.json：内容不对（[a-z_]+）。改法：运行"):
        Catalogue(tmp_path)


def test_an_unknown_service_is_refused(compiled: Compilation, tmp_path: Path) -> None:
    build(tmp_path, compiled)

    with pytest.raises(BadService, match="没有事项 nix"):
        Catalogue(tmp_path).current("nix")


def test_the_index_orders_and_what_it_does_not_know_comes_last(
    compiled: Compilation, tmp_path: Path
) -> None:
    services = [
        variant(compiled, id=name, category=category)
        for name, category in (
            ("third", "老人补贴"), ("second", "老人补贴"), ("first", "老人补贴"), ("odd", "新类")
        )
    ]  # fmt: skip

    build(tmp_path, *services, variant(compiled, id="card", category="证件"), order=ORDER)

    catalogue = Catalogue(tmp_path)
    assert [c.id for c in catalogue.categories()] == ["老人补贴", "证件", "新类"]
    assert [c.id for c in catalogue.services()] == ["first", "second", "third", "card", "odd"]
    assert catalogue.card("second").is_big


def test_the_index_holds_nothing_temporary(compiled: Compilation, tmp_path: Path) -> None:
    build(tmp_path, compiled)

    assert not [p for p in tmp_path.rglob("*") if p.name.startswith(".")]
    json.loads((tmp_path / "index.json").read_bytes())


def test_a_service_is_added_by_dropping_in_a_file(write: object, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(id=name)  # type: ignore[operator] - the fixture is a callable
    library = Library()

    ids = [read_source(file, library).service_id for file in service_files([tmp_path])]

    assert ids == ["one", "two"]


def test_the_window_starts_without_the_authoring_side() -> None:
    code = (
        "import sys, kiosk.catalogue.compiled, kiosk.catalogue.search\n"
        "print([m for m in ('pyxform','openpyxl','pypinyin','yaml','click') if m in sys.modules])"
    )

    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert out.stdout.strip() == "[]"
