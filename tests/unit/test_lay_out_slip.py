from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kiosk.domain.slip import Code, Line, Picture, Slip, Weight
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.slip_number import SlipNumber
from kiosk.i18n import Text
from kiosk.usecases.lay_out_slip import (
    ChecklistFacts,
    SlipFacts,
    lay_out_checklist,
    lay_out_slip,
    status_address,
)

NUMBER = SlipNumber.make(terminal="000012", day=date(2025, 11, 22), serial=47)
FACTS = SlipFacts(
    hall_name="幸福街道便民服务站",
    hall_phone="12345",
    services=("高龄津贴申领",),
    slip_number=NUMBER,
    code=SlipCode("4021"),
    captured_at=datetime(2025, 11, 22, 1, 30, tzinfo=UTC),
    promised_by=date(2025, 12, 11),
    told_by="打电话",
    head="1a2b3c4d5e6f7a8b" * 4,
    status_url="https://hall.example/",
    token="Abc_123-xyz0",  # noqa: S106 - a made-up token
)
LIST = ChecklistFacts(
    hall_name="幸福街道便民服务站",
    hall_phone="12345",
    service="高龄津贴申领",
    papers=("居民身份证原件", "居民户口簿"),
    place="3号窗口",
    hours="周一到周五",
    fee="不收钱",
    time_limit="最多20个工作日",
    laws=("老年人权益保障法",),
    printed_at=datetime(2025, 11, 22, 1, 30, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def text() -> Text:
    return Text()


def printed(slip: Slip) -> str:
    return "\n".join(
        block.text if isinstance(block, Line | Picture) else getattr(block, "caption", "")
        for block in slip.blocks
    )


def codes(slip: Slip) -> list[str]:
    return [block.content for block in slip.blocks if isinstance(block, Code)]


def test_the_slip_says_what_was_done_and_what_to_expect(text: Text) -> None:
    slip = printed(lay_out_slip(FACTS, text))

    for fact in ("幸福街道便民服务站", "已经收好", "高龄津贴申领", NUMBER.grouped, "打电话"):
        assert fact in slip
    for fact in ("2025年11月22日 9:30", "2025年12月11日", "12345", "1a2b 3c4d 5e6f 7a8b"):
        assert fact in slip


def test_the_number_stands_large(text: Text) -> None:
    lines = [b for b in lay_out_slip(FACTS, text).blocks if isinstance(b, Line)]

    assert (NUMBER.grouped, Weight.LARGE) in [(line.text, line.weight) for line in lines]


def test_the_code_stands_large_below_the_number_and_is_said_digit_by_digit(text: Text) -> None:
    slip = lay_out_slip(FACTS, text)
    lines = [b for b in slip.blocks if isinstance(b, Line)]
    number = next(n for n, line in enumerate(lines) if line.text == NUMBER.grouped)

    assert (lines[number + 1].text, lines[number + 1].weight) == ("查询码：4021", Weight.LARGE)
    assert "查询码是：四零二一" in slip.spoken


def test_the_code_opens_the_status_page_of_this_slip(text: Text) -> None:
    address = "https://hall.example/s/K0000122025112200472/Abc_123-xyz0#4021"

    assert status_address(FACTS) == address
    assert codes(lay_out_slip(FACTS, text)) == [address]


def test_a_bundle_lists_its_services_by_number_and_one_service_has_none(text: Text) -> None:
    both = replace(FACTS, services=("高龄津贴申领", "老年人优待证办理"))

    assert "1. 高龄津贴申领\n2. 老年人优待证办理" in printed(lay_out_slip(both, text))
    assert "第二，老年人优待证办理" in lay_out_slip(both, text).spoken
    assert "1. " not in printed(lay_out_slip(FACTS, text))


def test_numbers_are_said_sign_by_sign_and_dates_as_dates(text: Text) -> None:
    spoken = "\n".join(lay_out_slip(FACTS, text).spoken)

    assert "K, 零零零零一二, 二零二五, 一一二二, 零零四七, 二" in spoken
    assert "有事请打电话：一二三四五" in spoken
    assert "二零二五年十一月二十二日星期六，上午九点三十分" in spoken
    assert "最晚二零二五年十二月十一日前" in spoken
    assert not any(sign.isdigit() for sign in spoken)


def test_what_is_not_known_is_not_printed(text: Text) -> None:
    bare = lay_out_slip(replace(FACTS, promised_by=None, told_by=""), text)

    assert "最晚" not in printed(bare)
    assert "怎么告诉您" not in printed(bare)
    assert "下次请带来" not in printed(bare)
    assert "办好了会告诉您" in bare.spoken


def test_an_answer_on_the_same_day_is_promised_for_today(text: Text) -> None:
    today = text.local(FACTS.captured_at).date()

    said = "".join(lay_out_slip(replace(FACTS, promised_by=today), text).spoken)

    assert "今天就告诉您结果" in said
    assert "最晚" not in said


def test_papers_promised_for_later_and_the_next_step_are_printed(text: Text) -> None:
    more = replace(FACTS, papers_to_bring=("居民户口簿",), next_step="社区核实")

    assert "下次请带来\n居民户口簿\n下一步：社区核实" in printed(lay_out_slip(more, text))


def test_every_printed_line_is_also_said(text: Text) -> None:
    for slip in (lay_out_slip(FACTS, text), lay_out_checklist(LIST, text)):
        drawn = [block for block in slip.blocks if isinstance(block, Line | Picture | Code)]

        # One less at most: the words over the number are said as part of the number.
        assert len(drawn) - len(slip.spoken) in {0, 1}
        assert all(slip.spoken)


def test_the_token_does_not_show_in_a_log() -> None:
    assert "Abc_123" not in repr(FACTS)


def test_the_list_tells_everything_at_once(text: Text) -> None:
    page = printed(lay_out_checklist(LIST, text))

    for fact in ("高龄津贴申领", "1. 居民身份证原件", "2. 居民户口簿", "3号窗口", "周一到周五"):
        assert fact in page
    for fact in ("不收钱", "最多20个工作日", "老年人权益保障法", "12345"):
        assert fact in page


def test_a_list_without_papers_says_so(text: Text) -> None:
    assert "什么都不用带" in lay_out_checklist(replace(LIST, papers=()), text).spoken


def test_the_list_code_holds_the_list_or_its_page(text: Text) -> None:
    online = replace(LIST, page_url="https://hall.example/i/1")

    assert codes(lay_out_checklist(online, text)) == ["https://hall.example/i/1"]
    assert codes(lay_out_checklist(LIST, text)) == [
        "高龄津贴申领\n12345\n1. 居民身份证原件\n2. 居民户口簿\n3号窗口\n周一到周五"
    ]


def test_a_long_list_never_outgrows_its_code(text: Text) -> None:
    long = replace(LIST, papers=tuple(f"第{n}份很长很长很长的材料名称" for n in range(60)))

    [content] = codes(lay_out_checklist(long, text))

    assert len(content.encode()) <= 480
    assert content.startswith("高龄津贴申领\n12345\n1. ")
