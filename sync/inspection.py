"""Checking what this kiosk keeps (核验): three witnesses that must tell the same story.

The event chain says what happened, the register (登记簿) where each case stands, the sealed
files what was promised. Each is checked by itself and against the two others, so that removing
or changing a case takes a change of all three, and a slip in a citizen's hand tells even that.
"""

import json
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from kiosk.domain.case import CaseState
from kiosk.domain.chain import FIRST_HEAD, Event, short_head, verify
from kiosk.domain.errors import SealBroken
from kiosk.ports.cases import CaseRow
from kiosk.ports.outbox import Receipt
from kiosk.store.database import HallDatabase
from kiosk.store.events import all_events, has_witness
from kiosk.store.register import CaseFilter, CaseRegister
from kiosk.vault.bundle import BundleFiles
from kiosk.vault.enrolment import PlatformKeys
from kiosk.vault.receipts import verify_receipt

_KEEP = "什么都不要删。停下 hall-kiosk 和 hall-sync，把整个数据文件夹复制一份留作证据，"
_MEND_CHAIN = f"{_KEEP}报告主管部门，再从备份恢复。"
_MEND_ROW = f"{_KEEP}从备份恢复，再运行 hall-sync verify。"
_MEND_BUNDLE = (
    "什么都不要删。检查磁盘，从备份恢复同名文件，再运行 hall-sync verify；"
    "这件若已停下，再运行 hall-sync retry 凭条号。"
)
_MEND_ORPHAN = "重新启动 hall-kiosk，它会把这件登记回来；再运行 hall-sync verify。"
_PAGE = 500
_SEAL_SECONDS = 2  # the window needs less between a file's rename and its transaction

Rows: TypeAlias = Mapping[tuple[str, int], CaseRow]

# What the chain must hold of a case for it to stand in a state; any one of the kinds will do.
_PROOFS: Mapping[CaseState, frozenset[str]] = MappingProxyType({
    CaseState.DELIVERED: frozenset({"delivered"}),
    CaseState.RECEIVED: frozenset({"received"}),
    CaseState.ACCEPTED: frozenset({"status accepted"}),
    CaseState.NOT_ACCEPTED: frozenset({"status not_accepted"}),
    CaseState.DONE: frozenset({"status done"}),
    CaseState.NEEDS_CORRECTION: frozenset({"needs_correction", "status needs_correction"}),
    CaseState.SUPERSEDED: frozenset({"superseded"}),
    CaseState.HELD: frozenset({"held"}),
    CaseState.QUARANTINED: frozenset({"quarantined"}),
    CaseState.WITHDRAWN: frozenset({"withdrawn", "status withdrawn"}),
    CaseState.ERASED: frozenset({"erased"}),
})  # fmt: skip
_RECEIVED = frozenset({
    CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.NOT_ACCEPTED, CaseState.DONE,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it was written.

    Attributes:
        file: which one, below the data folder.
        what: what is the matter with it.
        next_step: what to do, safe in any case.
    """

    file: str
    what: str
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was looked at and what was found.

    Attributes:
        head: short head of the chain up to where it holds.
        faults: empty when all is well.
    """

    events: int
    bundles: int
    head: str
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Story:
    """What the chain tells of one revision."""

    seal: str = ""
    kinds: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Chain:
    """The chain as far as it holds; a break leaves ``fault`` and makes it no witness."""

    count: int = 0
    head: str = FIRST_HEAD
    fault: Fault | None = None
    stories: dict[tuple[str, int], _Story] = field(default_factory=dict)


def inspect(
    database: HallDatabase,
    bundles: BundleFiles,
    keys: Collection[PlatformKeys],
    *,
    printed: str = "",
) -> Inspection:
    """Check chain, register and sealed files, each and against each other; reads every file once.

    Args:
        database: the kiosk's.
        bundles: its sealed files.
        keys: the platform's, in use and before; receipts must verify by one of them.
        printed: a short head from a slip, in groups or not; empty to leave it out.
    """
    register = CaseRegister(database, actor="admin")
    rows: Rows = {(case.case_id, case.rev): case for case in _cases(register)}
    files = set(bundles.file_names())
    # Read after the rows: what the window and the worker do meanwhile only adds to it.
    chain = _follow(database)
    faults = [chain.fault] if chain.fault else [*_untold(rows, chain), *_lost(register, chain)]
    faults += [fault for case in rows.values() for fault in _look_at(case, bundles)]
    faults += _unproven(register, rows, keys)
    faults += _orphans(register, bundles, files)
    if printed and not has_witness(database, printed):
        faults.append(_absent(printed))
    return Inspection(
        events=chain.count, bundles=len(files), head=short_head(chain.head), faults=tuple(faults)
    )


def _follow(database: HallDatabase) -> _Chain:
    chain = _Chain()
    for seq, event in enumerate(all_events(database), 1):
        try:
            chain.head = verify([event], after=chain.head, first_seq=seq)
        except SealBroken:
            what = f"事件链在第 {seq} 条断开：有事件被改动、插入或删除"
            chain.fault = Fault(file="hall.db", what=what, next_step=_MEND_CHAIN)
            return chain
        chain.count = seq
        _hear(chain.stories, event)
    return chain


def _hear(stories: dict[tuple[str, int], _Story], event: Event) -> None:
    """Add an event to the story of the revision it names, if it names one."""
    words = event.note.split()
    if not event.case_id or words[:1] != ["rev"] or not words[1:] or not words[1].isdecimal():
        return
    story = stories.setdefault((event.case_id, int(words[1])), _Story())
    match event.kind, words[2:]:
        case (("sealed" | "adopted"), ["seal", seal]):
            story.seal = seal
        case "status", [status]:
            story.kinds.add(f"status {status}")
        case kind, _:
            story.kinds.add(kind)


def _cases(register: CaseRegister) -> Iterator[CaseRow]:
    after = None
    while True:
        page = register.find(CaseFilter(), limit=_PAGE, after=after)
        yield from page.cases
        after = page.after
        if after is None:
            return


def _untold(rows: Rows, chain: _Chain) -> Iterator[Fault]:
    """Find rows that the chain does not know, or knows to stand elsewhere."""
    for name, case in rows.items():
        story = chain.stories.get(name, _Story())
        if story.seal != case.seal:
            what = f"凭条 {case.slip_number} 在登记簿里，事件链里没有它的封存记录或封号不同"
        elif case.state in _PROOFS and not _PROOFS[case.state] & story.kinds:
            what = f"凭条 {case.slip_number} 登记为「{case.state}」，事件链里没有这件事"
        elif case.state is CaseState.SEALED and "received" in story.kinds:
            what = f"凭条 {case.slip_number} 已有回执，却登记为还没送"
        else:
            continue
        yield Fault(file="hall.db", what=what, next_step=_MEND_ROW)


def _lost(register: CaseRegister, chain: _Chain) -> Iterator[Fault]:
    """Find cases that the chain tells of and the register does not have."""
    known = {(case.case_id, case.rev) for case in _cases(register)}
    for name, story in chain.stories.items():
        if story.seal and name not in known:
            what = f"事件链里封存过的办件 {name[0]} 第 {name[1]} 版，登记簿里没有了"
            yield Fault(file="hall.db", what=what, next_step=_MEND_ROW)


def _look_at(case: CaseRow, bundles: BundleFiles) -> Iterator[Fault]:
    if case.state is CaseState.ERASED:
        return
    try:
        fits = bundles.verified(case.file_name).seal() == case.seal
    except SealBroken:
        what = f"凭条 {case.slip_number} 的封存文件缺失、被截短或被改动"
    else:
        if fits:
            return
        what = f"凭条 {case.slip_number} 的封存文件与登记的封号不是同一份"
    yield Fault(file=f"bundles/{case.file_name}", what=what, next_step=_MEND_BUNDLE)


def _unproven(
    register: CaseRegister,
    rows: Rows,
    keys: Collection[PlatformKeys],
) -> Iterator[Fault]:
    """Find cases that stand as received without the platform's signature over their seal."""
    receipts = register.receipts()
    for name, case in rows.items():
        told = receipts.get(name, "")
        if case.state in _RECEIVED and not told:
            what = f"凭条 {case.slip_number} 登记为平台已收，却没有平台的回执"
        elif told and not any(_is_receipt(told, case, each) for each in keys):
            what = f"凭条 {case.slip_number} 的回执不是平台签的，或不是签给这一份的"
        else:
            continue
        yield Fault(file="hall.db", what=what, next_step=_MEND_ROW)


def _is_receipt(told: str, case: CaseRow, keys: PlatformKeys) -> bool:
    try:
        receipt = Receipt(**json.loads(told))
        verify_receipt(receipt, keys.receipt_public, case.seal)
    except (SealBroken, ValueError, TypeError):
        return False
    return (receipt.case_id, receipt.rev) == (case.case_id, case.rev)


def _orphans(
    register: CaseRegister, bundles: BundleFiles, files: Collection[str]
) -> Iterator[Fault]:
    """Find sealed files that the register does not name; the window may be about to name one."""
    strange = set(files) - {case.file_name for case in _cases(register)}
    if not strange:
        return
    time.sleep(_SEAL_SECONDS)
    for name in sorted(strange - {case.file_name for case in _cases(register)}):
        try:
            bundles.verified(name)
        except SealBroken:
            what, next_step = "登记簿里没有的封存文件，被截短或被改动", _MEND_BUNDLE
        else:
            what, next_step = "登记簿里没有的封存文件", _MEND_ORPHAN
        yield Fault(file=f"bundles/{name}", what=what, next_step=next_step)


def _absent(printed: str) -> Fault:
    what = f"凭条上的存证码 {printed} 不在事件链里：打印之后链被截短或改写过，或抄错了"
    return Fault(
        file="hall.db", what=what, next_step=f"先再核对一遍凭条。确实没有时，{_MEND_CHAIN}"
    )
