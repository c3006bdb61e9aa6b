"""An application keeps the versions of all its services, however often the catalogue changes."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.catalogue.compiled import (
    FORM_FILE,
    INDEX_FILE,
    SERVICE_FILE,
    Catalogue,
    schema_digest,
    version_folder,
)
from kiosk.devices.clock import FixedClock
from kiosk.domain.application import ServiceRef
from kiosk.domain.errors import SealBroken
from kiosk.domain.language import Language
from kiosk.domain.slip_number import SlipNumber
from kiosk.forms.bundle import BundleSession
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.store.drafts import SqliteDrafts
from kiosk.usecases.counter import Counter
from kiosk.usecases.drafts import DraftDesk
from kiosk.vault.bundle import BundleFiles, HpkeSealer
from kiosk.vault.drafts import AesDraftCipher
from kiosk.vault.opener import BundleOpener, OpenedApplication
from tests.made_up import NOON, NUMBER, TERMINAL, a_key_ring

BUNDLE, MEMBER = "canji_fuwu_yijianshi", "canji_zheng"


@pytest.fixture
def folder(shipped_catalogue: Path, tmp_path: Path) -> Path:
    built = tmp_path / "catalogue"
    shutil.copytree(shipped_catalogue, built)
    return built


class Hall:
    """What a window has, without the window: the same database at every start."""

    def __init__(self, folder: Path) -> None:
        self.ring = a_key_ring(folder)
        self.keys = self.ring.keys
        self.database = open_database(folder / "hall.db")
        self.sealer_folder = folder / "bundles"
        self.sealer = HpkeSealer(folder=self.sealer_folder, keys=self.keys, kiosk_id=TERMINAL)
        self.drafts = DraftDesk(
            drafts=SqliteDrafts(self.database),
            cipher=AesDraftCipher(self.keys),
            sealer=self.sealer,
            clock=FixedClock(NOON),
            kept_for=timedelta(hours=72),
        )

    def opened_by_platform(self, slip: SlipNumber) -> OpenedApplication:
        (row,) = SqliteCases(self.database).by_slip(slip)
        files = BundleFiles(self.sealer_folder)
        opener = BundleOpener(private_key=self.ring.platform, key_id=self.keys.platform.key_id)
        manifest = files.manifest(row.file_name)
        return opener.open_case(manifest, lambda sha: files.part(row.file_name, sha))

    def counter(self, folder: Path) -> Counter:
        return Counter(
            catalogue=Catalogue(folder),
            drafts=self.drafts,
            cases=SqliteCases(self.database),
            sealer=self.sealer,
            clock=FixedClock(NOON),
            terminal=TERMINAL,
            time_zone="Asia/Shanghai",
        )


def build_newer(folder: Path, service: str) -> ServiceRef:
    """Put a newer version of a service beside the old one and name it in the index."""
    old = Catalogue(folder).current(service)
    facts = json.loads((version_folder(folder, old.ref) / SERVICE_FILE).read_bytes())
    facts_json = json.dumps(facts | {"version": "2099.1"}).encode()
    form_xml = old.form_xml.replace(old.ref.version.encode(), b"2099.1")
    digest = schema_digest(form_xml, facts_json)
    ref = ServiceRef(service=service, version="2099.1", schema_digest=digest)
    place = version_folder(folder, ref)
    place.mkdir()
    (place / FORM_FILE).write_bytes(form_xml)
    (place / SERVICE_FILE).write_bytes(facts_json)
    index = json.loads((folder / INDEX_FILE).read_bytes())
    for card in index["services"]:
        if card["id"] == service:
            card.update(version=ref.version, digest=ref.schema_digest)
    (folder / INDEX_FILE).write_text(json.dumps(index))
    return ref


def answer(counter: Counter, **answers: str) -> None:
    session = counter.interview.session
    for name, value in answers.items():
        session.try_answer(session.refs_of(name)[0], value)


def versions(counter: Counter) -> dict[str, str]:
    session = counter.interview.session
    assert isinstance(session, BundleSession)
    return {name: member.form.version for name, member in session.members()}


def test_a_draft_opens_again_and_is_sealed_with_the_versions_it_was_begun_with(
    folder: Path, tmp_path: Path
) -> None:
    hall = Hall(tmp_path)
    counter = hall.counter(folder)
    counter.open(BUNDLE, is_for_other=False)
    answer(counter, id_no=NUMBER, has_cert="no", want="cert")
    begun, old = versions(counter), Catalogue(folder).current(MEMBER).ref
    counter.keep()
    newer = build_newer(folder, MEMBER)

    again = hall.counter(folder)
    draft = hall.drafts.find_by_card(NUMBER)
    assert draft is not None
    again.reopen(draft)

    assert begun.keys() == {BUNDLE, MEMBER}
    assert versions(again) == begun
    sealed = again.submit().services
    assert old in sealed
    assert newer not in sealed


def test_a_new_application_takes_todays_versions(folder: Path, tmp_path: Path) -> None:
    newer = build_newer(folder, MEMBER)
    counter = Hall(tmp_path).counter(folder)
    counter.open(BUNDLE, is_for_other=False)

    answer(counter, id_no=NUMBER, has_cert="no", want="cert")

    assert newer in counter.submit().services


def test_a_draft_of_another_shape_is_told_as_unreadable(folder: Path, tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    counter = hall.counter(folder)
    draft_id = hall.drafts.new_id()
    hall.drafts.keep(draft_id, {}, parts={}, service=BUNDLE, citizen_number=NUMBER)
    draft = hall.drafts.find_by_card(NUMBER)
    assert draft is not None

    with pytest.raises(SealBroken):
        counter.reopen(draft)


@pytest.mark.parametrize("answered", ["yes", "no"])
def test_the_services_own_rule_says_whether_a_case_is_urgent(
    folder: Path, tmp_path: Path, answered: str
) -> None:
    counter = Hall(tmp_path).counter(folder)
    counter.open("linshi_jiuzhu", is_for_other=False)
    answer(counter, urgent=answered)

    slip = counter.submit().slip_number

    (row,) = SqliteCases(open_database(tmp_path / "hall.db")).by_slip(slip)
    assert row.is_urgent is (answered == "yes")


def test_a_character_to_be_made_is_told_with_its_picture_in_the_case_that_lacks_it(
    folder: Path, tmp_path: Path
) -> None:
    hall = Hall(tmp_path)
    counter = hall.counter(folder)
    counter.open("linshi_jiuzhu", is_for_other=False)
    interview = counter.interview
    interview.show_character(interview.session.refs_of("name")[0], b"a picture")
    interview.show_character(interview.session.refs_of("hukou_addr")[0], b"of before")
    answer(counter, name="王〓", hukou_addr="望云里四十七号")
    counter.keep()

    slip = counter.submit().slip_number

    (row,) = SqliteCases(hall.database).by_slip(slip)
    assert row.needs_character
    read = hall.opened_by_platform(slip)
    assert read.answers["name"] == "王〓"
    pictures = [(each.slot, each.content) for each in read.attachments]
    assert [content for slot, content in pictures if slot.endswith("-unlisted.jpg")] == [
        b"a picture"
    ]


def test_a_case_tells_in_which_language_the_words_signed_were_read(
    folder: Path, tmp_path: Path
) -> None:
    hall = Hall(tmp_path)
    counter = hall.counter(folder)
    counter.speak(Language.ENGLISH)
    counter.open("linshi_jiuzhu", is_for_other=False)
    answer(counter, urgent="yes")
    counter.interview.sign_by_fingerprint(counter.interview.session.refs_of("sign")[0])
    code = counter.issue_code()
    draft = hall.drafts.find_by_code(code.digits)
    assert draft is not None

    again = hall.counter(folder)
    again.reopen(draft)
    sealed = hall.opened_by_platform(again.submit().slip_number)

    assert sealed.notes == {"signed_in": "en"}
    assert dict(sealed.readable)["今天不帮就过不下去，是吗？"] == "是"
