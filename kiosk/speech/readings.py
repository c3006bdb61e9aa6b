"""Readings a dictionary gets wrong: surnames, words of the service hall, place names.

A reading travels inside the text as Unicode's interlinear annotation, ``anchor + word + separator
+ pinyin + terminator``, so that the caption shows the word and the engine says the pinyin.
"""

import re

_ANCHOR, _SEPARATOR, _TERMINATOR = "\ufff9", "\ufffa", "\ufffb"
ANNOTATED = re.compile(f"{_ANCHOR}([^{_SEPARATOR}]*){_SEPARATOR}([^{_TERMINATOR}]*){_TERMINATOR}")
"""Matches one annotated word: group 1 is the word, group 2 its pinyin."""

SURNAMES = {
    "万俟": "mo4 qi2", "令狐": "ling2 hu2", "单于": "chan2 yu2", "尉迟": "yu4 chi2",
    "澹台": "tan2 tai2", "长孙": "zhang3 sun1", "鲜于": "xian1 yu2",
    "任": "ren2", "仇": "qiu2", "佴": "nai4", "冼": "xian3", "区": "ou1", "华": "hua4",
    "单": "shan4", "卜": "bu3", "召": "shao4", "员": "yun4", "哈": "ha3", "应": "ying1",
    "折": "she2", "曲": "qu1", "曾": "zeng1", "朴": "piao2", "查": "zha1", "柏": "bai3",
    "燕": "yan1", "盖": "ge3", "盛": "sheng4", "祭": "zhai4", "种": "chong2", "秘": "bi4",
    "繁": "po2", "纪": "ji3", "缪": "miao4", "翟": "zhai2", "薄": "bo2", "葛": "ge3",
    "覃": "qin2", "解": "xie4", "谌": "chen2", "车": "che1", "过": "guo1", "那": "na1",
    "郗": "xi1", "黑": "he4", "乐": "yue4",
}  # fmt: skip
"""How a character is read when it is a family name."""

WORDS = {
    "上一行": "shang4 yi4 hang2", "不得不": "bu4 de2 bu4", "供养": "gong1 yang3",
    "再数一遍": "zai4 shu3 yi2 bian4", "发卡": "fa1 ka3", "大夫": "dai4 fu5",
    "应还": "ying1 huan2", "弹窗": "tan2 chuang1", "强行": "qiang2 xing2",
    "数一数": "shu3 yi5 shu3", "系上": "ji4 shang4", "给予": "ji3 yu3",
    "谢谢": "xie4 xie5", "还款": "huan2 kuan3", "还款人": "huan2 kuan3 ren2",
    "还清": "huan2 qing1", "还贷": "huan2 dai4", "还钱": "huan2 qian2", "未还": "wei4 huan2",
    "待还": "dai4 huan2", "重名": "chong2 ming2", "重填": "chong2 tian2",
    "重拍": "chong2 pai1", "重写": "chong2 xie3", "重印": "chong2 yin4",
    "重置": "chong2 zhi4", "重试": "chong2 shi4", "长按": "chang2 an4",
    "中牟": "zhong1 mu4", "井陉": "jing3 xing2", "单县": "shan4 xian4",
    "大埔": "da4 bu4", "东阿": "dong1 e1", "朝阳区": "chao2 yang2 qu1",
    "洪洞": "hong2 tong2", "浚县": "xun4 xian4", "涡阳": "guo1 yang2",
    "犍为": "qian2 wei2", "监利": "jian4 li4", "荥经": "ying2 jing1", "蔚县": "yu4 xian4",
    "郫都": "pi2 du1", "长治": "chang2 zhi4", "阆中": "lang4 zhong1", "黄陂": "huang2 pi2",
}  # fmt: skip
"""Words and places that pypinyin 0.55 reads wrongly."""


def annotate(word: str, pinyin: str) -> str:
    """Return ``word`` carrying its reading."""
    return f"{_ANCHOR}{word}{_SEPARATOR}{pinyin}{_TERMINATOR}"


def without_readings(text: str) -> str:
    """Return ``text`` as it is shown."""
    return ANNOTATED.sub(r"\1", text)
