"""``hall-catalogue first``: hall staff put their own answers first in a list."""

from click.testing import CliRunner

from kiosk.catalogue.cli import main
from kiosk.entry.lists import answer_lists


def test_staff_put_answers_first_and_take_it_back(tmp_path):
    run, folder = CliRunner().invoke, str(tmp_path)

    made = run(main, ["first", "bank", "示例农商银行", "--into", folder])
    assert (made.exit_code, "示例农商银行" in made.output) == (0, True)
    assert next(iter(answer_lists(tmp_path)["bank"])).name == "示例农商银行"
    back = run(main, ["first", "bank", "--into", folder])
    assert (back.exit_code, "通用的顺序" in back.output) == (0, True)
    assert next(iter(answer_lists(tmp_path)["bank"])).name != "示例农商银行"


def test_a_wrong_call_is_told_with_its_mend(tmp_path):
    run, folder = CliRunner().invoke, str(tmp_path)

    assert run(main, ["first", "fish", "--into", folder]).exit_code == 2
    doubled = run(main, ["first", "bank", "甲", "甲", "--into", folder])
    assert (doubled.exit_code, "改法" in doubled.stderr) == (2, True)
