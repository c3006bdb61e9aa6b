"""What the words say (L). They follow from the page alone, so one look is enough."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.speech.characters import simplified
from tests.audit.hanzi import hanzi_in
from tests.audit.rule import Fault, Found
from tests.audit.seen import Seen
from ui.widgets.buttons import BigButton, Candidate, Cell
from ui.widgets.keypad import KeyPad

LONGEST_SENTENCE = 25
LEAST_IN_A_LIST = 4
JARGON = (
    "办结时限", "承诺件", "即办件", "事项编码", "实施清单", "法定时限", "受理条件", "一网通办",
    "好差评", "电子证照库", "身份核验", "校验", "认证失败", "系统异常", "网络异常",
    "服务器", "超时", "登录", "注册账号", "用户名", "上传", "提交失败", "加载", "刷新",
    "缓存", "必填项", "字段", "非法", "参数", "接口", "二维码失效", "客户端", "终端", "模块", "UI",
)  # fmt: skip
"""What a clerk, a lawyer or a programmer says and an old person does not."""
STACKED_NEGATIVES = re.compile(
    r"不得不|不能不|不会不|不可不|没有不|无不|并非不|非[^常]{1,4}不可|不是没|不无|未尝不|不[^，。]{0,4}不[^，。]{0,3}不行"
)
VERBS = (
    "办", "查", "返回", "跳过", "听", "填", "签", "按", "刷", "打", "拍", "改", "找", "点", "念",
    "看", "说", "选", "搜", "擦", "去掉", "加", "关上", "回", "退", "留", "记", "试", "想", "申请",
    "同意", "评", "用", "带", "撤", "写", "删除", "离开", "往下", "交", "知道", "换",
    "完成", "结束", "继续", "下一步", "上一页", "下一页", "更多",
)  # fmt: skip
"""What buttons do. The last four are places in a row of pages, known from every machine."""
ANSWERS = {
    "是真的": "it answers whether all is true",
    "有不对的": "the other answer to that",
    "好的": "it answers a goodbye, after which nothing is left to do",
    "非常满意": "a mark of five",
    "满意": "a mark of five",
    "基本满意": "a mark of five",
    "不满意": "a mark of five",
    "非常不满意": "a mark of five",
}
"""Buttons that answer a question instead of doing something, with the reason."""
EMPTY_WORDS = {"确定", "确认", "是", "否", "好", "OK", "取消", "提交"}
"""They name no act: what happens when one agrees?"""
LURES = re.compile(
    r"广告|推广|优惠|抽奖|中奖|红包|限时|秒杀|下载(APP|App|应用)|关注(公众号|我们)|扫码领|会员|贷款|理财"
    r"|图形验证|验证码图|拼图|滑块|我不是机器人"
)
FACE = re.compile(r"刷脸|扫脸|人脸|面部")
WITHOUT_FACE = re.compile(r"不(想|用|能只让人)?刷脸")
_SENTENCE_END = re.compile(r"[。！？；：:\n ]")
_NUMBERS = re.compile(r"[零一二三四五六七八九十百千两]{3,}")
_IN_BRACKETS = re.compile(r"（[^）]*）|《[^》]*》")
_OF_THE_LAW = re.compile(r"中华人民共和国\w{2,14}?[法证]")
_WINDOWS = {Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen}


def l01_sentences_are_plain(seen: Seen) -> Found:
    """At most 25 characters a sentence, no jargon, no negative upon a negative.

    A list of four parts or more is read part by part, what stands in brackets apart, and a law or
    a paper of the state keeps its name. A number said in words counts as the two digits it is.
    """
    lengths, wrong = [], []
    for shown in seen.words:
        box, text = seen.box_saying(shown), simplified(shown)
        for sentence in _SENTENCE_END.split(text):
            length = max(map(hanzi_in, _parts(sentence)))
            lengths.append(float(length))
            if length > LONGEST_SENTENCE:
                wrong.append(Fault(f"“{sentence}” has {length} characters", box))
        wrong += [Fault(f"“{text}” says {word}", box) for word in JARGON if word in text]
        if found := STACKED_NEGATIVES.search(text):
            wrong.append(Fault(f"“{text}” says no twice: {found[0]}", box))
    return Found(len(lengths), tuple(wrong), tuple(lengths), (seen.window.rect(),))


def l02_buttons_name_the_act(seen: Seen) -> Found:
    """A button is a phrase with a verb, never 确定.

    Not asked are answers, keys that write a character, the dock, which names places, and what
    names a thing one goes to: a service or a case on its tile.
    """
    buttons = [w for w in seen.pressed if isinstance(w, BigButton) and not _writes(w)]
    wrong = [seen.fault(w, "names no act") for w in buttons if _names_no_act(simplified(w.text()))]
    return Found(len(buttons), tuple(wrong), boxes=seen.boxes(buttons))


def l03_nothing_lures(seen: Seen) -> Found:
    """No advertisement, nothing that pops up, no puzzle.

    A page that tells of showing one's face tells of the way without it, too.
    """
    texts = seen.words
    lures = [(text, LURES.search(text)) for text in texts]
    if not any(map(WITHOUT_FACE.search, texts)):
        lures += [(text, FACE.search(text)) for text in texts]
    wrong = [
        Fault(f"“{text}” says {found[0]}", seen.box_saying(text)) for text, found in lures if found
    ]
    wrong += [
        Fault(f"{seen.name(w)} pops up")
        for w in QApplication.topLevelWidgets()
        if w.isVisible() and w.windowType() in _WINDOWS
    ]
    return Found(len(texts), tuple(wrong), boxes=(seen.window.rect(),))


def _names_no_act(text: str) -> bool:
    """Whether a button's words tell nothing; in letters verbs look like nouns."""
    if text in EMPTY_WORDS:
        return True
    is_told = text in ANSWERS or any(verb in text for verb in VERBS)
    return bool(hanzi_in(text)) and not is_told


def _parts(sentence: str) -> Iterator[str]:
    """Yield the parts of a list, or the sentence."""
    whole = _OF_THE_LAW.sub("法", _IN_BRACKETS.sub("", _NUMBERS.sub("几几", sentence)))
    parts = re.split(r"[，、]", whole)
    yield from parts if len(parts) >= LEAST_IN_A_LIST else [whole]


def _writes(widget: QAbstractButton) -> bool:
    """Whether it stands for a character or a part of a date."""
    return isinstance(widget, Cell | Candidate) or isinstance(widget.parentWidget(), KeyPad)
