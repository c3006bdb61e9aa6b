"""Pages built from every widget, with short and with very long words."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from kiosk.ports.recogniser import Point
from tests.windows import SAME
from ui.keys import LETTER_KEYS
from ui.widgets.answers import ChoiceKind, ChoiceRow, Tile
from ui.widgets.bars import StageBar
from ui.widgets.buttons import BigButton
from ui.widgets.cells import CellGrid
from ui.widgets.keypad import ERASE, KeyPad
from ui.widgets.look import Look
from ui.widgets.page import Page
from ui.widgets.pictures import Illustration, PhotoView, PictureView, QrView
from ui.widgets.pressing import Variant
from ui.widgets.text_pair import FactRow, NumberCard, ReviewRow
from ui.widgets.value_field import ValueField
from ui.widgets.writing import SignaturePad, WritingDesk

DIGIT_ROWS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("X", "0", ERASE))
ERASE_NAME = ((ERASE, SAME("删除")),)
LONG = (
    "本地户口、领了残疾人证、家里吃低保的，可以领生活补贴。"
    "残疾等级是一级、二级，要人长期照护的，可以领护理补贴。两样都够条件的，两样都能领。"
)
LONG_TITLE = "困难残疾人生活补贴和重度残疾人护理补贴"


def home(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("您好，请问办什么？"))
    page.set_lead(SAME("用手指点一下。说错点错都不要紧，随时能退回来。"))
    tiles = (
        ("document", "办事", "补贴、证件、社保、医保"),
        ("search", "查进度", "看我的事办到哪了"),
        ("calendar", "预约", "先约好时间再来"),
        ("heart-hands", "帮别人办", "给家里人、街坊代办"),
        ("ask", "问一问", "不知道怎么办，先问"),
        ("star", "评价和投诉", "说说您满意不满意"),
    )
    rows = [
        Tile(look, icon, SAME(title), SAME(line), key=icon, is_primary=icon == "document")
        for icon, title, line in tiles
    ]
    page.set_rows(rows, columns=2)
    return page


def services(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("残疾人服务，选一件"))
    icons = ("disability-money", "disability-card", "disability-bundle", "home-rail", "care-home")
    rows = [
        Tile(look, icon, SAME(f"{LONG_TITLE}{number}"), SAME("证上写着类别，照着选就行"), key=icon)
        for number, icon in enumerate(icons, 1)
    ]
    page.set_rows(rows)
    page.set_actions(SAME("返回"), None)
    return page


def question(look: Look) -> Page:
    page = Page(look)
    page.set_step(SAME("第5步，共12步"), 5 / 12)
    page.set_heading(SAME("户口是本地的吗？"))
    page.set_lead(SAME("户口在不在本县本区？看户口本首页。"))
    answers = ("是，在本县本区", "不是，在外地", "我不清楚")
    rows = [ChoiceRow(look, SAME(a), key=a, is_chosen=a == answers[0]) for a in answers]
    page.set_rows(rows)
    page.set_actions(SAME("返回"), SAME("下一步"))
    return page


def several(look: Look) -> Page:
    """A question with many long answers, a notice, a third button and no way on yet."""
    page = Page(look)
    page.set_step(SAME("第12步，共12步"), 1.0)
    page.set_heading(SAME("家里有下面这些情况吗？有几样选几样"))
    page.set_lead(SAME("不清楚的可以不选，工作人员会帮您看。"))
    page.set_notice(SAME("还没有选。请至少点一个，再按下一步。"))
    rows = [
        ChoiceRow(
            look,
            SAME(f"第{number}种：有人得了重病，花了很多钱，日子过不下去"),
            key=str(number),
            kind=ChoiceKind.SEVERAL,
            is_chosen=number % 2 == 0,
        )
        for number in range(1, 10)
    ]
    page.set_rows(rows)
    page.set_actions(SAME("返回"), SAME("下一步"), SAME("不知道，跳过"), primary_enabled=False)
    return page


def review(look: Look) -> Page:
    page = Page(look)
    page.set_step(SAME("第11步，共12步"), 11 / 12)
    page.set_heading(SAME("请看一遍，对不对？"))
    answers = (
        ("姓名", "张𠅤𬭼"),
        ("身份证号", "1101 01** **** 041X"),
        ("现在住哪里", "幸福小区 3号楼 2单元 501，门口有一棵大槐树的那一家"),
        ("打哪个电话能找到您", "138 0013 8000"),
        ("家里的情况", LONG * 2),
        ("钱打到哪种卡上", "社会保障卡"),
    )
    rows = [
        ReviewRow(look, SAME(label), SAME(value), key=label, may_change=label != "身份证号")
        for label, value in answers
    ]
    page.set_rows(rows)
    page.set_actions(SAME("返回"), SAME("都对，去签名"))
    return page


def service_page(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME(LONG_TITLE))
    facts = (("谁能办", LONG * 3), ("要带什么", "身份证、残疾人证、银行卡。没带的以后补。"))
    page.set_rows([FactRow(look, SAME(label), SAME(text)) for label, text in facts])
    page.set_actions(SAME("返回"), SAME("给自己办"), SAME("帮别人办"))
    return page


def receipt(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("办好了，已经收下"))
    words = "现在没有网，也不要紧。已经存在这台机器里，来网后自动送出去。"
    stages = [SAME(name) for name in ("申请", "审核", "办理", "反馈", "评价")]
    rows = [
        NumberCard(look, SAME("您的号码（请收好小票）"), SAME("K 000012 2026 1122 0047 3")),
        QrView(look, "https://example.test/s/K00001220261122004730", SAME(words)),
        FactRow(look, SAME("什么时候有结果"), SAME("最晚12月11日前告诉您，打您的电话。")),
        StageBar(look, stages, 1),
    ]
    page.set_rows(rows)
    page.set_actions(SAME("再打一张"), SAME("完成，离开"))
    return page


def digits(look: Look) -> Page:
    page = Page(look)
    page.set_step(SAME("第3步，共12步"), 0.25)
    page.set_heading(SAME("申请人的身份证号"))
    page.set_lead(SAME("十八位，最后可能是X"))
    field = ValueField(look, SAME("公民身份号码"))
    field.set_value("110101 1940 0307 04")
    page.set_rows([field, KeyPad(look, DIGIT_ROWS, ERASE_NAME)])
    page.set_actions(SAME("返回"), SAME("下一步"))
    return page


def letters(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("现在住哪里？"))
    field = ValueField(look, SAME("现居住地址"))
    field.set_value("幸福小区三号楼二单元", is_wrong=True)
    page.set_rows([field, KeyPad(look, LETTER_KEYS, ERASE_NAME)])
    page.set_actions(SAME("返回"), SAME("下一步"))
    return page


def writing(look: Look) -> Page:
    page = Page(look)
    page.set_step(SAME("第3步，共12步"), 0.25)
    page.set_heading(SAME("申请人叫什么名字？"))
    field = ValueField(look, SAME("姓名"))
    field.set_value("张𠅤")
    desk = WritingDesk(look)
    desk.set_candidates(tuple("兰蓝篮栏拦阑澜烂岚"), has_more=True)
    desk.pad._ink._strokes = [[Point(0.2, 0.5, 0), Point(0.8, 0.48, 300)]]
    page.set_rows([field, desk])
    page.set_actions(SAME("返回"), SAME("下一步"))
    return page


def signature(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("请签您的名字"))
    page.set_lead(SAME("用手指在框里写。写不好也不要紧。"))
    page.set_rows([SignaturePad(look)])
    page.set_actions(SAME("返回"), SAME("签好了，提交申请"))
    return page


def dates(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("是哪一天？"))
    numbers = [str(day) for day in range(1, 32)]
    labels = [SAME(f"{day}日") for day in numbers]
    page.set_rows([CellGrid(look, numbers, labels, columns=5, chosen="7")])
    page.set_actions(SAME("返回"), None)
    return page


def photo(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("请拍身份证正面"))
    view = PhotoView(look, SAME("镜头里的样子"))
    view.show_jpeg(_a_jpeg(), is_live=True)
    page.set_rows(
        [
            view,
            BigButton(look, SAME("拍照"), icon="camera", key="shoot"),
            BigButton(look, SAME("这次没带，以后补"), variant=Variant.QUIET, key="later"),
            BigButton(look, SAME("不办了，都不要留"), variant=Variant.DANGER, key="erase"),
        ]
    )
    page.set_actions(SAME("返回"), SAME("下一步"))
    return page


def slip(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("小票是这样的"))
    image = QImage(576, 1800, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    page.set_rows([PictureView(look, SAME("印出来的小票"), image)])
    page.set_actions(None, SAME("知道了"))
    return page


def card(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("请把身份证放上来"))
    picture = Illustration(look, "card", SAME("放在亮灯的方框上，等一下"))
    page.set_rows([picture, BigButton(look, SAME("没带卡，自己填"), key="type")])
    page.set_actions(SAME("返回"), None)
    return page


def rating(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("今天办得满意吗？"))
    levels = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
    page.set_rows([BigButton(look, SAME(level), key=level) for level in levels], columns=5)
    page.set_actions(None, SAME("不评了，离开"))
    return page


GALLERY: dict[str, Callable[[Look], Page]] = {
    build.__name__: build
    for build in (
        home, services, question, several, review, service_page, receipt, digits, letters,
        writing, signature, dates, photo, slip, card, rating,
    )
}  # fmt: skip


def _a_jpeg() -> bytes:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#99887a"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]  # the stub wants bytes, Qt a str
    return bytes(content.data())
