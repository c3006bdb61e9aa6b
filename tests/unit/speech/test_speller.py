from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.slip_number import SlipNumber
from kiosk.speech.numerals import cardinal
from kiosk.speech.readings import without_readings
from kiosk.speech.speller import Spelling, spell, spell_hidden

_SLIP = str(SlipNumber.make(terminal="000012", day=date(2026, 11, 22), serial=1))
_SLIP_CHECK = spell(Spelling.DIGITS, _SLIP[-1])


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("id_card", "110101199003077758", "幺幺零幺零幺，幺九九零，零三零七，七七五八"),
        ("id_card", "11010119900307775x", "幺幺零幺零幺，幺九九零，零三零七，七七五艾克斯"),
        ("id_card", "１１０１０１９００３０７７７Ｘ", "幺幺零幺零幺，九零零三零七，七七艾克斯"),
        ("id_card", "110101900307775", "幺幺零幺零幺，九零零三零七，七七五"),
        ("id_card", "1101", "幺幺零幺"),
        ("id_card", "没有", "没有"),
        ("phone", "13800138000", "幺三八，零零幺三，八零零零"),
        ("phone", "+86 138 0013 8000", "幺三八，零零幺三，八零零零"),
        ("phone", "010-65231234", "零幺零，六五二三，幺二三四"),
        ("phone", "01065231234", "零幺零，六五二三，幺二三四"),
        ("phone", "0755-1234567", "零七五五，幺二三，四五六七"),
        ("phone", "07551234567转806", "零七五五，幺二三，四五六七，转八零六"),
        ("phone", "400-820-8820", "四零零，八二零，八八二零"),
        ("phone", "12345", "幺二三四五"),
        ("phone", "没有", "没有"),
        ("date", "2026-11-22", "二零二六年十一月二十二日"),
        ("date", "2026年11月22日", "二零二六年十一月二十二日"),
        ("date", "19410305", "一九四一年三月五日"),
        ("date", "2026-11", "二零二六年十一月"),
        ("date", "2026", "二零二六年"),
        ("date", "长期", "长期"),
        ("time", "上午9:30", "上午九点半"),
        ("time", "14：05", "十四点零五分"),
        ("time", "2:00", "两点"),
        ("time", "12:45:00", "十二点四十五分"),
        ("time", "中午", "中午"),
        ("money", "¥1234.50元", "一千二百三十四元五角"),
        ("money", "¥1,234.56", "一千二百三十四元五角六分"),
        ("money", "100.05", "一百元零五分"),
        ("money", "0.50", "五角"),
        ("money", "0.05", "五分"),
        ("money", "0", "零元"),
        ("money", "-20", "负二十元"),
        ("money", "20000", "两万元"),
        ("money", "面议", "面议"),
        ("decimal", "3.14", "三点一四"),
        ("decimal", "-0.5", "负零点五"),
        ("decimal", "12.5%", "百分之十二点五"),
        ("decimal", "1,234", "一千二百三十四"),
        ("decimal", "无", "无"),
        ("integer", "80", "八十"),
        ("count", "2张", "两张"),
        ("count", "12张", "十二张"),
        ("count", "2", "二"),
        ("count", "几张", "几张"),
        ("step", "2/5", "第二步，共五步"),
        ("step", "第2/5步", "第二步，共五步"),
        ("step", "最后一步", "最后一步"),
        ("case_number", "GZ-2026-00123", "G Z，二零二六，零零幺二三"),
        ("case_number", "K 000012 2026 0001 3", "K，零零零零幺二，二零二六，零零零幺，三"),
        ("case_number", "待分配", "待分配"),
        ("case_number", _SLIP, "K，零零零零幺二，二零二六，幺幺二二，零零零幺，" + _SLIP_CHECK),
        ("digits", "12345热线", "幺二三四五热线"),
        ("digits", "3楼101室", "三楼幺零幺室"),
    ],
)  # fmt: skip
def test_a_value_is_spoken_as_people_say_it(kind, value, said):
    assert spell(Spelling(kind), value) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("曾小姐", "\ufff9曾\ufffazeng1\ufffb小姐"),
        ("仇先生", "\ufff9仇\ufffaqiu2\ufffb先生"),
        ("单女士", "\ufff9单\ufffashan4\ufffb女士"),
        ("区先生", "\ufff9区\ufffaou1\ufffb先生"),
        ("尉迟明", "\ufff9尉迟\ufffayu4 chi2\ufffb明"),
        ("王小二", "王小二"),
        ("曾", "曾"),
    ],
)
def test_a_surname_carries_its_own_reading(name, said):
    assert spell(Spelling.NAME, name) == said
    assert without_readings(said) == name


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("0", "零"),
        ("2", "二"),
        ("10", "十"),
        ("19", "十九"),
        ("110", "一百一十"),
        ("105", "一百零五"),
        ("200", "二百"),
        ("2000", "两千"),
        ("2222", "两千二百二十二"),
        ("1010", "一千零一十"),
        ("10000", "一万"),
        ("10010", "一万零一十"),
        ("12000", "一万二千"),
        ("100200300", "一亿零二十万零三百"),
        ("200000000", "两亿"),
        ("100000001", "一亿零一"),
        ("0007", "七"),
        ("12345678901234567", "一二三四五六七八九零一二三四五六七"),
    ],
)
def test_whole_numbers(digits, said):
    assert cardinal(digits) == said


_VALUE = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNIT = {"十": 10, "百": 100, "千": 1000}


def _understood(said: str) -> int:
    """Read a spoken number as a listener does, independently of how it was made."""
    total = section = digit = 0
    for character in said:
        if character in _VALUE:
            digit = _VALUE[character]
        elif character in _UNIT:
            section += (digit or 1) * _UNIT[character]
            digit = 0
        elif character == "万":
            section = (section + digit) * 10_000
            digit = 0
            total, section = total + section, 0
        else:
            total, section, digit = (total + section + digit) * 100_000_000, 0, 0
    return total + section + digit


@given(st.integers(0, 99_999_999_999))
def test_a_listener_understands_the_same_number(number):
    assert _understood(cardinal(str(number))) == number


@given(st.sampled_from(Spelling), st.text(max_size=30))
def test_no_value_is_refused_or_made_silent(kind, value):
    said = spell(kind, value)

    assert bool(said) == bool(value.strip())


@given(st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True))
def test_every_character_of_a_citizen_number_is_heard_in_groups(number):
    groups = spell(Spelling.ID_CARD, number).replace("艾克斯", "X").split("，")

    assert [len(group) for group in groups] == [6, 4, 4, 4]


def test_a_hidden_value_is_only_counted():
    assert spell_hidden("110101199003077758") == "共十八位"
    assert spell_hidden("") == "还没有填"


@pytest.mark.parametrize("kind", Spelling)
def test_a_masked_value_is_only_counted_whatever_its_kind(kind):
    assert spell(kind, "110101********7758") == "共十八位"
