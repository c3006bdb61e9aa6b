"""A second language: finished where it was begun, Chinese where nobody has begun it."""

from datetime import UTC
from pathlib import Path

import pytest

from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.source import Mistake, Severity
from kiosk.devices.clock import FixedClock
from kiosk.domain.errors import BadService
from kiosk.forms.protocol import QuestionView
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from tests.made_up import NOON
from tests.unit.catalogue.conftest import Checker, question

ENGLISH = "English (en)"
BLOCK = [
    {"type": "begin_group", "name": "g", "label": "组", "say": "好。"},
    question("text", "x", label="您贵姓？"),
    question("select_one yn", "y", label="好吗？"),
    {"type": "end_group"},
]
INCLUDE = {"type": "include", "name": "blk"}
OWN = question("text", "a", label="您叫什么？", **{f"label::{ENGLISH}": "Your name?"})
YES = {"yn": [{"name": "yes", "label": "是", f"label::{ENGLISH}": "Yes"}]}


def labels(compilation: Compilation) -> list[str]:
    form = load_form(compilation.form_xml)
    session = FormSession(
        form, clock=FixedClock(NOON), time_zone=UTC, instance_id="uuid:1", language=ENGLISH
    )
    return [session.view(session.refs_of(name)[0]).label for name in ("x", "a")]


def built(result: tuple[Compilation | None, tuple[Mistake, ...]]) -> Compilation:
    compilation, mistakes = result
    assert compilation is not None, [str(m) for m in mistakes]
    return compilation


def test_shared_blocks_without_the_language_are_said_in_chinese(check: Checker) -> None:
    compilation = built(check(INCLUDE, OWN, blocks={"blk": BLOCK}, choices=YES))

    assert labels(compilation) == ["您贵姓？", "Your name?"]


def test_shared_blocks_without_the_language_are_told_once(check: Checker) -> None:
    _, mistakes = check(INCLUDE, OWN, blocks={"blk": BLOCK}, choices=YES)

    (told,) = mistakes
    assert told.severity is Severity.WARNING
    assert str(told) == (
        "_blocks.yaml：公共的题和选项还没有“English (en)”，先说中文。"
        "改法：要翻译，就在 _blocks.yaml 里加上 label::English (en)。"
    )


def test_a_service_need_not_follow_the_language_of_its_blocks(check: Checker) -> None:
    block = [row | {f"label::{ENGLISH}": "Hello?"} for row in BLOCK[:3]] + BLOCK[3:]
    own = question("text", "a", label="您叫什么？")
    yes = {"yn": [{"name": "yes", "label": "是"}]}

    compilation = built(check(INCLUDE, own, blocks={"blk": block}, choices=yes))

    assert labels(compilation) == ["Hello?", "您叫什么？"]


def test_a_block_under_another_label_does_not_keep_its_translation(check: Checker) -> None:
    block = [BLOCK[0] | {f"label::{ENGLISH}": "Group"}, *BLOCK[1:]]
    include = INCLUDE | {"with": {"label": "新名"}}

    compilation = built(check(include, OWN, blocks={"blk": block}, choices=YES))

    assert b"Group" not in compilation.form_xml


WORDS = """\
schema: kiosk-service/1
kind: words
language: English (en)
words:
  一件小事: A small thing
  县级民政部门: county office
  您今年params.age岁吗？: Are you params.age?
  请写名字。: Write the name.
  比如张三: Such as Zhang San
  是: Yes
"""


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """English words beside the services of the folder."""
    file = tmp_path / "words" / "en.yaml"
    file.parent.mkdir()
    file.write_text(WORDS, "utf-8")
    return file


def in_english(compilation: Compilation, name: str) -> QuestionView:
    session = FormSession(
        load_form(compilation.form_xml),
        clock=FixedClock(NOON),
        time_zone=UTC,
        instance_id="uuid:1",
    )
    session.speak("en")
    return session.view(session.refs_of(name)[0])


def test_words_of_the_folder_become_labels_sayings_and_facts(check: Checker, words: Path) -> None:
    asked = question(
        "text", "a", label="您今年params.age岁吗？", say="请写名字。", example="比如张三"
    )
    compilation, _ = check(asked, params={"age": 60})
    assert compilation is not None

    view = in_english(compilation, "a")

    assert (view.label, view.say, view.example) == (
        "Are you 60?", "Write the name.", "Such as Zhang San",
    )  # fmt: skip
    assert compilation.service.told_in("en").title_plain == "A small thing"
    assert compilation.service.told_in("en").item.dept == "county office"
    assert compilation.service.title_plain == "一件小事"


def test_a_text_without_a_translation_stays_chinese(check: Checker, words: Path) -> None:
    rows = (question("select_one yn", "y", label="好吗？"), question("select_one ab", "z"))
    choices = {
        "yn": [{"name": "yes", "label": "是"}, {"name": "no", "label": "不是"}],
        "ab": [{"name": "a", "label": "甲"}, {"name": "b", "label": "乙"}],
    }
    compilation, _ = check(*rows, choices=choices)
    assert compilation is not None

    asked, other = in_english(compilation, "y"), in_english(compilation, "z")

    assert asked.label == "好吗？"
    assert [choice.label for choice in asked.choices] == ["Yes", "不是"]
    assert [choice.label for choice in other.choices] == ["甲", "乙"]


def test_what_lacks_a_translation_is_one_warning_with_its_rows(
    check: Checker, words: Path
) -> None:
    _, mistakes = check(question("text", "a", label="您叫什么？", say="请写名字。"))

    (told,) = (m for m in mistakes if "还差" in m.what)
    assert told.severity is Severity.WARNING
    assert "5 行“小事项”" in told.what
    assert "一件小事" not in told.what
    assert told.mend == "要翻译，就写进 words/en.yaml"


@pytest.mark.parametrize(
    ("line", "told"),
    [("language: English (en)", "没有写是哪种语言"), ("words:", "words 要写成")],
)
def test_words_that_cannot_be_used_are_refused_by_name(
    check: Checker, words: Path, line: str, told: str
) -> None:
    words.write_text(WORDS.replace(line, "other: x\nrest:" if line == "words:" else ""), "utf-8")

    with pytest.raises(BadService, match=f"en.yaml.*{told}"):
        check()


def test_what_a_clerk_reads_and_a_signature_stands_for_stays_in_the_forms_own_language(
    check: Checker, words: Path
) -> None:
    compilation, _ = check(
        question("text", "a", label="您今年params.age岁吗？"), params={"age": 60}
    )
    assert compilation is not None
    session = FormSession(
        load_form(compilation.form_xml),
        clock=FixedClock(NOON),
        time_zone=UTC,
        instance_id="uuid:1",
    )
    (ref,) = session.refs_of("a")
    session.try_answer(ref, "x")

    session.speak("en")

    assert session.readable() == (("您今年60岁吗？", "x"),)
    assert session.words_above(ref).startswith("您今年60岁吗？")
