"""Old versions stay: a draft or a case finds the form it was answered in."""

from pathlib import Path

import pytest

from kiosk.catalogue.authoring.build import write_catalogue
from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.source import Library
from kiosk.catalogue.compiled import Catalogue
from kiosk.domain.errors import BadService
from tests.unit.catalogue.conftest import Checker
from tests.windows import the_text
from ui.preview import service_pages


@pytest.fixture
def catalogue(check: Checker, tmp_path: Path) -> Catalogue:
    """One service in version 1.0 and, since, in 2.0."""
    old, _ = check()
    assert old is not None
    changed = old.service.model_copy(update={"version": "2.0"})
    new = Compilation(service=changed, form_xml=old.form_xml.replace(b"1.0", b"2.0"))
    for one in (old, new):
        write_catalogue([one], Library(), tmp_path)
    return Catalogue(tmp_path)


def test_a_service_is_named_by_its_id_or_with_an_old_version(catalogue: Catalogue) -> None:
    assert catalogue.named("small").ref.version == "2.0"
    assert catalogue.named("small@2.0") == catalogue.current("small")
    assert catalogue.named("small@1.0").ref.version == "1.0"


def test_every_page_of_an_old_version_is_drawn_as_it_was(catalogue: Catalogue) -> None:
    pages = [
        list(service_pages(catalogue.named(name), the_text(), "Asia/Shanghai"))
        for name in ("small", "small@1.0")
    ]

    assert len(pages[0]) > 1
    assert [name for name, _ in pages[0]] == [name for name, _ in pages[1]]


def test_a_version_that_is_not_there_is_told_with_those_that_are(catalogue: Catalogue) -> None:
    with pytest.raises(BadService, match=r"small@1\.0\+.*small@2\.0\+"):
        catalogue.named("small@3.0")
