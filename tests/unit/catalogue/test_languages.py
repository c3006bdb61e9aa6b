"""A second language: finished where it was begun, Chinese where nobody has begun it."""

from datetime import UTC

from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.source import Mistake, Severity
from kiosk.devices.clock import FixedClock
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
