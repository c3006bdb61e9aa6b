import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.pronounce import pronounce
from kiosk.speech.speller import Spelling, spell


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("重庆", "chong2 qing4"),
        ("银行行长", "yin2 hang2 hang2 zhang3"),
        ("会计处长", "kuai4 ji4 chu4 zhang3"),
        ("调解差额", "tiao2 jie3 cha1 e2"),
        ("不是一个", "bu2 shi4 yi2 ge4"),
        ("还款", "huan2 kuan3"),
        ("数一数", "shu3 yi5 shu3"),
        ("曾小姐", "zeng1 xiao2 jie3"),
        ("仇先生", "qiu2 xian1 sheng5"),
        ("单女士", "shan4 nv3 shi4"),
        ("区先生", "ou1 xian1 sheng5"),
        ("单独", "dan1 du2"),
        ("地区", "di4 qu1"),
        ("六安、东莞、乐清", "lu4 an1, dong1 guan3, yue4 qing1"),
        ("再说一遍", "zai4 shuo1 yi2 bian4"),
        ("一张", "yi4 zhang1"),
        ("第一步", "di4 yi1 bu4"),
        ("统一办理", "tong3 yi1 ban4 li3"),
        ("一月一日", "yi1 yue4 yi1 ri4"),
        ("十一个", "shi2 yi1 ge4"),
        ("女儿", "nv3 er2"),
    ],
)
def test_readings_that_dictionaries_get_wrong(text, pinyin):
    assert pronounce(text) == pinyin


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("2026年", "er4 ling2 er4 liu4 nian2"),
        ("满80周岁", "man3 ba1 shi2 zhou1 sui4"),
        ("80-89岁", "ba1 shi2 dao4 ba1 shi2 jiu3 sui4"),
        ("2-3%", "er4 dao4 bai3 fen1 zhi1 san1"),
        ("010-65231234", "ling2 yao1 ling2, liu4 wu3 er4 san1 yao1 er4 san1 si4"),
        ("0123-4567", "ling2 yao1 er4 san1, si4 wu3 liu4 qi1"),
        ("400-123-4567", "si4 ling2 ling2, yao1 er4 san1, si4 wu3 liu4 qi1"),
        ("1000-2000元", "yi4 qian1 dao4 liang3 qian1 yuan2"),
        ("2026-11-22", "er4 ling2 er4 liu4 nian2 shi2 yi1 yue4 er4 shi2 er4 ri4"),
        ("9:30到17：00", "jiu3 dian3 ban4 dao4 shi2 qi1 dian3"),
        ("12345热线", "yao1 er4 san1 si4 wu3 re4 xian4"),
        ("100元", "yi4 bai3 yuan2"),
        ("3.5%", "bai3 fen1 zhi1 san1 dian3 wu3"),
        ("1234.5", "yi4 qian1 er4 bai3 san1 shi2 si4 dian3 wu3"),
        ("007", "ling2 ling2 qi1"),
        ("ATM机", "A T M ji1"),
        ("App", "App"),
    ],
)
def test_digits_and_letters_left_in_a_text_are_read_in_mandarin(text, pinyin):
    assert pronounce(text) == pinyin


def test_a_name_is_read_with_the_reading_it_carries():
    greeting = f"您是{spell(Spelling.NAME, '曾小明')}吗？"

    assert pronounce(greeting) == "nin2 shi4 zeng1 xiao3 ming2 ma5."


def test_pauses_are_kept_and_never_doubled():
    assert pronounce("“您好！”（请坐），谢。") == "nin2 hao3. qing3 zuo4, xie4."


@pytest.mark.parametrize("text", ["", "。", " ，", "※", "𠮷"])
def test_what_cannot_be_said_is_nothing(text):
    assert pronounce(text) == ""


@given(st.text(max_size=40))
def test_the_engine_is_never_given_hanzi_or_digits(text):
    said = pronounce(text)

    assert re.fullmatch(r"[a-zA-Zü1-5 ,.]*", said)


@given(st.text(alphabet="一不二三百月日年张步。，", max_size=20))
def test_every_character_has_exactly_one_syllable(text):
    syllables = re.findall(r"[a-z]+[1-5]", pronounce(text))

    assert len(syllables) == len(text.replace("。", "").replace("，", ""))
