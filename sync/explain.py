"""Why a case stands where it stands: one true sentence, and the one safe next step. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from kiosk.domain.case import CaseState
from kiosk.store.register import CaseFacts
from sync.outcomes import Failure

_NOTHING = "不用做什么，程序会自己继续。"
_START = "运行 systemctl start hall-sync；起不来看日志最后一行。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What an admin is told.

    Attributes:
        why: what is the matter.
        next_step: what to do, safe in any case.
    """

    why: str
    next_step: str


_SETTLED: Mapping[CaseState, Explanation] = MappingProxyType({
    CaseState.RECEIVED: Explanation(
        why="平台已收到并签了回执，正等工作人员审核。", next_step="不用做什么，等平台审核。"
    ),
    CaseState.NEEDS_CORRECTION: Explanation(
        why="平台要求补正。", next_step="请打电话告诉申请人，带凭条和要补的材料到大厅窗口。"
    ),
    CaseState.SUPERSEDED: Explanation(
        why="申请人已补正，这一版由新的一版代替。", next_step="看新的一版，这一版留作记录。"
    ),
    CaseState.ACCEPTED: Explanation(
        why="平台已受理，正在办理。", next_step="不用做什么，等平台办结。"
    ),
    CaseState.NOT_ACCEPTED: Explanation(
        why="平台决定不予办理，理由见 show。", next_step="申请人来问时，把理由和救济途径说清楚。"
    ),
    CaseState.DONE: Explanation(why="平台已办结。", next_step="请申请人领取结果。"),
    CaseState.WITHDRAWN: Explanation(
        why="申请人已撤回。", next_step="不用做什么，保管期满后清除。"
    ),
    CaseState.ERASED: Explanation(
        why="已按规定删除，只留编号。", next_step="不用做什么。"
    ),
})  # fmt: skip

_STOPPED: Mapping[str, Explanation] = MappingProxyType({
    "bundle-missing": Explanation(
        why="本机的封存文件不见了，没有发送。",
        next_step="不要删除任何文件；检查磁盘，从备份恢复同名文件后运行 hall-sync retry。",
    ),
    "seal-broken": Explanation(
        why="本机的封存文件缺失或被改动，没有发送。",
        next_step="不要删除任何文件；检查磁盘，从备份恢复同名文件后运行 hall-sync retry。",
    ),
    "other-bundle": Explanation(
        why="封存文件与登记的封号不是同一份，没有发送。",
        next_step="不要删除任何文件；从备份恢复同名文件后运行 hall-sync retry。",
    ),
    "other-seal": Explanation(
        why="平台在同一编号下已有不同内容，两边都没有被覆盖。",
        next_step="把编号和封号告诉平台管理员核对，核对前保留本机文件。",
    ),
    "other-kiosk": Explanation(
        why="封存这件时用的终端编号不在平台的名册里，平台没有收；别的办件不受影响。",
        next_step="请平台管理员用 hall-platform kiosks 核对，登记那个编号；"
        "登记好了运行 hall-sync retry 凭条号。",
    ),
    "invalid": Explanation(
            why="平台读不懂这件的格式或密文，不是申请人填错。",
            next_step="核对登记的平台密钥，把编号告诉平台管理员；修好后运行 hall-sync retry。",
        ),
        "erased": Explanation(
        why="平台应当事人要求已删除这件，不再接收。",
        next_step="向平台管理员核实后，在本机办理撤回。",
    ),
    "stale": Explanation(
        why="平台已收到更新的一版，不再接收这一版。",
        next_step="看新的一版是否已收到；这一版留作记录。",
    ),
})  # fmt: skip

_WAITING: Mapping[str, Explanation] = MappingProxyType({
    Failure.UNREACHABLE: Explanation(
        why="连不上平台，办件安全地存在本机。",
        next_step="检查网线和路由器；通了会自动发送，急用时运行 hall-sync retry --now。",
    ),
    Failure.PORTAL: Explanation(
        why="网络里有别的页面代替平台回答（多半是上网认证页），没有把它当作平台。",
        next_step="在这台机器的网络上完成上网认证，或请网络管理员放行平台地址。",
    ),
    Failure.CERTIFICATE: Explanation(
        why="平台的证书不可信，已停止发送，以免发给假平台。",
        next_step="请平台管理员核对证书；自建证书填到设置 platform_ca。",
    ),
    Failure.CLOCK: Explanation(
        why="平台证书的日期与本机时钟对不上，多半是本机时间不对。",
        next_step="校准本机时间；时间正确仍这样，请平台管理员更换过期证书。",
    ),
    Failure.AUTH: Explanation(
        why="平台的名册里没有这台机器或已把它停用，也可能是平台前的网关不准它访问。",
        next_step="运行 hall-sync keys public，请平台管理员照它登记（hall-platform admit）；"
        "登记好了运行 systemctl restart hall-sync。",
    ),
    Failure.BUSY: Explanation(
        why="平台忙，请我们稍后再发。", next_step=_NOTHING
    ),
    Failure.SERVER_ERROR: Explanation(
        why="平台处理这件时出错，别的办件不受影响。",
        next_step="把编号和时间告诉平台管理员；程序会继续重试。",
    ),
    Failure.LOCAL: Explanation(
        why="本机读写这件时出错。",
        next_step="看 hall-sync 的日志和磁盘空间；程序会继续重试。",
    ),
})  # fmt: skip


def explain(facts: CaseFacts, *, now: datetime, has_worker: bool, lease: timedelta) -> Explanation:
    """Return the sentence and the next step for a case as it stands at ``now``.

    Args:
        facts: all that is known of it.
        now: the time.
        has_worker: whether a worker runs on this folder.
        lease: how long a worker claims a case at most.
    """
    case = facts.case
    if settled := _SETTLED.get(case.state):
        return _with_doubt(settled) if _is_outdated(facts) else settled
    if case.state in {CaseState.HELD, CaseState.QUARANTINED}:
        return _stopped(case.why_waiting)
    waiting = _WAITING.get(case.why_waiting) or _untried(facts)
    if not has_worker:
        return _without_worker(waiting)
    # A lease from before the clock was put back proves nothing.
    if facts.lease_until and now < facts.lease_until <= now + lease:
        return Explanation(why="正在发送。", next_step="等一两分钟再看。")
    return waiting


def next_step_for_the_line(why: str) -> str:
    """Return what to do about a line that is down for ``why``."""
    known = _WAITING.get(why)
    return known.next_step if known else "看 hall-sync 的日志，把代码告诉平台管理员。"


def _is_outdated(facts: CaseFacts) -> bool:
    """Whether the platform's last word on this revision could not be read."""
    if facts.case.state in {CaseState.SUPERSEDED, CaseState.ERASED}:
        return False
    told = [
        event.kind
        for event in facts.events
        if event.kind in {"status", "unreadable"}
        and event.note.startswith(f"rev {facts.case.rev} ")
    ]
    return told[-1:] == ["unreadable"]


def _with_doubt(settled: Explanation) -> Explanation:
    return replace(
        settled,
        why=f"{settled.why}平台后来又更新过，那一条本机读不出来，所以这里可能不是最新。",
        next_step="请平台管理员按编号查这件现在的状态，告诉申请人；别的办件不受影响。",
    )


def _stopped(code: str) -> Explanation:
    known = _STOPPED.get(code)
    if known:
        return known
    return Explanation(
        why=f"平台不接收这件（代码 {code or '未注明'}），已停下等人处理，内容完整保留。",
        next_step="把编号和代码告诉平台管理员；处理好后运行 hall-sync retry。",
    )


def _untried(facts: CaseFacts) -> Explanation:
    link = facts.link
    if not link.is_online and link.why in _WAITING:
        return _WAITING[link.why]
    return Explanation(why="已封存在本机，排队等待发送。", next_step=_NOTHING)


def _without_worker(waiting: Explanation) -> Explanation:
    further = "" if waiting.next_step == _NOTHING else waiting.next_step
    return Explanation(
        why=f"{waiting.why}同步程序现在没有在运行。", next_step=f"{_START}{further}"
    )
