import pytest

from kiosk.catalogue.authoring.pinyin import letters
from kiosk.catalogue.search import find
from kiosk.catalogue.service import Kind, Mode, ServiceCard, Tone


def a_card(card_id: str, *words: str) -> ServiceCard:
    pinyin, initials = letters(words)
    return ServiceCard(
        id=card_id, version="1", digest="0", kind=Kind.SERVICE, mode=Mode.APPLY,
        tone=Tone.NORMAL, title=words[-1], title_plain=words[0], category="c", icon="i",
        est_minutes=1, is_big=False, is_always_visible=False, words=words, pinyin=pinyin,
        initials=initials,
    )  # fmt: skip


CARDS = (
    a_card("elder", "八十岁以上老人补贴", "高龄津贴", "高龄补贴", "老人钱", "gljt"),
    a_card("disability", "办残疾证、换残疾证", "残疾人证办理", "残疾证", "残联"),
    a_card("money", "残疾人两项补贴", "困难残疾人生活补贴和重度残疾人护理补贴", "两项补贴"),
    a_card("poor", "申请低保", "最低生活保障申请", "低保"),
    a_card("id", "身份证到期、丢了（预约）", "居民身份证换领补领预约", "补身份证"),
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("gljt", "elder"), ("GLJT", "elder"), ("高龄", "elder"), ("老人补贴", "elder"),
        ("gaoling", "elder"), ("gao ling jin tie", "elder"), ("我要办高龄补贴", "elder"),
        ("请问怎么申请低保", "poor"), ("ｄｂ", "poor"), ("canjizheng", "disability"),
        ("残联", "disability"), ("两项补贴", "money"), ("补身份证", "id"),
        ("sengfengzeng", "id"), ("senfenzheng", "id"), ("老年人的补贴", "elder"),
    ],
)  # fmt: skip
def test_what_people_type_finds_what_they_mean(query: str, first: str) -> None:
    assert find(CARDS, query)[0].id == first


@pytest.mark.parametrize("query", ["", "  ", "？！", "q", "宇宙飞船", "zzzz"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert find(CARDS, query) == ()


def test_a_whole_word_comes_before_a_part_of_one() -> None:
    assert [card.id for card in find(CARDS, "残疾证")][:1] == ["disability"]


def test_ties_keep_the_order_of_the_catalogue() -> None:
    twins = (a_card("a", "甲补贴"), a_card("b", "乙补贴"))

    assert [card.id for card in find(twins, "补贴")] == ["a", "b"]
