"""Tables for people and plain facts for programs, shared by both command lines."""

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

import click
from rich.console import Console
from rich.table import Table

from kiosk.domain.case import CaseState, PlatformStatus
from kiosk.domain.chain import Event
from kiosk.domain.slip_number import SlipNumber
from kiosk.i18n import Text
from kiosk.ports.cases import CaseRow
from kiosk.store.register import CaseFacts

Titles: TypeAlias = Mapping[str, str]
"""Service id → title, of those that are known."""

_REV = re.compile(r"rev (\d+) ?")
_PIPE_WIDTH = 160  # into a pipe or a file no line is cut to somebody's window

STATE_NAMES: Mapping[CaseState, str] = MappingProxyType({
    CaseState.SEALED: "待发送",
    CaseState.DELIVERED: "已送达，等回执",
    CaseState.RECEIVED: "平台已收件",
    CaseState.NEEDS_CORRECTION: "待补正",
    CaseState.SUPERSEDED: "已被补正件代替",
    CaseState.ACCEPTED: "已受理",
    CaseState.NOT_ACCEPTED: "不予办理",
    CaseState.DONE: "已办结",
    CaseState.HELD: "已暂缓",
    CaseState.QUARANTINED: "已隔离",
    CaseState.WITHDRAWN: "已撤回",
    CaseState.ERASED: "已删除",
})  # fmt: skip


STATUS_NAMES: Mapping[PlatformStatus, str] = MappingProxyType({
    PlatformStatus.RECEIVED: "已收件",
    PlatformStatus.PRE_ACCEPTED: "已预审",
    PlatformStatus.NEEDS_CORRECTION: "待补正",
    PlatformStatus.ACCEPTED: "已受理",
    PlatformStatus.NOT_ACCEPTED: "不予办理",
    PlatformStatus.WITHDRAWN: "已撤回",
    PlatformStatus.DONE: "已办结",
})  # fmt: skip

CAUSE_NAMES: Mapping[str, str] = MappingProxyType({
    "unreachable": "连不上平台",
    "portal": "上网认证页挡着",
    "certificate": "平台证书不可信",
    "clock": "时间和证书对不上",
    "auth": "平台不认这台机器",
    "busy": "平台忙",
    "server-error": "平台出错",
    "local": "本机读写出错",
    "bundle-missing": "封存文件不见了",
    "seal-broken": "封存文件坏了",
    "other-bundle": "封存文件不是这一份",
    "other-seal": "平台已有不同内容",
    "other-kiosk": "终端编号没登记",
    "invalid": "平台读不懂",
    "erased": "平台已删除",
    "stale": "平台已有新的一版",
})  # fmt: skip

_WITH_CAUSE = frozenset({"waiting", "quarantined", "held", "needs_correction"})
_SKEW = re.compile(r"clock-skew (-?\d+) s")

_EVENT_NAMES: Mapping[str, str] = MappingProxyType({
    "sealed": "已封存",
    "adopted": "从封存文件找回登记",
    "superseded": "由补正件代替",
    "delivered": "已送达平台",
    "received": "已验证平台回执",
    "waiting": "没送成，稍后再送",
    "status": "平台更新状态",
    "unreadable": "平台更新了状态，本机读不出来",
    "needs_correction": "平台要求补正",
    "not_accepted": "平台不予办理",
    "quarantined": "停下，等人处理",
    "held": "暂缓",
    "released": "放回队列",
    "retry": "管理员让它马上再送",
    "rated": "群众作了评价",
    "withdrawn": "撤回",
    "erased": "已删除",
})  # fmt: skip


def show(plain: object, table: Callable[[], Table], *, as_json: bool) -> None:
    """Print ``plain`` as JSON, or the table."""
    if as_json:
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2, default=_in_iso))
    else:
        console = Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH)
        console.print(table())


def table_of(*titles: str, rows: Sequence[Sequence[str]]) -> Table:
    """Return a table whose cells wrap rather than hide."""
    table = Table()
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def moment(at: datetime | None, text: Text) -> str:
    """Return a time as the hall's clocks show it."""
    return f"{text.local(at):%Y-%m-%d %H:%M:%S}" if at else "—"


def grouped(slip_number: str) -> str:
    """Return a slip number as it stands on the paper; one that is none, as it is."""
    try:
        return SlipNumber(slip_number).grouped
    except ValueError:
        return slip_number


def cause(code: str) -> str:
    """Return in words why a case or the line waits."""
    if skew := _SKEW.fullmatch(code):
        return f"本机时间和平台差 {skew[1]} 秒"
    return CAUSE_NAMES.get(code, f"平台代码 {code}") if code else "—"


def cause_code(said: str) -> str:
    """Return the code of a cause given in either form."""
    codes = {name: code for code, name in CAUSE_NAMES.items()}
    return codes.get(said.strip(), said.strip())


def marks(*, is_urgent: bool, needs_character: bool) -> str:
    """Return what stands before the state of a case that needs more than its turn."""
    return ("【急】" if is_urgent else "") + ("【造字】" if needs_character else "")


def case_facts(case: CaseRow) -> dict[str, object]:
    """Return what programs read of a case."""
    return {
        "case_id": case.case_id,
        "rev": case.rev,
        "slip_number": case.slip_number,
        "service": case.service,
        "state": case.state.value,
        "sealed_at": case.sealed_at,
        "platform_number": case.platform_number,
        "received_at": case.received_at,
        "is_urgent": case.is_urgent,
        "needs_character": case.needs_character,
        "attempts": case.attempts,
        "next_at": case.next_at,
        "why_waiting": case.why_waiting,
    }


def all_facts(facts: CaseFacts) -> dict[str, object]:
    """Return everything programs read of a case."""
    return case_facts(facts.case) | {
        "item_code": facts.item_code,
        "seal": facts.case.seal,
        "lease_until": facts.lease_until,
        "receipt": json.loads(facts.receipt) if facts.receipt else None,
        "events": [
            {"seq": e.seq, "at": e.at, "kind": e.kind, "actor": e.actor, "note": e.note}
            for e in facts.events
        ],
    }


def case_table(cases: Sequence[CaseRow], text: Text, titles: Titles) -> Table:
    """Return a line a case."""
    rows = [
        (
            grouped(case.slip_number),
            titles.get(case.service, case.service),
            marks(is_urgent=case.is_urgent, needs_character=case.needs_character)
            + STATE_NAMES[case.state],
            moment(case.sealed_at, text),
            str(case.attempts),
            cause(case.why_waiting),
            moment(case.next_at, text),
        )
        for case in cases
    ]
    heads = ("凭条号", "事项", "状态", "封存时间", "已试", "等待原因", "下次")
    return table_of(*heads, rows=rows)


def facts_table(facts: Sequence[CaseFacts], text: Text, titles: Titles) -> Table:
    """Return all lines of a few cases."""
    rows = [row for each in facts for row in _fact_rows(each, text, titles)]
    return table_of("项目", "内容", rows=rows)


def _fact_rows(facts: CaseFacts, text: Text, titles: Titles) -> list[tuple[str, str]]:
    case = facts.case
    return [
        ("凭条号", grouped(case.slip_number)),
        ("办件标识", f"{case.case_id} 第 {case.rev} 版"),
        ("事项", titles.get(case.service, case.service)),
        ("状态", STATE_NAMES[case.state]),
        ("紧急", "是，最先发送" if case.is_urgent else "否"),
        ("造字", "有打不出的字，用〓代替，看申请里的照片" if case.needs_character else "不用"),
        ("封号", case.seal),
        ("平台办件编号", case.platform_number or "—"),
        ("平台收件时间", moment(case.received_at, text)),
        *((f"事件 {e.seq}", _told(e, text)) for e in facts.events),
    ]


def _told(event: Event, text: Text) -> str:
    """Return an event as staff read it: local time, what happened, to which revision."""
    rev = _REV.match(event.note)
    note = event.note[rev.end() :] if rev else event.note
    if event.kind == "status" and note in set(PlatformStatus):
        note = STATUS_NAMES[PlatformStatus(note)]
    elif event.kind in _WITH_CAUSE:
        note = CAUSE_NAMES.get(note, note)
    at = moment(datetime.fromisoformat(event.at), text)
    which = f"第 {rev[1]} 版" if rev else ""
    return " ".join(filter(None, (at, _EVENT_NAMES.get(event.kind, event.kind), which, note)))


def _in_iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
