"""The shipped services: clean, complete, loadable, promising only what the kiosk can keep."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from difflib import SequenceMatcher
from fnmatch import filter as filter_names
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from pyxform.validators.odk_validate import ODK_VALIDATE_PATH

from kiosk.catalogue.authoring.book_template import write_book
from kiosk.catalogue.authoring.build import write_catalogue
from kiosk.catalogue.authoring.check import check_source, icon_names
from kiosk.catalogue.authoring.compile import Compilation, with_params
from kiosk.catalogue.authoring.folder import (
    EXAMPLE,
    library_for,
    read_source,
    service_files,
    shipped_services,
    source_named,
)
from kiosk.catalogue.authoring.rules import RULES
from kiosk.catalogue.authoring.source import Mistake, ServiceSource, Severity, maps, texts
from kiosk.catalogue.authoring.yaml_source import read_library
from kiosk.catalogue.cli import main
from kiosk.catalogue.compiled import Catalogue
from kiosk.catalogue.search import find
from kiosk.devices.clock import FixedClock
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.forms.protocol import Verdict
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from kiosk.i18n import Text
from kiosk.usecases.interview import Interview, Sheet
from tests.made_up import ADDRESS, HELPER, HELPER_NUMBER, NAME, NOON, NUMBER

FOLDER = shipped_services()
LIBRARY = library_for(FOLDER)
SOURCES = {
    source.service_id: source
    for source in (read_source(file, LIBRARY) for file in service_files([FOLDER]))
}
ICONS = icon_names() or frozenset()
NAMES = sorted(SOURCES)  # a service is dropped in as a file; its id is what counts
TODAY = NOON.date()
GIVEN = (
    "canji_fuwu_yijianshi", "canji_liangxiang_butie", "canji_zheng", "dibao", "gaoling_jintie",
    "jumin_yanglao_canbao", "jumin_yanglao_daiyu", "juzhu_zheng", "laonian_youdai_zheng",
    "linshi_jiuzhu", "mente_bing", "nengli_pinggu_gaizao", "shenfenzheng_yuyue",
    "shenhou_yijianshi", "tekun_gongyang", "yanglao_zige_renzheng", "yidi_jiuyi_beian",
)  # fmt: skip
ORIGINALS = Path(__file__).parents[3] / "shared" / "catalogue"
FIGURES = re.compile(r"[0-9一二三四五六七八九十百千万两半]+")
SILENT = {"calculate", "hidden", "end_group", "end_repeat"}
# Dictation, a beep, keys of other names, positions on the screen, colours alone, a camera that
# reads numbers: none of it is so.
EMPTY_PROMISES = re.compile(
    r"话筒|嘀|我同意|我知道了|按住|请说|说或写|语音输入|左边|右边|右下角|绿色|灰色|红色|机器自己认"
)


@pytest.fixture(scope="session")
def checked() -> dict[str, tuple[Compilation | None, tuple[Mistake, ...]]]:
    return {
        name: check_source(source, LIBRARY, known_services=frozenset(SOURCES))
        for name, source in SOURCES.items()
    }


@pytest.fixture(scope="session")
def catalogue(checked: Any, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    into = tmp_path_factory.mktemp("catalogue")
    write_catalogue([c for c, _ in checked.values() if c], LIBRARY, into)
    return Catalogue(into)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_service_checks_clean(name: str, checked: Any) -> None:
    compilation, mistakes = checked[name]

    wrong = [str(m) for m in mistakes if name in GIVEN or m.severity is Severity.MISTAKE]
    assert wrong == []
    assert compilation is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_a_shipped_service_has_a_picture_of_its_own(name: str) -> None:
    lists = {
        row.list_name: SOURCES[name].choice_rows(LIBRARY, row.list_name) or ()
        for row in SOURCES[name].survey
        if row.kind.startswith("select_")
    }
    for list_name, rows in lists.items():
        pictures = {
            row["label"]: row["icon"] or LIBRARY.pictures.get(row["label"]) for row in rows
        }

        assert [label for label, icon in pictures.items() if icon not in ICONS] == [], list_name
        assert len(set(pictures.values())) == len(pictures), (list_name, pictures)


def test_every_pictogram_says_what_it_shows_in_words_of_its_own() -> None:
    names = {icon: Text()(f"picture-{icon}").shown for icon in ICONS}

    assert len(set(names.values())) == len(names)
    assert max(map(len, names.values())) <= 8
    told = {key for key in Text().keys if key.startswith("picture-")}
    assert told == {f"picture-{icon}" for icon in ICONS}


def test_no_picture_is_meant_for_an_answer_that_is_nowhere() -> None:
    asked = {
        row["label"]
        for source in (*SOURCES.values(), source_named(EXAMPLE))
        for rows in source.choices.values()
        for row in rows
    }
    asked |= {row["label"] for rows in LIBRARY.choices.values() for row in rows}

    assert LIBRARY.pictures.keys() - asked == set()
    assert set(LIBRARY.pictures.values()) <= ICONS


def test_the_seventeen_services_we_were_given_are_there() -> None:
    assert set(GIVEN) <= set(NAMES)
    assert len(GIVEN) == 17


def test_one_more_file_and_one_more_book_are_services_like_the_others(tmp_path: Path) -> None:
    folder, example = Path(shutil.copytree(FOLDER, tmp_path / "s")), source_named(EXAMPLE)
    text = (FOLDER / f"{EXAMPLE}.yaml").read_text("utf-8")
    text = text.replace("id: shili_shixiang", "id: more_in_yaml").replace("老人补贴", "新的一类")
    (folder / "随便起的名字.yaml").write_text(text, "utf-8")
    book = replace(example, facts={**example.facts, "id": "more_in_a_book"})
    write_book(book, folder / "又一本.XLSX")

    checked = CliRunner().invoke(main, ["check", str(folder)])
    built = CliRunner().invoke(
        main, ["build", "--services", str(folder), "--into", str(tmp_path / "c")]
    )

    cards = {card.id: card for card in Catalogue(tmp_path / "c").services()}
    assert (checked.exit_code, built.exit_code) == (0, 0), checked.output
    assert cards.keys() == {*NAMES, "more_in_yaml", "more_in_a_book"}
    assert cards["more_in_yaml"].category == "新的一类"


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_words_to_speak_and_its_official_name(
    name: str,
) -> None:
    for row in SOURCES[name].survey:
        if row.kind in SILENT:
            continue
        assert row["label"], row.place
        is_asked = row.kind not in {"begin_group", "begin_repeat", "note", "image"}
        assert row["field"] or not is_asked, row.place


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_promised_that_the_kiosk_does_not_do(
    name: str,
) -> None:
    said = [(row.place, row[c]) for row in SOURCES[name].survey for c in ("label", "hint", "say")]

    assert [(place, text) for place, text in said if EMPTY_PROMISES.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_key_that_is_named_stands_on_the_page(name: str) -> None:
    key = Text()("key-dont-know").shown
    naming = [row for row in SOURCES[name].survey if re.search("按.{0,2}不知道", row["say"])]

    assert [row.place for row in naming if f"按“{key}”" not in row["say"]] == []
    assert [row.place for row in naming if not row.is_true("skip_ok")] == []


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
    name: str,
) -> None:
    rows = {row["name"]: row for row in SOURCES[name].survey}

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
    kind = {"guardian_doc": "guardian", "duty": "staff"}.get(
        answers.get("auth_kind", ""), "family"
    )
    for name, value in {"who": "helper", "helper_kind": kind, **answers}.items():
        assert session.try_answer(session.refs_of(name)[0], value) is Verdict.ACCEPTED
    return session


@pytest.mark.parametrize(
    ("how_read", "others", "is_asked"),
    [("card", "no", False), ("", "no", True), ("card", "yes", True), ("", "yes", True)],
)
def test_a_familys_cards_are_asked_for_unless_the_only_one_was_read(
    how_read: str, others: str, catalogue: Catalogue, *, is_asked: bool
) -> None:
    session = FormSession(
        load_form(catalogue.current("dibao").form_xml),
        clock=FixedClock(NOON), time_zone=UTC, instance_id="uuid:1",
    )  # fmt: skip
    photo = session.refs_of("m_id")[0]

    session.set_hidden("id_read", how_read)
    session.try_answer(session.refs_of("f_others")[0], others)

    assert session.is_relevant(photo) == is_asked
    assert session.view(photo).is_required
    assert not session.view(photo).question.skip_ok


def test_the_helpers_paper_comes_along_with_the_block(catalogue: Catalogue) -> None:
    paper = catalogue.current("dibao").service.material("m_auth")

    assert paper is not None
    assert "auth_kind" in paper.when


def test_every_service_of_the_index_is_there_and_in_its_order(catalogue: Catalogue) -> None:
    listed = yaml.safe_load((FOLDER / "_index.yaml").read_text("utf-8"))

    categories = [c["id"] for c in listed["categories"]]
    assert {entry["id"] for entry in listed["services"]} == set(GIVEN)
    assert catalogue.services()[0].id == "gaoling_jintie"
    assert [c.id for c in catalogue.categories()][: len(categories)] == categories
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

# Where a service differs from it on purpose → why. What no longer differs has to go from here.
INTENDED: Mapping[str, str] = MappingProxyType(
    {
        "* m_id.relevant": "a card that was read spares its photo",
        "* m_id.when": "a card that was read spares its photo",
        "dibao m_id.shots": "the whole family's cards, both sides, six people at most",
        "* auth_scope.type": "acts are chosen one by one, so that one can be refused",
        "* helper_relation.relevant": "a helper of another kind is asked, too",
        "* account_holder.relevant": "only a guardian who has shown it may be paid instead",
        "* mail_addr.relevant": "an address that is known is not asked for again",
        "dibao r_family.relevant": "who lives alone is asked about nobody",
        "dibao f_[!k]*.relevant": "who lives alone is asked about nobody",
        "dibao adult_name.*": "the names are those of the family, not typed again",
        "dibao adult_sign.relevant": "only adults sign",
        "canji_liangxiang_butie m_dis.*": "who has no card yet cannot show it",
        "yidi_jiuyi_beian dest.relevant": "who cancels goes nowhere",
        "yidi_jiuyi_beian start.relevant": "who cancels goes nowhere",
        "jumin_yanglao_daiyu faq.1.a": "the kiosk reckons no estimate, so none is promised",
    }
)


def original(name: str) -> ServiceSource:
    if not ORIGINALS.exists():
        pytest.skip(f"{ORIGINALS} is not here: whether anything was lost cannot be told")
    return read_source(ORIGINALS / f"{name}.yaml", read_library(ORIGINALS))


def differences(name: str, shipped: ServiceSource) -> dict[str, tuple[str, str]]:
    """Return what the shipped service lost or changed: place → before and after."""
    before, after = asked_and_told(original(name)), asked_and_told(shipped)
    return {
        place: (text, after.get(place, ""))
        for place, text in before.items()
        if not is_kept(place.rpartition(".")[2], text, after.get(place, ""))
    }


def unintended(name: str, shipped: ServiceSource) -> set[str]:
    found = (f"{name} {place}" for place in differences(name, shipped))
    return {one for one in found if not any(fnmatch(one, known) for known in INTENDED)}


def is_kept(what: str, before: str, after: str) -> bool:
    match what:
        case "a":
            return is_same_answer(before, after)
        case "constraint" | "keywords":
            return set(before.split()) <= set(after.split())
        case "sensitive" | "review":
            return before <= after
        case _:
            return before == after


def is_same_answer(before: str, after: str) -> bool:
    """Whether two answers give the same numbers and say it in nearly the same words."""
    likeness = SequenceMatcher(None, before, after).ratio()
    return set(FIGURES.findall(before)) <= set(FIGURES.findall(after)) and likeness > 0.6


def asked_and_told(source: ServiceSource) -> dict[str, str]:
    """Return all a service asks and discloses: place → what stands there, as text."""
    facts = with_params(source).facts
    told = dict(texts({name: facts.get(name) for name in ("title", "category", "steps", "item")}))
    told["keywords"] = " ".join(facts["keywords"])
    for paper in maps(facts.get("materials")):
        told |= dict(texts({**paper, "tip": ""}, str(paper["id"])))
        told[f"{paper['id']}.when"] = reads(str(paper.get("when", "")))
    for number, answer in enumerate(maps(facts.get("faq"))):
        told |= dict(texts(answer, f"faq.{number}"))
    told |= {f"members.{n}": "" for n, _ in enumerate(facts.get("members") or ())}
    return told | dict(demands(source))


def demands(source: ServiceSource) -> Iterator[tuple[str, str]]:
    """Yield what each question demands. Its wording may change for the better, this may not."""
    around: list[str] = []
    for row in source.survey:
        if row.kind in {"end_group", "end_repeat"}:
            around.pop()
            continue
        condition = " ".join((*around, row["relevant"]))
        limit = f"{RULES[row['check']].constraint if row['check'] else ''} {row['constraint']}"
        limits = ["set", *re.findall("[0-9]+", limit)] if limit.strip() else []
        for what, text in {
            "type": row["type"], "field": row["field"], "relevant": reads(condition),
            "required": row["required"], "constraint": " ".join(limits),
            "sensitive": row["sensitive"], "review": row["review"], "keep": row["keep"],
        }.items():  # fmt: skip
            yield f"{row['name']}.{what}", text
        if row.kind in {"begin_group", "begin_repeat"}:
            around.append(row["relevant"])


def reads(condition: str) -> str:
    """Return the questions a condition looks at."""
    return " ".join(sorted(set(re.findall(r"\$\{([\w.]+)\}", condition))))


@pytest.mark.parametrize("name", GIVEN)
def test_nothing_a_service_asks_or_discloses_was_lost(name: str) -> None:
    assert unintended(name, SOURCES[name]) == set()


def test_every_intended_difference_still_is_one() -> None:
    found = [f"{name} {place}" for name in GIVEN for place in differences(name, SOURCES[name])]

    assert [known for known in INTENDED if not filter_names(found, known)] == []


# What may get lost while somebody edits a service → how it gets lost.
LOSSES: Mapping[str, Callable[[ServiceSource], ServiceSource]] = MappingProxyType({
    "m_hukou.need": lambda source: with_fact(source, "materials.1.need", "非必要"),
    "m_hukou.copies": lambda source: with_fact(source, "materials.1.copies", "3"),
    "item.promise.days": lambda source: with_fact(source, "item.promise.days", "60"),
    "item.by_law.0": lambda source: with_fact(source, "item.by_law", []),
    "item.accept_condition.0": lambda source: with_fact(source, "item.accept_condition", []),
    "faq.1.a": lambda source: with_fact(
        source, "faq.1.a", "一般六十个工作日内。要公示七天，邻居可以提意见。"
    ),
    "faq.2.a": lambda source: with_fact(source, "faq.2.a", "不会。"),
    "income_total.required": lambda source: without_cells(source, "income_total", "required"),
    "house_n.constraint": lambda source: without_cells(source, "house_n", "constraint"),
    "f_id.constraint": lambda source: without_cells(source, "f_id", "check", "constraint"),
    "f_kids_out.relevant": lambda source: without_cells(source, "f_kids_out", "relevant"),
    "savings.sensitive": lambda source: without_cells(source, "savings", "sensitive"),
    "car.type": lambda source: replace(
        source, survey=tuple(row for row in source.survey if row["name"] != "car")
    ),
})  # fmt: skip


@pytest.mark.parametrize("place", LOSSES)
def test_a_loss_would_be_seen(place: str) -> None:
    poorer = LOSSES[place](SOURCES["dibao"])

    assert f"dibao {place}" in unintended("dibao", poorer)


def with_fact(source: ServiceSource, path: str, value: object) -> ServiceSource:
    facts = json.loads(json.dumps(source.facts))
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    inner = facts
    for part in way:
        inner = inner[part]
    inner[last] = value
    return replace(source, facts=facts)


def without_cells(source: ServiceSource, name: str, *columns: str) -> ServiceSource:
    return replace(
        source,
        survey=tuple(
            row.with_cells(**dict.fromkeys(columns, "")) if row["name"] == name else row
            for row in source.survey
        ),
    )


@pytest.mark.parametrize("name", GIVEN)
def test_no_choice_was_lost(name: str) -> None:
    before, shared = original(name), read_library(ORIGINALS)

    for list_name in {*before.choices, *shared.choices}:
        wanted = {row["name"] for row in before.choice_rows(shared, list_name) or ()}
        shipped = SOURCES[name].choice_rows(LIBRARY, list_name) or ()
        assert wanted <= {row["name"] for row in shipped}, list_name


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
