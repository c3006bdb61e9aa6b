"""The typical authoring mistakes, each found, each with its place and its mend in Chinese."""

import pytest

from kiosk.catalogue.authoring.source import Severity
from tests.unit.catalogue.conftest import Checker, question

YES_NO = {"yn": [{"name": "yes", "label": "是"}, {"name": "no", "label": "不是"}]}
A = question("text", "a")
NUMBER = question("integer", "n")
DAY = question("date", "day")
ONE = question("select_one yn", "one")
SEVERAL = question("select_multiple yn", "several")
PAPER = {
    "id": "m_x", "name": "纸", "need": "必要", "form": ["原件"], "source": "其他", "shots": 1,
    "tip": "拍。",
}  # fmt: skip

# What the author wrote → a piece of what we say.
TYPICAL = {
    "duplicate name": ([A, A], {}, "代号“a”用了两次"),
    "unknown reference": (
        [A, question("text", "b", relevant="${aa} = '1'")], {}, "没有叫“aa”的题目"
    ),
    "unclosed reference": ([A, question("text", "b", relevant="${a = '1'")], {}, "没有配上“}”"),
    "list missing": ([question("select_one yn", "one")], {"choices": {}}, "没有叫“yn”的选项表"),
    "choice with space": (
        [ONE], {"choices": {"yn": [{"name": "yes no", "label": "是"}]}}, "里有空格"
    ),
    "duplicate choice": (
        [ONE], {"choices": {"yn": [*YES_NO["yn"], {"name": "yes", "label": "对"}]}}, "写了两次"
    ),
    "group not closed": ([question("begin_group", "g"), A], {}, "只有开头没有结尾"),
    "bad type": ([question("txet", "a")], {}, "不认识题型“txet”。改法：是不是想写 text"),
    "no label": ([{"type": "text", "name": "a", "say": "请写。"}], {}, "没有写问题"),
    "bracket": ([A, question("text", "b", relevant="(${a} = '1'")], {}, "前少了“)”"),
    "full-width sign": ([A, question("text", "b", relevant="${a} ＝ '1'")], {}, "全角符号“＝”"),
    "full-width quote": ([A, question("text", "b", relevant="${a} = ‘1’")], {}, "全角符号“‘”"),
    "misspelt function": (
        [A, question("text", "b", relevant="strng-length(${a}) > 1")], {},
        "是不是想写 string-length",
    ),
    "wrong number of arguments": (
        [A, question("text", "b", relevant="selected(${a})")], {}, "要 2 个参数"
    ),
    "cycle": (
        [question("text", x, relevant=f"${{{y}}} = '1'") for x, y in ("ab", "ba")],
        {}, "成了一圈",
    ),
    "chinese name": ([question("text", "姓名")], {}, "代号“姓名”不能用"),
    "choice value that does not exist": (
        [ONE, question("text", "b", relevant="${one} = 'yse'")], {"choices": YES_NO},
        "“one”没有“yse”这个选项",
    ),
    "chosen value that does not exist": (
        [SEVERAL, question("text", "b", relevant="selected(${several}, 'x')")],
        {"choices": YES_NO}, "“several”没有“x”这个选项",
    ),
    "equals on a select_multiple": (
        [SEVERAL, question("text", "b", relevant="${several} = 'yes'")], {"choices": YES_NO},
        "写成 selected(${several}",
    ),
    "date compared with a text": (
        [DAY, question("text", "b", relevant="${day} > '2025-01-01'")], {},
        "写成 date('2025-01-01')",
    ),
    "reckoned date compared with a text": (
        [
            DAY, {"type": "calculate", "name": "c", "calculation": "date(${day})"},
            question("text", "b", relevant="${c} > '2025-01-01'"),
        ],
        {}, "写成 date('2025-01-01')",
    ),
    "invalid pattern": (
        [question("text", "a", constraint="regex(., '(a')", constraint_message="不对。")], {},
        "写错了（少了右括号，第 1 个字）",
    ),
    "dangerous pattern": (
        [question("text", "a", constraint="regex(., '^(a+)+$')", constraint_message="不对。")], {},
        "校验公式",
    ),
    "never true": (
        [question("integer", "n", constraint=". > 5 and . < 3", constraint_message="不对。")], {},
        "什么值都通不过",
    ),
    "never true of a day": (
        [question("date", "d", constraint=". > today() and . < today()", constraint_message="不")],
        {}, "什么值都通不过",
    ),
    "required and readonly": (
        [question("text", "a", required=True, readonly=True)], {}, "又必填又只读"
    ),
    "question without its mark": (
        [question("text", "za", label="叫什么？"), question("text", "zb", relevant="za = '1'")],
        {}, "“什么时候问（relevant）”：要用题目“叫什么？”，却只写了 za。改法：写成 ${za}",
    ),
    "text without quotes": (
        [ONE, question("text", "b", relevant="${one} = yes")], {"choices": YES_NO},
        "看不懂“yes”。改法：是文字就加引号，写成 'yes'",
    ),
    "yes without its brackets": ([question("text", "b", relevant="true")], {}, "写成 true()"),
    "misspelt yes": (
        [question("text", "b", required="ture")], {},
        "“必填（required）”写的是“ture”。改法：只写 true 或 false（是或否）",
    ),
    "half an English yes": ([question("text", "b", required="Y")], {}, "写的是“Y”"),
    "must in Chinese": ([question("text", "b", readonly="必须")], {}, "写的是“必须”"),
    "table from outside": (
        [A, question("text", "b", relevant="pulldata('t', 'x', 'k', ${a}) = '1'")], {},
        "pulldata 要用外部的表，本机没有",
    ),
    "list from outside": (
        [A, question("text", "b", relevant="count(instance('t')/root/item) > 1")], {},
        "没有叫“t”的选项表",
    ),
    "control character": ([question("text", "a", label="您\x07好？")], {}, "看不见的控制字符"),
    "answer in what is said": (
        [A, question("text", "b", say="您叫${a}。")], {},
        "“朗读（say）”：这里不能念出填的内容，${} 会照样念出来",
    ),
    "answer in an example": ([A, question("text", "b", example="${a}")], {}, "“例子（example）”"),
    "answer in an official name": (
        [A, question("text", "b", field="${a}")], {}, "“窗口名称（field）”"
    ),
    "answer in the words of a condition": (
        [A], {"eligibility": [{"test": "${a} = '1'", "fail": "${a}不行。"}]},
        "“不符合时说（fail）”里不能用 ${}",
    ),
    "unknown answer in a choice": (
        [ONE], {"choices": {"yn": [{"name": "yes", "label": "是${zz}"}]}}, "没有叫“zz”的题目"
    ),
    "default that is no choice": (
        [question("select_one yn", "one", default="maybe")], {"choices": YES_NO},
        "“默认值（default）”写的是“maybe”，选项里没有。改法：改成选项的代号：no、yes",
    ),
    "label as a default": (
        [question("select_one yn", "one", default="不是")], {"choices": YES_NO}, "写代号 no"
    ),
    "one default of several that is no choice": (
        [question("select_multiple yn", "one", default="yes maybe")], {"choices": YES_NO},
        "写的是“maybe”，选项里没有",
    ),
    "text as a whole number": ([question("integer", "n", default="abc")], {}, "不是整数"),
    "fraction as a whole number": ([question("integer", "n", default="1.5")], {}, "不是整数"),
    "text as a number": ([question("decimal", "n", default="1,5")], {}, "不是数字"),
    "text as a date": ([question("date", "d", default="2026/11/22")], {}, "不是日期"),
    "consent given beforehand": (
        [question("acknowledge", "ok", required=True, default="OK")], {}, "替人先同意了"
    ),
    "default of a signature": ([question("signature", "s", default="x")], {}, "写了也没有用"),
    "number that would be reckoned out": (
        [question("text", "t", default="86+10*2")], {}, "会被当成算式"
    ),
    "formula of a default": (
        [question("date", "d", default="tody()")], {}, "“默认值（default）”：没有叫“tody”的函数"
    ),
    "question of another repeat": (
        [
            question("begin_repeat", "r"), question("integer", "f"), {"type": "end_repeat"},
            NUMBER, question("text", "b", relevant="sum(${r.n}) > 1"),
        ],
        {}, "题目 n 不在 r 里。改法：写成 ${n}",
    ),
    "sum from inside the repeat": (
        [
            question("begin_repeat", "r"), question("integer", "f"),
            question("text", "b", relevant="sum(${r.f}) > 1"), {"type": "end_repeat"},
        ],
        {}, "算不到别的几份",
    ),
    "spoken column": ([question("text", "a", audio="a.mp3")], {}, "“audio”这一列本机还不会用"),
    "picture in a language": (
        [question("text", "a", **{"image::English (en)": "a.png"})], {}, "本机还不会用"
    ),
    "picture of a choice": (
        [ONE], {"choices": {"yn": [{"name": "yes", "label": "是", "image": "a.png"}]}},
        "“image”这一列本机还不会用",
    ),
    "column no filter reads": (
        [ONE], {"choices": {"yn": [{"name": "yes", "label": "是", "lable": "x"}]}},
        "选项里不认识列“lable”。改法：是不是想写 label",
    ),
    "list for a cell": ([question("text", "a", label=["甲", "乙"])], {}, "label 只能写一句话"),
    "overrides that are none": (
        [{"type": "include", "name": "b", "with": "x"}], {}, "写成 with: {"
    ),
    "unclosed answer in a label": ([A, question("text", "b", label="${a")], {}, "没有配上“}”"),
    "repeat that is none": (
        [A, question("text", "b", relevant="sum(${r.f}) > 1")], {}, "没有叫“r.f”的题目"
    ),
    "minus before a name": (
        [NUMBER, question("text", "b", relevant="-n > 1")], {}, "写成 ${n}"
    ),
    "name only pyxform refuses": ([question("text", "meta")], {}, "代号不能叫 meta"),
    "no name": ([{"type": "text", "label": "？", "say": "好。"}], {}, "没有写代号（name）"),
    "no list name": ([question("select_one", "one")], {}, "改法：写成 select_one 选项表名"),
    "no formula": ([{"type": "calculate", "name": "c"}], {}, "改法：写上计算公式（calculation）"),
    "words beside an include": (
        [{"type": "include", "name": "blk", "label": "新名"}], {}, "“label”直接写没有用"
    ),
    "braces for a text": ([question("text", "a", label={"x": "y"})], {}, "只能写一句话"),
    "a language missing": (
        [question("text", "a", **{"label::English (en)": "Name?"}), question("text", "b")], {},
        "“b”的问题（label）没有写“English (en)”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", TYPICAL)
def test_a_typical_mistake_is_found_and_told_in_chinese(mistake: str, check: Checker) -> None:
    rows, facts, expected = TYPICAL[mistake]

    compilation, mistakes = check(*rows, blocks={"blk": [A]}, **facts)

    assert compilation is None
    told = [str(one) for one in mistakes if expected in str(one)]
    assert told, [str(one) for one in mistakes]
    assert told[0].startswith("small.yaml 第 ")
    assert "改法：" in told[0]


HOUSE_RULES = {
    "acknowledge that may be passed over": (
        [question("acknowledge", "ok")], {}, "没有写必填，不同意也能过去"
    ),
    "sensitive before consent": ([question("text", "a", sensitive=True)], {}, "排在单独同意前面"),
    "photo without a paper": ([question("image", "m_x")], {}, "不在材料表里"),
    "label too long": ([question("text", "a", label="字" * 26)], {}, "问题有 26 个字，太长"),
    "unknown rule": ([question("text", "a", check="邮编")], {}, "没有叫“邮编”的校验"),
    "unknown list": (
        [question("text", "a", appearance="kiosk-list-fish")],
        {},
        "没有样式“kiosk-list-fish”说的名单",
    ),
    "unknown appearance": ([question("text", "a", appearance="voice")], {}, "不认识样式“voice”"),
    "unknown source": ([question("text", "a", source="id_card")], {}, "不认识来源“id_card”"),
    "unknown column": ([question("text", "a", lable="x")], {}, "是不是想写 label"),
    "required and skippable": (
        [question("text", "a", required=True, skip_ok=True)], {}, "又必填又可以不知道"
    ),
    "repeat in a repeat": (
        [
            question("begin_repeat", "r"), question("begin_repeat", "s"), A,
            {"type": "end_repeat"}, {"type": "end_repeat"},
        ],
        {}, "重复里面又套了重复",
    ),
    "crossed ends": (
        [question("begin_group", "g"), A, {"type": "end_repeat"}], {}, "和开头对不上"
    ),
    "unknown block": ([{"type": "include", "name": "blk_x"}], {}, "没有叫“blk_x”的公共题块"),
    "constraint without words": (
        [question("integer", "n", constraint=". > 1")], {}, "没有校验提示"
    ),
    "number that is not set": (
        [NUMBER, question("text", "b", relevant="${n} > params.age")], {}, "params.age 没有数"
    ),
    "condition of the service": (
        [A], {"eligibility": [{"test": "${b} = '1'", "fail": "不行。"}]}, "没有叫“b”的题目"
    ),
    "offer of an unknown service": (
        [A], {"eligibility": [{"test": "${a} = '1'", "fail": "不行。", "offer": "nix"}]},
        "没有叫“nix”的事项",
    ),
    "paper without a photo": (
        [A],
        {"materials": [PAPER]}, "却没有同名的拍照题",
    ),
    "wrong word for need": (
        [question("image", "m_x")],
        {"materials": [PAPER | {"need": "很要"}]},
        "“必要性（need）”写的是“很要”。改法：只能写 必要、非必要、容缺后补",
    ),
    "number with a digit in its name": (
        [NUMBER, question("text", "b", relevant="${n} > params.age2")], {}, "params.age2 没有数"
    ),
    "numbers that are none": ([A], {"params": "文本"}, "“params”写的是“文本”"),
    "numbers in a list": ([A], {"params": ["1"]}, "“params”写的是“1”。改法：写成“项: 内容”"),
    "papers that are none": ([A], {"materials": "文本"}, "写成一条一条的列表"),
    "official facts that are none": ([A], {"item": "文本"}, "“item”写的是“文本”"),
    "several titles": ([A], {"title": ["甲", "乙"]}, "“事项名称（title）”写的是“甲、乙”"),
    "places to set that are none": ([A], {"region_must_set": True}, "写成一条一条的列表"),
    "category of another shape": ([A], {"category": {"a": "b"}}, "“所属分类（category）”"),
    "control character in a fact": ([A], {"steps": ["填\x07表"]}, "“办理流程（steps）”里有看不见"),
    "paper twice": (
        [question("image", "m_x")], {"materials": [PAPER, PAPER]}, "材料“m_x”写了两次"
    ),
    "photo of a paper without shots": (
        [question("image", "m_x")], {"materials": [PAPER | {"shots": 0}]}, "却写了拍 0 张"
    ),
    "member here and elsewhere": (
        [A],
        {"kind": "bundle", "members": [
            {"service": "small", "external": "户口注销", "label": "x", "when": "true()"}
        ]},
        "改法：事项代号（service）和目录外事项（external）只写一个",
    ),
    "missing title": ([A], {"title": None}, "“事项名称（title）”是空的"),
    "unknown fact": ([A], {"titel": "x"}, "不认识“titel”"),
    "bad id": ([A], {"id": "Small-1"}, "事项代号（id）"),
    "region must set nothing": ([A], {"region_must_set": ["item.no"]}, "“item.no”找不到"),
    "bundle without members": ([A], {"kind": "bundle"}, "没有联办事项"),
    "unknown member": (
        [A], {"kind": "bundle", "members": [{"service": "nix", "label": "x", "when": "true()"}]},
        "没有叫“nix”的事项",
    ),
    "no questions": ([], {"survey": []}, "一道题也没有"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", HOUSE_RULES)
def test_a_rule_of_the_house_is_held(mistake: str, check: Checker) -> None:
    rows, facts, expected = HOUSE_RULES[mistake]

    compilation, mistakes = check(*rows, **facts)

    assert compilation is None
    assert any(expected in str(one) for one in mistakes), [str(one) for one in mistakes]


def test_a_clean_service_has_no_mistakes(check: Checker) -> None:
    compilation, mistakes = check()

    assert compilation is not None
    assert [m for m in mistakes if m.severity is Severity.MISTAKE] == []


@pytest.mark.parametrize(
    ("kind", "constraint"),
    [
        ("integer", ". >= 0 and . <= 20"),
        ("decimal", ". > 0.2 and . < 0.3"),
        ("date", ". > today() and (decimal-date-time(.) - decimal-date-time(today())) <= 30"),
        ("text", "string-length(.) = 18"),
        ("text", "regex(., '[0-9]{6}')"),
        ("integer", ". > ${a}"),
    ],
)
def test_a_constraint_that_can_be_met_is_left_alone(
    kind: str, constraint: str, check: Checker
) -> None:
    asked = question(kind, "n", constraint=constraint, constraint_message="不对。")

    compilation, mistakes = check(question("integer", "a"), asked)

    assert compilation is not None, [str(m) for m in mistakes]


def test_an_icon_that_does_not_exist_is_only_a_warning(check: Checker) -> None:
    compilation, mistakes = check(icon="no-such-icon")

    assert compilation is not None
    assert all(m.severity is Severity.WARNING for m in mistakes)


@pytest.mark.parametrize(
    ("row", "facts", "told"),
    [
        (question("text", "a", say="字" * 25 + "。" + "字" * 26), {}, "一句话有 26 个字"),
        (question("text", "a", hint="字" * 26), {}, "一句话有 26 个字"),
        (A, {"faq": [{"q": "问？", "a": "字" * 26}]}, "一句话有 26 个字"),
        (question("text", "a", label="在上学吗？", say="您现在在上学吗？"), {}, "又说一遍"),
    ],
)
def test_what_is_hard_to_follow_is_only_a_warning(
    row: dict[str, object], facts: dict[str, object], told: str, check: Checker
) -> None:
    compilation, mistakes = check(row, **facts)

    warnings = [str(m) for m in mistakes if m.severity is Severity.WARNING]
    assert any(told in one for one in warnings)
    assert compilation is not None


def test_a_mistake_inside_a_block_names_both_places(check: Checker) -> None:
    block = [{"type": "begin_group", "name": "g", "label": "组", "say": "组。"}, A, A,
             {"type": "end_group"}]  # fmt: skip

    _, mistakes = check({"type": "include", "name": "blk"}, blocks={"blk": block})

    twice = next(str(m) for m in mistakes if "用了两次" in str(m))
    assert "small.yaml 第 " in twice
    assert "引用 _blocks.yaml 第 " in twice


def test_a_default_that_may_be_answered_is_left_alone(check: Checker) -> None:
    rows = [
        question("integer", "n", default="-3"), question("decimal", "m", default="0.50"),
        question("date", "d", default="2026-11-22"), question("date", "e", default="today()"),
        question("text", "t", default="0571-12345678"), SEVERAL | {"default": "yes no"},
    ]  # fmt: skip

    compilation, mistakes = check(*rows, choices=YES_NO)

    assert compilation is not None, [str(m) for m in mistakes]


def test_what_only_the_loader_refuses_is_told_by_row_and_label(check: Checker) -> None:
    asked = question("text", "b", label="住哪里？", relevant="/data/zz = '1'")

    _, mistakes = check(A, asked)

    (told,) = [str(m) for m in mistakes if "zz" in str(m)]
    assert told.startswith("small.yaml 第 42 行：题目“住哪里？”的 relevant")


@pytest.mark.parametrize(
    ("row", "facts", "told"),
    [
        (A, {"title_plain": "长" * 21}, "一行放不下"),
        (A, {"choices": YES_NO}, "选项表“yn”没有题用到"),
        (question("text", "a", constraint_message="不对。"), {}, "写了校验提示，却没有校验"),
    ],
)
def test_what_does_no_harm_is_only_a_warning(
    row: dict[str, object], facts: dict[str, object], told: str, check: Checker
) -> None:
    compilation, mistakes = check(row, **facts)

    assert compilation is not None
    assert told in str(mistakes[0])
