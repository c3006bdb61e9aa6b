"""Provinces to communities: what a hall keeps of the country, and how a place is found."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.catalogue.cli import main
from kiosk.catalogue.regions import COUNTRY, Regions, known_regions, named, write_region
from kiosk.domain.errors import BadConfiguration

HALL = "420106001"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("regions") / "new" / "regions.txt"
    write_region(HALL, file)
    return file


@pytest.fixture(scope="module")
def regions(file: Path) -> Regions:
    return Regions(file)


def names(divisions) -> list[str]:
    return [division.name for division in divisions]


def test_a_hall_keeps_the_counties_of_the_country_and_its_own_communities(regions, file):
    assert regions.home == HALL
    assert len(regions.children(COUNTRY)) == 34
    assert "台湾省" in names(regions.children(COUNTRY))
    assert "武昌区" in names(regions.children("4201"))
    assert "积玉桥街道" in names(regions.children("420106"))
    assert "中山社区" in names(regions.children(HALL))
    assert regions.children("420102") == (), "of other counties only the name"
    assert file.stat().st_size < 200_000


def test_a_province_may_be_the_region_of_a_hall(tmp_path):
    count = write_region("46", tmp_path / "r.txt")
    regions = Regions(tmp_path / "r.txt")

    assert count > 3000
    assert regions.children(regions.children("4601")[0].code)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        (HALL, ["湖北省", "武汉市", "武昌区", "积玉桥街道"]),
        ("110101", ["北京市", "东城区"]),  # no city between
        ("429004", ["湖北省", "仙桃市"]),  # a city that is a county
        ("4419", ["广东省", "东莞市"]),
    ],
)
def test_a_path_goes_down_from_the_province(regions, code, path):
    assert names(regions.path(code)) == path


def test_a_city_without_counties_has_its_townships_straight_below(tmp_path):
    write_region("4419", tmp_path / "r.txt")
    regions = Regions(tmp_path / "r.txt")

    assert "东城街道" in names(regions.children("4419"))
    assert regions.parent(regions.children("4419")[0].code) == "4419"


def test_every_division_is_reached_from_the_country(regions):
    reached, waiting = 0, [COUNTRY]
    while waiting:
        below = [division.code for division in regions.children(waiting.pop())]
        reached += len(below)
        waiting += below

    assert reached == len(regions._names)


def test_counties_are_current(regions):
    """Made since 2020: 和安县, 和康县, 白杨市, 临平区, 西沙区."""
    for name in ("和安县", "和康县", "白杨市", "临平区", "西沙区"):
        assert name in names(regions.find(name, most=5))


@pytest.mark.parametrize("query", ["中山", "zssq", "ZSS"])
def test_a_place_is_found_by_any_part_and_by_first_letters_the_nearest_first(regions, query):
    found = regions.find(query, most=6)

    assert found[0].code.startswith("420106")
    assert "中山社区" in names(found)
    assert len(found) <= 6


def test_nothing_is_found_by_nothing(regions):
    assert regions.find(" ", most=6) == ()
    assert regions.find("没有这里", most=6) == ()


def test_a_code_that_does_not_exist_leaves_the_file_as_it_was(file):
    before = file.read_bytes()

    with pytest.raises(BadConfiguration, match="没有区划代码"):
        write_region("999999", file)

    assert file.read_bytes() == before


def test_a_kiosk_without_a_file_or_with_a_broken_one_goes_on(tmp_path):
    broken = tmp_path / "regions.txt"
    assert known_regions(broken) is None
    for content in ("", "不是这个\n", "# region 42\n42 湖北省"):
        broken.write_text(content, "utf-8")
        assert known_regions(broken) is None
    with pytest.raises(BadConfiguration, match="hall-catalogue region"):
        Regions(broken)


def test_codes_are_looked_up_by_name():
    paths = [names(path) for path in named("武昌区", most=3)]

    assert ["湖北省", "武汉市", "武昌区"] in paths


def test_staff_make_the_file_by_code_and_look_codes_up_by_name(tmp_path):
    run, file = CliRunner().invoke, tmp_path / "regions.txt"

    looked_up = run(main, ["region", "积玉桥"])
    assert looked_up.output.startswith("420106001  湖北省武汉市武昌区积玉桥街道")
    made = run(main, ["region", HALL, "--into", str(file)])
    assert made.exit_code == 0
    assert "积玉桥街道" in made.output
    assert Regions(file).home == HALL
    unknown = run(main, ["region", "999999", "--into", str(file)])
    assert unknown.exit_code == 2
    assert "改法" in unknown.stderr
    nowhere = run(main, ["region", "没有这里"])
    assert nowhere.exit_code == 2
