"""The words of hall staff and the words of the form vocabulary, side by side.

Books are written in the left column, YAML in the right one.
"""

from collections.abc import Mapping
from types import MappingProxyType

SHEETS: Mapping[str, str] = MappingProxyType({
    "事项": "facts", "题目": "survey", "选项": "choices", "材料": "materials",
    "受理条件": "eligibility", "联办事项": "members", "常见问题": "faq", "收费": "fee",
})  # fmt: skip

EXPLANATION = "填写说明"

SURVEY: Mapping[str, str] = MappingProxyType({
    "题型": "type", "代号": "name", "窗口名称": "field", "问题": "label", "提示": "hint",
    "朗读": "say", "例子": "example", "必填": "required", "必填提示": "required_message",
    "什么时候问": "relevant", "校验": "check", "校验公式": "constraint",
    "校验提示": "constraint_message", "计算公式": "calculation", "默认值": "default",
    "样式": "appearance", "选项筛选": "choice_filter", "只读": "readonly",
    "重复次数": "repeat_count", "来源": "source", "敏感信息": "sensitive", "核对时念": "review",
    "本机保留": "keep", "可以不知道": "skip_ok",
})  # fmt: skip

LIST_COLUMN = "选项表"
YES_NO_COLUMNS = frozenset({"required", "readonly", "sensitive", "review", "keep", "skip_ok"})

TYPES: Mapping[str, str] = MappingProxyType({
    "文本": "text", "整数": "integer", "小数": "decimal", "金额": "decimal", "日期": "date",
    "单选": "select_one", "多选": "select_multiple", "说明": "note", "计算": "calculate",
    "拍照": "image", "签名": "signature", "同意": "acknowledge", "后台": "hidden",
    "分组开始": "begin_group", "分组结束": "end_group", "重复开始": "begin_repeat",
    "重复结束": "end_repeat", "公共题": "include", "开始时间": "start", "结束时间": "end",
    "当天": "today",
})  # fmt: skip

CHOICES: Mapping[str, str] = MappingProxyType({
    "选项表": "list_name", "代号": "name", "选项": "label", "图标": "icon",
})  # fmt: skip

FACTS: Mapping[str, str] = MappingProxyType({
    "事项代号": "id", "版本": "version", "类别": "kind", "事项名称": "title",
    "通俗名称": "title_plain", "所属分类": "category", "图标": "icon", "关键词": "keywords",
    "大约几分钟": "est_minutes", "语气": "tone", "紧急条件": "urgent_when",
    "地区必填": "region_must_set", "办理流程": "steps", "办理方式": "item.mode",
    "基本编码": "item.catalog_code", "实施编码": "item.task_code",
    "业务办理项编码": "item.task_handle_item", "事项类型": "item.task_type",
    "办件类型": "item.project_type", "服务对象": "item.server_type", "实施主体": "item.dept",
    "办理地点": "item.accept_at", "行使层级": "item.use_level", "设定依据": "item.by_law",
    "受理条件说明": "item.accept_condition", "法定办结时限": "item.anticipate.days",
    "法定时限单位": "item.anticipate.unit", "法定时限说明": "item.anticipate.note",
    "承诺办结时限": "item.promise.days", "承诺时限单位": "item.promise.unit",
    "承诺时限说明": "item.promise.note", "是否收费": "item.is_fee",
    "到现场次数": "item.limit_scene_num", "结果名称": "item.result.name",
    "结果形式": "item.result.form", "送达方式": "item.result.deliver",
    "咨询方式": "item.link_way", "监督投诉方式": "item.supervise_way",
})  # fmt: skip

MATERIALS: Mapping[str, str] = MappingProxyType({
    "代号": "id", "材料名称": "name", "必要性": "need", "形式": "form", "份数": "copies",
    "来源渠道": "source", "电子证照": "ecert.name", "电子证照可替代": "ecert.replaces",
    "共享核验": "share", "什么时候要": "when", "拍几张": "shots", "拍照提示": "tip",
})  # fmt: skip

ELIGIBILITY: Mapping[str, str] = MappingProxyType({
    "条件": "test", "不符合时说": "fail", "建议改办": "offer",
})  # fmt: skip

MEMBERS: Mapping[str, str] = MappingProxyType({
    "事项代号": "service", "目录外事项": "external", "名称": "label", "什么时候办": "when",
})  # fmt: skip

FAQ: Mapping[str, str] = MappingProxyType({"问": "q", "答": "a"})

FEE: Mapping[str, str] = MappingProxyType({"收费项": "name", "金额": "amount", "说明": "note"})

# Facts whose stored word is English or a number, and what staff write.
FACT_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "kind": {"事项": "service", "一件事": "bundle"},
    "item.mode": {"直接办理": "apply", "预约": "appointment", "只看指南": "info_only"},
    "item.project_type": {"即办件": "1", "承诺件": "2"},
    "tone": {"普通": "normal", "轻声": "gentle"},
})  # fmt: skip

# What other tools know and this kiosk neither plays nor shows yet.
NOT_YET: Mapping[str, str] = MappingProxyType({
    "声音": "audio", "图片": "image", "视频": "video", "大图": "big-image",
})  # fmt: skip

KINDS: Mapping[str, str] = MappingProxyType({
    kind: words for words, kind in reversed(tuple(TYPES.items()))
})  # fmt: skip

SHEET_NAMES: Mapping[str, str] = MappingProxyType({name: words for words, name in SHEETS.items()})

CHINESE: Mapping[str, str] = MappingProxyType(
    {path: words for words, path in FACTS.items()}
    | {f"materials.{path}": words for words, path in MATERIALS.items()}
    | {f"eligibility.{path}": words for words, path in ELIGIBILITY.items()}
    | {f"members.{path}": words for words, path in MEMBERS.items()}
    | {f"faq.{path}": words for words, path in FAQ.items()}
    | {f"item.fee.{path}": words for words, path in FEE.items()}
    | {path: words for words, path in SURVEY.items()}
)
"""A column or the dotted path of a fact → what staff call it."""


def is_not_yet(column: str) -> bool:
    """Whether a column is one the kiosk has no use for so far."""
    base = column.removeprefix("media::").partition("::")[0]
    return base in NOT_YET or base in NOT_YET.values()


def not_yet(column: str) -> tuple[str, str]:
    """Return what is wrong with such a column, and how to mend it."""
    return f"“{column}”这一列本机还不会用", "删掉这一列；问题和选项照常显示，照常念"


def meant(path: str, text: str) -> str:
    """Return the stored word for what staff wrote."""
    return FACT_WORDS.get(path, {}).get(text, text)


def said(path: str, word: str) -> str:
    """Return what staff write for a stored word."""
    return next((zh for zh, en in FACT_WORDS.get(path, {}).items() if en == word), word)
