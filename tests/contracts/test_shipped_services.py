"""The shipped services: clean, complete, loadable, promising only what the kiosk can keep."""

import re
import shutil
import subprocess
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyxform.validators.odk_validate import ODK_VALIDATE_PATH

from kiosk.catalogue.authoring.build import write_catalogue
from kiosk.catalogue.authoring.check import check_source
from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.folder import (
    library_for,
    read_source,
    service_files,
    shipped_services,
)
from kiosk.catalogue.authoring.source import Mistake, ServiceSource
from kiosk.catalogue.compiled import Catalogue
from kiosk.catalogue.search import find
from kiosk.devices.clock import FixedClock
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.forms.protocol import Verdict
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from kiosk.usecases.interview import Interview, Sheet
from tests.made_up import ADDRESS, HELPER, HELPER_NUMBER, NAME, NOON, NUMBER

FOLDER = shipped_services()
TODAY = NOON.date()
FILES = service_files([FOLDER])
NAMES = [file.stem for file in FILES]
ORIGINALS = Path(__file__).parents[3] / "shared" / "catalogue"
SILENT = {"calculate", "hidden", "end_group", "end_repeat"}
# Dictation, a beep, keys of other names, positions on the screen, colours alone, a camera that
# reads numbers: none of it is so.
EMPTY_PROMISES = re.compile(
    r"话筒|嘀|我同意|我知道了|按住|请说|说或写|语音输入|左边|右边|右下角|绿色|灰色|红色|机器自己认"
)


@pytest.fixture(scope="session")
def sources() -> dict[str, ServiceSource]:
    library = library_for(FOLDER)
    return {file.stem: read_source(file, library) for file in FILES}


@pytest.fixture(scope="session")
def checked(
    sources: dict[str, ServiceSource],
) -> dict[str, tuple[Compilation | None, tuple[Mistake, ...]]]:
    library = library_for(FOLDER)
    return {
        name: check_source(source, library, known_services=frozenset(sources))
        for name, source in sources.items()
    }


@pytest.fixture(scope="session")
def catalogue(checked: Any, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    into = tmp_path_factory.mktemp("catalogue")
    write_catalogue([c for c, _ in checked.values() if c], library_for(FOLDER), into)
    return Catalogue(into)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_service_checks_clean(name: str, checked: Any) -> None:
    compilation, mistakes = checked[name]

    assert [str(m) for m in mistakes] == []
    assert compilation is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_words_to_speak_and_its_official_name(
    name: str, sources: dict[str, ServiceSource]
) -> None:
    for row in sources[name].survey:
        if row.kind in SILENT:
            continue
        assert row["label"], row.place
        is_asked = row.kind not in {"begin_group", "begin_repeat", "note", "image"}
        assert row["field"] or not is_asked, row.place


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_promised_that_the_kiosk_does_not_do(
    name: str, sources: dict[str, ServiceSource]
) -> None:
    said = [(row.place, row[c]) for row in sources[name].survey for c in ("label", "hint", "say")]

    assert [(place, text) for place, text in said if EMPTY_PROMISES.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_twelve_disclosures_are_there(name: str, catalogue: Catalogue) -> None:
    service = catalogue.current(name).service

    item = service.item
    told = (
        item.server_type, item.dept, item.accept_condition, item.anticipate, item.promise,
        item.by_law, service.steps, item.accept_at, item.result.name, item.result.deliver,
    )  # fmt: skip
    assert all(told)
    assert service.faq
    assert item.limit_scene_num >= 0
    assert bool(item.fee) or not item.is_fee
    for path, value in (("link_way", item.link_way), ("supervise_way", item.supervise_way)):
        must_set = {"item.link_way", *service.region_must_set}
        assert value or f"item.{path}" in must_set


@pytest.mark.parametrize("name", NAMES)
def test_consent_comes_first_and_is_never_ticked_beforehand(
    name: str, sources: dict[str, ServiceSource]
) -> None:
    rows = {row["name"]: row for row in sources[name].survey}

    for consent in ("consent_basic", "consent_sensitive", "consent_share"):
        assert rows[consent].is_true("required")
        assert not rows[consent]["default"]


@pytest.mark.parametrize("name", NAMES)
def test_the_kiosks_own_engine_loads_it_and_reads_its_conditions(
    name: str, catalogue: Catalogue
) -> None:
    compiled = catalogue.current(name)
    session = FormSession(
        load_form(compiled.form_xml), clock=FixedClock(NOON), time_zone=UTC, instance_id="uuid:1"
    )

    service = compiled.service
    tests = [e.test for e in service.eligibility] + [m.when for m in service.materials if m.when]
    tests += [m.when for m in service.members] + [t for t in [service.urgent_when] if t]
    for test in tests:
        assert session.evaluate(f"boolean({test})") in {True, False}
    assert session.order()


def test_a_read_card_spares_its_photo_and_the_helpers_card_does_not(catalogue: Catalogue) -> None:
    compiled = catalogue.current("gaoling_jintie")
    session = FormSession(
        load_form(compiled.form_xml), clock=FixedClock(NOON), time_zone=UTC, instance_id="uuid:1"
    )
    sheet = Sheet(ref=compiled.ref, title=compiled.service.title, item_code="")
    interview = Interview(sheet=sheet, session=session, facts={"who": "helper"})
    photo = session.refs_of("m_id")[0]

    interview.use_card(
        session.refs_of("helper_card")[0],
        IdCard(name=HELPER, number=IdCardNumber(HELPER_NUMBER)),
    )
    after_the_helpers = session.is_relevant(photo)
    own = session.refs_of("card_tip")[0]
    filled = interview.use_card(
        own, IdCard(name=NAME, number=IdCardNumber(NUMBER), nation="汉族", address=ADDRESS)
    )

    assert after_the_helpers
    assert [ref.rpartition("/")[2] for ref in filled] == ["name", "id_no", "nation", "hukou_addr"]
    assert not session.is_relevant(photo)
    interview.forget_card(own)
    assert session.is_relevant(photo)


@pytest.mark.parametrize("kind", ["paper", "guardian_doc"])
def test_a_helpers_paper_must_name_the_matter_and_have_begun(
    kind: str, catalogue: Catalogue
) -> None:
    session = with_helper(catalogue, auth_kind=kind)
    matter, since = (session.refs_of(name)[0] for name in ("auth_matter", "auth_from"))

    assert session.try_answer(matter, "no") is Verdict.CONSTRAINT
    assert "不能替他办" in session.view(matter).constraint_message
    assert session.try_answer(since, (TODAY + timedelta(days=1)).isoformat()) is Verdict.CONSTRAINT
    assert session.try_answer(since, TODAY.isoformat()) is Verdict.ACCEPTED


@pytest.mark.parametrize("kind", ["present", "esign", "duty"])
def test_without_a_paper_nothing_is_asked_about_it(kind: str, catalogue: Catalogue) -> None:
    session = with_helper(catalogue, auth_kind=kind)

    asked = {ref.rpartition("/")[2] for ref in session.order()}
    assert not asked & {"auth_matter", "auth_from"}
    assert session.value_of("auth_scope") == ""


def test_a_letter_runs_a_year_from_its_first_day(catalogue: Catalogue) -> None:
    session = with_helper(catalogue, auth_kind="paper")
    since, until = (session.refs_of(name)[0] for name in ("auth_from", "auth_until"))
    session.try_answer(since, (TODAY - timedelta(days=300)).isoformat())

    assert session.judge(until, (TODAY + timedelta(days=65)).isoformat()) is Verdict.ACCEPTED
    assert session.judge(until, (TODAY + timedelta(days=66)).isoformat()) is Verdict.CONSTRAINT


def test_the_helpers_own_number_is_not_the_applicants(catalogue: Catalogue) -> None:
    session = with_helper(catalogue, helper_id_no=HELPER_NUMBER)
    own = session.refs_of("id_no")[0]

    assert session.try_answer(own, HELPER_NUMBER) is Verdict.CONSTRAINT
    assert session.try_answer(own, NUMBER) is Verdict.ACCEPTED


def with_helper(catalogue: Catalogue, **answers: str) -> FormSession:
    session = FormSession(
        load_form(catalogue.current("dibao").form_xml),
        clock=FixedClock(NOON), time_zone=UTC, instance_id="uuid:1",
    )  # fmt: skip
    for name, value in {"who": "helper", **answers}.items():
        assert session.try_answer(session.refs_of(name)[0], value) is Verdict.ACCEPTED
    return session


def test_the_helpers_paper_comes_along_with_the_block(catalogue: Catalogue) -> None:
    paper = catalogue.current("dibao").service.material("m_auth")

    assert paper is not None
    assert "auth_kind" in paper.when


def test_every_service_of_the_index_is_there_and_in_its_order(catalogue: Catalogue) -> None:
    listed = yaml.safe_load((FOLDER / "_index.yaml").read_text("utf-8"))

    assert {entry["id"] for entry in listed["services"]} == set(NAMES)
    assert catalogue.services()[0].id == "gaoling_jintie"
    assert [c.id for c in catalogue.categories()] == [c["id"] for c in listed["categories"]]
    assert catalogue.card("linshi_jiuzhu").is_always_visible


@pytest.mark.parametrize(
    ("query", "service"),
    [
        ("gljt", "gaoling_jintie"), ("高龄", "gaoling_jintie"), ("老人补贴", "gaoling_jintie"),
        ("db", "dibao"), ("canjizheng", "canji_zheng"), ("去世", "shenhou_yijianshi"),
        ("养老金年审", "yanglao_zige_renzheng"), ("sfz", "shenfenzheng_yuyue"),
        ("五保", "tekun_gongyang"), ("轮椅", "canji_fuwu_yijianshi"),
        ("拐杖", "canji_fuwu_yijianshi"),
        ("老伴死了", "shenhou_yijianshi"), ("火化", "shenhou_yijianshi"),
        ("公交卡", "laonian_youdai_zheng"), ("洗衣机", ""), ("慢性病", "mente_bing"),
    ],
)  # fmt: skip
def test_services_are_found_by_what_people_say(
    query: str, service: str, catalogue: Catalogue
) -> None:
    found = find(catalogue.services(), query)

    assert (found[0].id if found else "") == service


# Nothing of the catalogue we were given was lost -----------------------------------------


def original(name: str) -> dict[str, Any]:
    file = ORIGINALS / f"{name}.yaml"
    if not file.exists():
        pytest.skip(f"{ORIGINALS} is not here: whether anything was lost cannot be told")
    plain: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return plain


def fields_of(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return question name → official name. A type may change: a better question stays one."""
    return {
        row["name"]: row.get("field", "")
        for row in rows
        if row["type"] not in {"include", "end_group", "end_repeat"}
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_question_was_lost(name: str, sources: dict[str, ServiceSource]) -> None:
    rows = original(name)["survey"]
    blocks = original("_blocks")["blocks"]

    wanted = fields_of(rows)
    for row in rows:
        if row["type"] == "include":
            wanted |= fields_of(blocks[row["name"]])
    shipped = {row["name"]: row["field"] for row in sources[name].survey}
    assert wanted.items() <= shipped.items()


@pytest.mark.parametrize("name", NAMES)
def test_no_choice_was_lost(name: str, sources: dict[str, ServiceSource]) -> None:
    library = library_for(FOLDER)
    lists = original(name).get("choices", {}) | original("_choices")["choices"]

    for list_name, choices in lists.items():
        shipped = sources[name].choice_rows(library, list_name) or ()
        assert {str(c["name"]) for c in choices} <= {row["name"] for row in shipped}, list_name


@pytest.mark.parametrize("name", NAMES)
def test_no_paper_fee_law_step_or_answer_was_lost(name: str, catalogue: Catalogue) -> None:
    before = original(name)

    service = catalogue.current(name).service

    item = before["item"]
    assert {m["id"]: m["name"] for m in before.get("materials", [])}.items() <= {
        m.id: m.name for m in service.materials
    }.items()
    assert set(item["by_law"]) <= set(service.item.by_law)
    assert item["is_fee"] == service.item.is_fee
    assert [(f["name"], f["amount"]) for f in item.get("fee", [])] == [
        (f.name, f.amount) for f in service.item.fee
    ]
    assert before["steps"] == list(service.steps)
    assert [f["q"] for f in before["faq"]] == [f.q for f in service.faq]
    assert set(before["keywords"]) <= set(service.keywords)
    assert len(before.get("members", [])) == len(service.members)


# A second opinion --------------------------------------------------------------------------


@pytest.mark.slow
def test_odk_validate_takes_every_form(catalogue: Catalogue, tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java here: JavaRosa's opinion of our forms was not asked")
    files = [tmp_path / f"{name}.xml" for name in NAMES]
    for file in files:
        file.write_bytes(catalogue.current(file.stem).form_xml)

    outcome = subprocess.run(
        [java, "-Djava.awt.headless=true", "-jar", ODK_VALIDATE_PATH, *map(str, files)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert outcome.returncode == 0, (outcome.stdout + outcome.stderr)[-3000:]
