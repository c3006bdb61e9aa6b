"""Checking what this kiosk keeps (核验): the event chain, every bundle, a head from a slip."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.case import CaseState
from kiosk.domain.chain import FIRST_HEAD, short_head, verify
from kiosk.domain.errors import SealBroken
from kiosk.ports.cases import CaseRow
from kiosk.store.database import HallDatabase
from kiosk.store.events import all_events, has_witness
from kiosk.store.register import CaseFilter, CaseRegister
from kiosk.vault.bundle import BundleFiles

_KEEP = "什么都不要删。停下 hall-kiosk 和 hall-sync，把整个数据文件夹复制一份留作证据，"
_MEND_CHAIN = f"{_KEEP}报告主管部门，再从备份恢复。"
_MEND_BUNDLE = (
    "什么都不要删。检查磁盘，从备份恢复同名文件，再运行 hall-sync verify；"
    "这件若已停下，再运行 hall-sync retry 凭条号。"
)
_PAGE = 500


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


def inspect(database: HallDatabase, bundles: BundleFiles, *, printed: str = "") -> Inspection:
    """Check the whole chain and every bundle; reads every file once.

    Args:
        database: the kiosk's.
        bundles: its sealed files.
        printed: a short head from a slip, in groups or not; empty to leave it out.
    """
    count, head, chain = _follow(database)
    cases = tuple(_cases(database))
    broken = [fault for case in cases for fault in _look_at(case, bundles)]
    if printed and not has_witness(database, printed):
        chain = [*chain, _absent(printed)]
    return Inspection(
        events=count, bundles=len(cases), head=short_head(head), faults=(*chain, *broken)
    )


def _follow(database: HallDatabase) -> tuple[int, str, Sequence[Fault]]:
    head, seq = FIRST_HEAD, 0
    for seq, event in enumerate(all_events(database), 1):
        try:
            head = verify([event], after=head, first_seq=seq)
        except SealBroken:
            what = f"事件链在第 {seq} 条断开：有事件被改动、插入或删除"
            return seq - 1, head, [Fault(file="hall.db", what=what, next_step=_MEND_CHAIN)]
    return seq, head, []


def _cases(database: HallDatabase) -> Iterator[CaseRow]:
    """Yield the cases whose bundle must be there."""
    register, after = CaseRegister(database, actor="admin"), None
    while True:
        page = register.find(CaseFilter(), limit=_PAGE, after=after)
        yield from (case for case in page.cases if case.state is not CaseState.ERASED)
        after = page.after
        if after is None:
            return


def _look_at(case: CaseRow, bundles: BundleFiles) -> Iterator[Fault]:
    try:
        fits = bundles.verified(case.file_name).seal() == case.seal
    except SealBroken:
        what = f"凭条 {case.slip_number} 的封存文件缺失、被截短或被改动"
    else:
        if fits:
            return
        what = f"凭条 {case.slip_number} 的封存文件与登记的封号不是同一份"
    yield Fault(file=f"bundles/{case.file_name}", what=what, next_step=_MEND_BUNDLE)


def _absent(printed: str) -> Fault:
    what = f"凭条上的存证码 {printed} 不在事件链里：打印之后链被截短或改写过，或抄错了"
    return Fault(
        file="hall.db", what=what, next_step=f"先再核对一遍凭条。确实没有时，{_MEND_CHAIN}"
    )
