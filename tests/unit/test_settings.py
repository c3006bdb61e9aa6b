import re
from pathlib import Path

import pytest

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language
from kiosk.settings import Settings, chosen, read_settings


def a_file(folder: Path, content: str) -> dict[str, str]:
    """Write a settings file and return the environment that names it."""
    file = folder / "settings.toml"
    file.write_text(content, "utf-8")
    return {"HALL_SETTINGS": str(file)}


def test_without_file_and_environment_every_setting_has_a_default() -> None:
    assert read_settings({}) == Settings()


def test_the_file_is_overridden_by_the_environment_and_that_by_the_command_line(
    tmp_path: Path,
) -> None:
    environment = a_file(tmp_path, 'hall_name = "文件"\nterminal = "000001"\ndraft_hours = 1\n')
    environment |= {"HALL_TERMINAL": "000002", "HALL_DRAFT_HOURS": "2"}

    settings = read_settings(environment, draft_hours=3)

    assert (settings.hall_name, settings.terminal, settings.draft_hours) == ("文件", "000002", 3)


def test_languages_are_named_in_order_with_commas_between() -> None:
    settings = read_settings({"HALL_LANGUAGES": "en, zh-CN"})

    assert settings.languages == (Language.ENGLISH, Language.SIMPLIFIED)


@pytest.mark.parametrize("named", ["fr", "zh-CN,"])
def test_a_language_nobody_translated_is_refused(named: str) -> None:
    with pytest.raises(BadConfiguration, match="没有这一种"):
        read_settings({"HALL_LANGUAGES": named})


def test_an_override_of_none_leaves_the_setting_alone() -> None:
    assert read_settings({"HALL_TERMINAL": "000002"}, terminal=None).terminal == "000002"


def test_an_empty_variable_empties_a_text_and_is_not_set_for_anything_else() -> None:
    read = read_settings({"HALL_PLATFORM_URL": "", "HALL_DATA": "", "HALL_DRAFT_HOURS": ""})

    assert (read.platform_url, read.draft_hours) == ("", Settings().draft_hours)
    assert read.data == Settings().data


@pytest.mark.parametrize("text", ["268x476", "268X476", "268,476", "268.0x476.0"])
def test_the_panel_is_written_as_width_x_height(text: str) -> None:
    assert read_settings({"HALL_PANEL_MM": text}).panel_mm == (268.0, 476.0)


def test_a_panel_may_lie_on_its_side() -> None:
    assert read_settings({"HALL_PANEL_MM": "476x268"}).panel_mm == (476.0, 268.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HALL_TERMINAL", "12"),
        ("HALL_DRAFT_HOURS", "-7"),
        ("HALL_DRAFT_HOURS", "soon"),
        ("HALL_PANEL_MM", "wide"),
        ("HALL_PANEL_MM", "7"),
        ("HALL_PANEL_MM", "7,8,9"),
        ("HALL_PANEL_MM", "344x194"),
        ("HALL_PANEL_MM", "194x344"),
        ("HALL_VOLUME_PERCENT", "120"),
        ("HALL_SYNC_LEASE_SECONDS", "-1"),
        ("HALL_TIME_ZONE", "Asia/Nowhere"),
        ("HALL_TIME_ZONE", "../etc/passwd"),
    ],
)
def test_a_wrong_value_is_told_in_chinese_by_setting_and_not_by_value(
    name: str, value: str
) -> None:
    with pytest.raises(BadConfiguration, match=name) as wrong:
        read_settings({name: value})

    told = str(wrong.value).split("：", 1)[1].split("改法")[0]
    assert wrong.value.code == "bad-configuration"
    assert not re.search("[A-Za-z]", told)
    assert value not in told


def test_a_name_that_stands_in_no_table_is_refused_with_those_that_do() -> None:
    assert chosen({"qt": 1}, "qt", setting="camera") == 1

    with pytest.raises(BadConfiguration, match=r"camera = usb 不认识.*qt、simulated"):
        chosen({"qt": 1, "simulated": 2}, "usb", setting="camera")


def test_an_unknown_setting_in_the_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="HALL_COLOUR"):
        read_settings(a_file(tmp_path, 'colour = "red"\n'))


def test_a_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="不存在"):
        read_settings({"HALL_SETTINGS": str(tmp_path / "none.toml")})


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"settings\.toml 不是有效的 TOML"):
        read_settings(a_file(tmp_path, "hall_name = \n"))


def test_keys_are_never_kept_inside_the_data_folder_by_default() -> None:
    settings = Settings()

    assert not settings.keys.is_relative_to(settings.data)


def test_window_and_worker_meet_in_one_file_under_the_data_folder(tmp_path: Path) -> None:
    settings = read_settings({"HALL_DATA": str(tmp_path)})

    assert settings.database == tmp_path / "hall.db"
    assert settings.catalogue == tmp_path / "catalogue"
