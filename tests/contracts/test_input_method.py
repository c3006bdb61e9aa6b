"""What every input method keeps, and what the one of this machine spells."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.rime import RimeInputMethod, the_input_method
from kiosk.entry.hanzi import is_han
from kiosk.ports.input_method import Composition, InputMethod, Scheme

STEPS = st.lists(
    st.one_of(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), st.integers(0, 45)), max_size=14
)


@pytest.fixture(scope="module")
def method() -> Iterator[InputMethod]:
    found = the_input_method()
    if not isinstance(found, RimeInputMethod) or not found.warm_up():
        pytest.skip("no input method here: install librime1 and rime-data-*, then make setup")
    yield found
    found.close()


def spelled(method: InputMethod, keys: str, scheme: Scheme, **how: bool) -> Composition:
    composition = method.compose(scheme, tuple(keys), **how)
    assert composition is not None
    return composition


@pytest.mark.parametrize(
    ("scheme", "keys", "first"),
    [
        (Scheme.PINYIN, "woyaoshenqingyanglaobaoxianbutie", "我要申请养老保险补贴"),
        (Scheme.PINYIN, "shenfenzhenghaoma", "身份证号码"),
        (Scheme.PINYIN, "jumindibao", "居民低保"),
        (Scheme.PINYIN, "sfz", "身份证"),
        (Scheme.NAMES, "wangxiulan", "王秀兰"),
        (Scheme.NAMES, "ouyangjianguo", "欧阳建国"),
        (Scheme.NAMES, "zhaozhiqiang", "赵志强"),
        (Scheme.NAMES, "lv", "吕"),
        (Scheme.STROKES, "hspnz", "札"),
        (Scheme.JYUTPING, "gwongdung", "广东"),
    ],
)
def test_what_is_spelled_comes_first(method, scheme, keys, first):
    assert spelled(method, keys, scheme).candidates[0] == first


@pytest.mark.parametrize(
    ("keys", "meant"),
    [("beijinsi", "北京市"), ("lanjing", "南京"), ("liulai", "牛奶"), ("zuzi", "组织")],
)
def test_an_accent_is_forgiven_only_where_it_is_asked_for(method, keys, meant):
    assert meant in spelled(method, keys, Scheme.PINYIN, is_accented=True).candidates
    assert meant not in spelled(method, keys, Scheme.PINYIN).candidates


def test_a_name_is_found_with_an_accent_too(method):
    assert "王秀兰" in spelled(method, "wangxiulan", Scheme.NAMES, is_accented=True).candidates
    assert spelled(method, "zang", Scheme.NAMES, is_accented=True).candidates[0] == "张"


def test_strokes_are_shown_as_strokes(method):
    assert spelled(method, "hspnz", Scheme.STROKES).spelled == "一丨丿丶乛"


@pytest.mark.parametrize(
    ("sign", "keys"), [("𠅤", "nhszhshnznn"), ("㛃", "hhhszpzph"), ("䶮", "hpzpnhhpn")]
)
def test_rare_characters_are_found_by_their_strokes(method, sign, keys):
    assert sign in spelled(method, keys, Scheme.STROKES).candidates


def test_wrong_strokes_give_nothing_rather_than_a_heap_of_characters(method):
    assert spelled(method, "zzzzzzzzzzzzzzzz", Scheme.STROKES).candidates == ()


def test_a_part_may_be_picked_and_the_rest_follows(method):
    whole = spelled(method, "zhongguorenmin", Scheme.PINYIN)
    place = whole.candidates.index("中国")

    part = method.compose(Scheme.PINYIN, (*"zhongguorenmin", place))
    assert part is not None
    assert (part.text, part.used) == ("", 0)
    assert part.spelled.startswith("中国")
    assert part.candidates[0] == "人民"

    done = method.compose(Scheme.PINYIN, (*"zhongguorenmin", place, 0))
    assert done == Composition(text="中国人民", used=16)


def test_keys_after_the_last_pick_begin_anew(method):
    composition = method.compose(Scheme.PINYIN, (*"zhongguo", 0, *"ren"))

    assert composition is not None
    assert (composition.text, composition.used, composition.spelled) == ("中国", 9, "ren")


@given(steps=STEPS, scheme=st.sampled_from(Scheme), is_accented=st.booleans())
def test_any_steps_give_characters_and_nothing_is_remembered(method, steps, scheme, is_accented):
    first = method.compose(scheme, steps, is_accented=is_accented)
    method.compose(Scheme.PINYIN, (*"zhongguo", 0))
    again = method.compose(scheme, steps, is_accented=is_accented)

    assert first is not None
    assert first == again
    assert first.used <= len(steps)
    assert all(is_han(sign) or not sign.isalpha() for sign in first.text if not sign.isascii())
