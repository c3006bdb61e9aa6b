"""What a citizen who cannot see does at each heading, from the first page to the goodbye."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

Plan: TypeAlias = Mapping[str, list[dict[str, str]]]
PHONE = "13344556678"  # each key stands at or behind the one before: fewer ways round
STAFF_NO = "1234"
ON = "下一步"


def _press(*names: str) -> list[dict[str, str]]:
    return [{"press": name} for name in names]


def _choose(*names: str) -> list[dict[str, str]]:
    return [*({"choose": name} for name in names), *_press(ON)]


def _type(text: str) -> list[dict[str, str]]:
    return [{"type": text}, *_press(ON)]


def _common(wallet: Path, plate: Path) -> Plan:
    return {
        "您好，请问办什么？": _press("办事"),
        "我们会用到您的信息": _press("知道了"),
        "您同意我们用您的信息办这件事吗？": _press("同意"),
        "证件照片、银行卡、看病和残疾的信息，您单独同意吗？": _press("同意"),
        "可以让我们去别的部门查，您少交材料吗？": _choose("是"),
        "您给自己办，还是帮别人办？": [*_press(ON), *_choose("我给自己办")],  # a mistake first
        "请放上您的身份证": [{"lay": f"{wallet}|{plate}"}],
        "是这张卡吗？": _press("对，往下"),
        "您现在就住在那里吗？": _choose("是"),
        "打哪个电话能找到您？": _type(PHONE),
        "有消息时，怎么告诉您好？": _press(ON),
        "找不到您时，找谁？": _press("不知道，跳过"),
        "您说的都是真的吗？": _press("是真的"),
        "请您签自己的名字": _press("我签不了"),
        "签不了，不要紧": _press("按手印，交申请"),
        "交上了，已经收好": _press("完成"),
        "今天办得满意吗？": _press("跳过，不评价"),
        "办完了，您慢走": [],
    }


def pension_check(wallet: Path, plate: Path) -> Plan:
    """Prove to be alive before a member of the staff."""
    return {
        **_common(wallet, plate),
        "幸福街道便民服务站": _press("点这里开始"),
        "办哪一类的事？": _press("养老社保"),
        "养老社保": _press("养老金年审（证明健在）"),
        "养老金年审（证明健在）": _press("现在就办"),
        "您领的是哪种养老金？": _choose("农村或居民的"),
        "能查到的，就不用再认证": _press("知道了"),
        "您想怎么认证？": _press(ON),
        "有哪些不方便？": _choose("看不见"),
        "工作人员请输入工号": [*_press("按数字"), *_type(STAFF_NO)],
        "人在国外吗？": _press(ON),
        "请看一遍，对不对？": _press("下一页", "下一页", "下一页", "都对，往下"),
    }


def card_appointment(wallet: Path, plate: Path, day: date) -> Plan:
    """Arrange for a new identity card on ``day``; the goodbye of before may still stand there."""
    return {
        **_common(wallet, plate),
        "幸福街道便民服务站": _press("点这里开始"),
        "办哪一类的事？": _press("证件办理"),
        "证件办理": _press("身份证到期、丢了（预约）"),
        "身份证到期、丢了（预约）": _press("现在就办"),
        "身份证怎么了？": _choose("到期了换新"),
        "户口是本地的吗？": _choose("是"),
        "要办一张临时身份证吗？": _press(ON),
        "有什么不方便？": _choose("指纹磨没了或没有手指", "看不见"),
        "去哪个派出所？": _choose("示例派出所（城东）"),
        "哪天去？": _press(f"{day.year}年", f"{day.month}月", f"{day.day}日", ON),
        "上午还是下午？": _choose("上午十点到十一点"),
        "记得带户口本和钱": _press("知道了"),
        "请看一遍，对不对？": _press("下一页", "下一页", "下一页", "下一页", "都对，往下"),
    }
