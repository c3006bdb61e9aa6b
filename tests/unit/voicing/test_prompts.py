"""What is recorded is what the product says of itself, and nothing of anybody."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.catalogue.compiled import Catalogue
from kiosk.domain.language import Language
from kiosk.i18n import Text
from kiosk.settings import read_settings
from kiosk.speech.splices import Splicer
from ui.voicing.__main__ import main
from ui.voicing.prompts import counts, fixed_words, places, shipped_prompts

pytestmark = pytest.mark.slow
HANZI = re.compile(r"[\u3400-\u9fff]")
TRANSCRIPTS = Path(__file__).parents[2] / "journeys" / "transcripts"


@pytest.fixture(scope="module")
def prompts(shipped_catalogue, made_once) -> tuple[str, ...]:
    def write(file: Path) -> None:
        file.write_text(json.dumps(shipped_prompts(Catalogue(shipped_catalogue), Text())))

    return tuple(json.loads(made_once("prompts.json", write).read_text()))


def test_each_is_there_once(prompts):
    assert len(prompts) == len(set(prompts)) > 1500


def test_messages_without_arguments_are_there_and_others_are_not():
    words = set(fixed_words(Text()))

    assert {"请放身份证", "下一步", "您好，请问办什么？"} <= words
    assert not any("{" in text or "$" in text for text in words)


def test_places_go_as_far_as_forms_and_pages_do():
    said = set(places(Text()))

    assert {"第1步", "共1步", "第40步", "共40步", "第12页", "共12页", "第二十个"} <= said
    assert not {"第0步", "第41步", "共13页"} & said
    assert "已填18位" in set(counts(Text()))


def test_no_answer_is_recorded_with_its_number(prompts):
    assert not [text for text in prompts if text.startswith("第一个，")]
    assert "第一个" in prompts


def test_what_is_asked_of_an_applicant_is_there_too(prompts):
    assert {"您现在住哪里？", "申请人现在住哪里？"} <= set(prompts)


def test_every_service_is_told_of(prompts, shipped_catalogue):
    titles = {card.title_plain for card in Catalogue(shipped_catalogue).services()}

    assert titles <= set(prompts)


def test_no_sentence_holds_what_a_hall_sets_or_depends_on_the_day(prompts, shipped_catalogue):
    later = datetime(2031, 2, 3, 4, 0, tzinfo=UTC)

    assert shipped_prompts(Catalogue(shipped_catalogue), Text(), today=later) == prompts
    assert not any("\ue000" in text for text in prompts)


def test_all_that_the_journeys_hear_can_be_heard_from_recordings(prompts):
    splicer = Splicer(prompts)
    heard = {
        line
        for file in TRANSCRIPTS.iterdir()
        if not file.stem.endswith("-in-english")
        for line in file.read_text("utf-8").splitlines()
        if line
    }

    engines = {s for s in heard if not all(piece.is_recorded for piece in splicer.pieces(s))}
    assert engines == {read_settings({}).hall_name}  # each hall has its own


def test_all_that_is_heard_in_english_can_be_heard_from_recordings(shipped_catalogue):
    prompts = shipped_prompts(Catalogue(shipped_catalogue), Text(Language.ENGLISH))
    splicer = Splicer(prompts, Language.ENGLISH)
    lines = (TRANSCRIPTS / "allowance-in-english.txt").read_text("utf-8").splitlines()
    heard = {line for line in lines if line and not HANZI.search(line)}

    engines = {s for s in heard if not all(piece.is_recorded for piece in splicer.pieces(s))}
    assert engines == set()
    assert len(heard) > 80
    assert not [text for text in prompts if HANZI.search(text)]


def test_the_command_fails_and_names_what_is_not_recorded(tmp_path):
    told = CliRunner().invoke(main, ["check", "--voices", str(tmp_path)])

    assert told.exit_code == 1
    assert "没有录，或读音改了：返回\n" in told.output
    assert "改法" in told.output
