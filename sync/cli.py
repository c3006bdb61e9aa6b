"""The command line of ``hall-sync``: every verb as a table for people or JSON for programs."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
import httpx2
from rich.table import Table

from kiosk.catalogue.compiled import Catalogue
from kiosk.devices.clock import SystemClock
from kiosk.domain.case import CaseState
from kiosk.domain.errors import BadConfiguration, BadService, KioskError
from kiosk.domain.ids import CaseId
from kiosk.i18n import Text
from kiosk.ports.cases import CaseRow
from kiosk.settings import Settings, read_settings
from kiosk.store.cases import SqliteCases
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.lock import is_running
from kiosk.store.register import CaseFacts, CaseFilter, CaseRegister, LinkState
from kiosk.vault.bundle import BundleFiles
from kiosk.vault.enrolment import KioskIdentity, enrol, in_fours, read_platform
from kiosk.vault.keys import make_correction_key, make_device_keys, signing_key
from sync.explain import Explanation, explain, next_step_for_the_line
from sync.inspection import Inspection, inspect
from sync.run import WORKER, ask_for_the_line, run_worker
from sync.tables import (
    STATE_NAMES,
    Titles,
    all_facts,
    case_facts,
    case_table,
    cause,
    cause_code,
    facts_table,
    grouped,
    moment,
    show,
    table_of,
)
from sync.verbs import (
    EXIT_CODES,
    NOT_DONE,
    OFFLINE,
    Verbs,
    json_option,
    telling_failures,
    without_numbers,
)

_ACTOR = "admin"
_EVERYTHING = 1_000_000
_OLDEST_HOURS = 87_600  # ten years
_NAMED = 5  # cases in the status; a longer list is for programs
_FRESH = timedelta(minutes=5)  # a running worker asks the platform every minute
_SHORT_HEAD = re.compile(r"[0-9A-F]{16}")

_ENROL_HELP = (
    "导入平台公钥。SOURCE 是平台给的 public.json 文件或它的网址；缺少的设备密钥同时生成。"
)

Returned = TypeVar("Returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every verb works with."""

    settings: Settings
    as_json: bool

    @contextmanager
    def database(self, *, may_create: bool = False) -> Iterator[HallDatabase]:
        """Open the kiosk's database; only what sets a kiosk up may create it.

        Raises:
            BadConfiguration: there is none.
        """
        if not may_create:
            self.refuse_empty()
        database = open_database(self.settings.database)
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def register(self) -> Iterator[CaseRegister]:
        """Open the register of this kiosk's cases."""
        with self.database() as database:
            yield CaseRegister(database, actor=_ACTOR)

    def refuse_file(self) -> None:
        """Refuse a file in place of the data folder.

        Raises:
            BadConfiguration: it is one.
        """
        data = self.settings.data
        if data.exists() and not data.is_dir():
            raise BadConfiguration(f"{data} 是文件。改法：--data 或设置 data 要写数据文件夹。")

    def refuse_empty(self) -> None:
        """Refuse a folder that is no kiosk's: a mistyped one must not look like an empty queue.

        Raises:
            BadConfiguration: there is no database in it.
        """
        if not self.settings.database.exists():
            raise BadConfiguration(
                f"{self.settings.data} 里没有自助机的数据库 hall.db，什么也没有建。"
                "改法：核对 --data、HALL_DATA 和设置 data；新机器先运行 hall-kiosk 或 "
                "hall-sync enrol。"
            )

    @property
    def text(self) -> Text:
        """The hall's way to write times."""
        return Text(time_zone=self.settings.time_zone)

    @property
    def titles(self) -> Titles:
        """Service id → title; empty when the services were not compiled yet or are broken."""
        try:
            cards = Catalogue(self.settings.catalogue).services()
        except BadService:
            return {}
        return {card.id: card.title_plain for card in cards}

    def show(self, plain: object, table: Callable[[], Table]) -> None:
        """Print ``plain`` as JSON, or the table."""
        show(plain, table, as_json=self.as_json)


def _verb(function: Callable[..., Returned]) -> Callable[..., Returned]:
    """Give a verb ``--data`` and ``--json``."""

    @click.option(
        "--data", type=click.Path(path_type=Path), help="数据目录；默认取设置或 HALL_DATA"
    )
    @json_option
    @wraps(function)
    def run(*, data: Path | None, as_json: bool, **options: Any) -> Returned:
        with telling_failures():
            desk = Desk(settings=read_settings(data=data), as_json=as_json)
            desk.refuse_file()
            return function(desk, **options)

    return run


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="把封存的办件送到平台，并查看、处理队列。",
    epilog=f"{EXIT_CODES}；4 连不上平台，run --once 没能送。",
)
def main() -> None:
    """Group the verbs of ``hall-sync``."""


@main.command("run", help="运行同步程序；收到 SIGTERM 或 Ctrl-C 时做完手上一步再退出。")
@click.option("--once", is_flag=True, help="把现在能做的做完就退出")
@_verb
def run_verb(desk: Desk, *, once: bool) -> None:
    """Run the worker until a signal."""
    desk.refuse_empty()
    unreadable = run_worker(desk.settings, once=once)
    if once:
        _print_status(desk)
        _exit_after_once(desk, unreadable)


def _exit_after_once(desk: Desk, unreadable: int) -> None:
    with desk.register() as register:
        link = register.link()
    if not link.is_online:
        step = next_step_for_the_line(link.why)
        click.echo(f"这次没能送：{cause(link.why)}。办件都在本机。下一步：{step}", err=True)
        sys.exit(OFFLINE)
    if unreadable:
        click.echo(f"平台有 {unreadable} 条办件状态读不出来，已跳过，其余照常。", err=True)
        sys.exit(NOT_DONE)


def _hours(
    _context: click.Context, _option: click.Parameter, hours: float | None
) -> timedelta | None:
    # Written so that "nan" fits nowhere.
    if hours is not None and not 0 <= hours <= _OLDEST_HOURS:
        raise click.BadParameter(f"要写 0 到 {_OLDEST_HOURS} 之间的小时数。")
    return None if hours is None else timedelta(hours=hours)


@main.command(help="同步程序在不在运行，平台通不通，各种状态各有多少件。")
@_verb
def status(desk: Desk) -> None:
    """Print the line and the counts."""
    desk.refuse_empty()
    _print_status(desk)


@main.command("list", help="列出办件，新的在前。")
@click.option("--state", type=click.Choice([s.value for s in CaseState]), help="只看这种状态")
@click.option("--service", default="", help="只看这个事项")
@click.option("--slip", default="", help="只看这个凭条号")
@click.option("--why", default="", help="只看因此等待的；写原因或它的代码")
@click.option("--waiting", is_flag=True, help="只看还没送到的")
@click.option(
    "--older-hours", "older_than", type=float, callback=_hours, help="只看封存早于这么多小时的"
)
@click.option("--limit", type=click.IntRange(1, _EVERYTHING), default=50, help="最多列多少件")
@_verb
def list_verb(desk: Desk, *, limit: int, **wanted: Any) -> None:
    """Print cases, newest first."""
    with desk.register() as register:
        page = register.find(_filter(**wanted), limit=limit)
    plain = [case_facts(case) for case in page.cases]
    desk.show(plain, lambda: case_table(page.cases, desk.text, desk.titles))


@main.command("show", help="一件办件的全部记录。CASE 是办件标识或凭条号。")
@click.argument("case")
@_verb
def show_verb(desk: Desk, *, case: str) -> None:
    """Print everything recorded of a case."""
    with desk.register() as register:
        found = [register.show(c.case_id, rev=c.rev) for c in _named(register, case)]
    facts = [each for each in found if each]
    plain = [all_facts(each) for each in facts]
    desk.show(plain, lambda: facts_table(facts, desk.text, desk.titles))


@main.command("explain", help="说清一件办件为什么在这里，下一步做什么。")
@click.argument("case")
@_verb
def explain_verb(desk: Desk, *, case: str) -> None:
    """Say why a case stands where it stands."""
    with desk.register() as register:
        found = [register.show(c.case_id, rev=c.rev) for c in _named(register, case)]
    told = [(each.case, _explained(desk, each)) for each in found if each]
    plain = [
        case_facts(c) | {"why": e.why, "next_step": e.next_step} for c, e in told
    ]  # fmt: skip
    rows = [(grouped(c.slip_number), STATE_NAMES[c.state], e.why, e.next_step) for c, e in told]
    desk.show(plain, lambda: table_of("凭条号", "状态", "原因", "下一步", rows=rows))


def _explained(desk: Desk, facts: CaseFacts) -> Explanation:
    return explain(
        facts,
        now=SystemClock().now(),
        has_worker=is_running(desk.settings.data, WORKER),
        lease=timedelta(seconds=desk.settings.sync_lease_seconds),
    )


@main.command(help="让等待的办件马上再发；点名的办件若已隔离或暂缓，也放回队列。")
@click.argument("case", required=False)
@click.option("--why", default="", help="只重试因此等待的；写原因或它的代码")
@click.option("--service", default="", help="只重试这个事项的")
@click.option("--now", is_flag=True, help="连线路的等待也不等，马上试")
@click.option(
    "--reason",
    default="retry",
    callback=without_numbers,
    help="写进事件记录的理由，不要写个人信息",
)
@click.option("--dry-run", is_flag=True, help="只列出会重试哪些，不改动")
@_verb
def retry(
    desk: Desk, *, case: str | None, why: str, service: str, now: bool, reason: str, dry_run: bool
) -> None:
    """Make waiting cases due at once, and put stopped ones that are named back."""
    with desk.register() as register:
        cases = (
            _named(register, case)
            if case is not None
            else register.find(
                CaseFilter(why=cause_code(why), service=service, only_waiting=True),
                limit=_EVERYTHING,
            ).cases
        )
        chosen = [each for each in cases if each.state in _RETRIED]
        changed = [each for each in chosen if dry_run or _retry_one(register, each, reason)]
        found = [register.show(each.case_id, rev=each.rev) for each in changed]
        done = [each.case for each in found if each]
    if now and not dry_run:
        ask_for_the_line(desk.settings.data)
    plain = {"dry_run": dry_run, "cases": [case_facts(each) for each in done]}
    desk.show(plain, lambda: case_table(done, desk.text, desk.titles))
    if case is not None and not done:
        sys.exit(NOT_DONE)


_STOPPED = frozenset({CaseState.HELD, CaseState.QUARANTINED})
_RETRIED = _STOPPED | {CaseState.SEALED, CaseState.DELIVERED}


def _retry_one(register: CaseRegister, case: CaseRow, reason: str) -> bool:
    at = SystemClock().now()
    if case.state in _STOPPED:
        return register.change_state(
            case, to=CaseState.SEALED, verb="released", reason=reason, at=at
        )
    return register.retry_now(case, reason=reason, at=at)


@main.command(
    help="核验事件链、登记簿和每个封存文件，也互相对照；有一处不对，退出码就是 1，并说出下一步。"
)
@click.option(
    "--head", "printed", default="", metavar="存证码", help="凭条末尾的存证码，四组，要加引号"
)
@_verb
def verify(desk: Desk, *, printed: str) -> None:
    """Check that everything kept is as it was written."""
    compact = _compact(printed)
    if printed and not _SHORT_HEAD.fullmatch(compact):
        raise click.BadParameter("存证码是四组、每组四位的数字和字母，要加引号。")
    current, former = read_platform(desk.settings.keys)
    bundles = BundleFiles(desk.settings.bundles)
    with desk.database() as database:
        found = inspect(database, bundles, (current, *former), printed=compact)
    desk.show(asdict(found), lambda: _inspection_table(found, is_witnessed=bool(printed)))
    if found.faults:
        sys.exit(NOT_DONE)


def _inspection_table(found: Inspection, *, is_witnessed: bool) -> Table:
    rows = [(fault.file, fault.what, fault.next_step) for fault in found.faults]
    if not rows:
        witness = "；凭条上的存证码在链里" if is_witnessed else ""
        counted = f"{found.events} 条事件、{found.bundles} 个封存文件"
        checked = f"{counted}，都和写下时一样，互相对得上{witness}。现在的存证码 {found.head}"
        rows = [("全部", checked, "不用做什么")]
    return table_of("文件", "结果", "下一步", rows=rows)


@main.group(help="这台机器的密钥。")
def keys() -> None:
    """Group the verbs about keys."""


@keys.command("make", help="生成缺少的设备密钥；已有的不动。")
@_verb
def keys_make(desk: Desk) -> None:
    """Make the device keys that are missing."""
    make_device_keys(desk.settings.keys, data=desk.settings.data)
    _done(desk, f"设备密钥在 {desk.settings.keys}", verb="keys-make")


@main.command("enrol", help=_ENROL_HELP)
@click.argument("source")
@click.option(
    "--fingerprint",
    default="",
    metavar="指纹",
    help="平台管理员当面或打电话报的指纹，要加引号；换密钥时必须给，对不上就不登记",
)
@_verb
def enrol_verb(desk: Desk, *, source: str, fingerprint: str) -> None:
    """Install the platform's public keys; make missing device keys."""
    content = _fetched(source)
    make_device_keys(desk.settings.keys, data=desk.settings.data)
    platform = enrol(desk.settings.keys, content, compared=fingerprint)
    to_compare = "" if fingerprint else "当面或打电话向平台管理员核对这串字符；"
    sentence = (
        f"已登记平台密钥，指纹 {in_fours(platform.key_id)}。"
        f"下一步：{to_compare}把 hall-sync keys public 打印的内容交给平台登记这台机器；"
        "已在运行的程序，运行 systemctl restart hall-sync hall-kiosk 才用新密钥。"
    )
    _done(desk, sentence, verb="enrol", note=platform.key_id)


@keys.command("public", help="打印这台机器的公钥，交给平台管理员执行 hall-platform admit。")
@_verb
def keys_public(desk: Desk) -> None:
    """Print what the platform must know of this kiosk."""
    signing = signing_key(desk.settings.keys, data=desk.settings.data)
    identity = KioskIdentity(kiosk_id=desk.settings.terminal, signing_public=signing.public_key())
    click.echo(identity.to_json().decode())


@keys.command(
    "correction", help="生成本厅补正密钥。私钥写到 PRIVATE_FILE（U 盘上），写完拔下锁好。"
)
@click.argument("private_file", type=click.Path(path_type=Path))
@_verb
def keys_correction(desk: Desk, *, private_file: Path) -> None:
    """Make the correction key; its private half leaves the machine."""
    made = make_correction_key(desk.settings.keys, private_file=private_file)
    _done(
        desk,
        f"补正密钥 {made} 已生成。下一步：拔下存私钥的介质锁好。",
        verb="keys-correction",
        note=made,
    )


def _done(desk: Desk, sentence: str, *, verb: str, note: str = "") -> None:
    """Record what was done to the keys, and say so."""
    with desk.database(may_create=True) as database:
        cases = SqliteCases(database, actor=_ACTOR)
        cases.note_event(verb, note=note, at=SystemClock().now())
    if desk.as_json:
        click.echo(json.dumps({"done": verb, "key_id": note}, ensure_ascii=False))
    else:
        click.echo(sentence)


def _fetched(source: str) -> bytes:
    """Read the enrolment file from a path or an address."""
    try:
        if source.startswith(("http://", "https://")):
            return httpx2.get(source, trust_env=False).raise_for_status().content
        return Path(source).read_bytes()
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as failed:
        raise BadConfiguration(
            f"{source} 取不到。改法：检查路径或网址，或把 public.json 拷到 U 盘再导入。"
        ) from failed


def _filter(
    *, state: str | None, service: str, slip: str, why: str, waiting: bool,
    older_than: timedelta | None,
) -> CaseFilter:  # fmt: skip
    before = None if older_than is None else SystemClock().now() - older_than
    return CaseFilter(
        state=CaseState(state) if state else None,
        service=service,
        slip_number=_compact(slip),
        why=cause_code(why),
        only_waiting=waiting,
        sealed_before=before,
    )


def _named(register: CaseRegister, name: str) -> Sequence[CaseRow]:
    """Return the cases under a case id or slip number, oldest revision first.

    Raises:
        UsageError: nothing is named, which must not mean everything.
        KioskError: there are none.
    """
    if not name.strip():
        raise click.UsageError("CASE 要写办件标识或凭条号，不能空着。")
    by_id = register.find(CaseFilter(case_id=CaseId(name.strip().lower())), limit=_EVERYTHING)
    by_slip = register.find(CaseFilter(slip_number=_compact(name)), limit=_EVERYTHING)
    cases = by_id.cases or by_slip.cases
    if not cases:
        raise KioskError(f"没有 {name} 这件。改法：用 hall-sync list 查编号。", code="not-found")
    return cases[::-1]


def _compact(text: str) -> str:
    return "".join(text.split()).upper()


def _print_status(desk: Desk) -> None:
    now, has_worker = SystemClock().now(), is_running(desk.settings.data, WORKER)
    with desk.register() as register:
        counts, causes, link = register.counts(), register.causes(), register.link()
        oldest, unreadable = register.oldest_waiting(), register.unreadable()
    plain = {
        "worker": has_worker,
        "online": link.is_online and _is_fresh(link, now),
        "why": link.why,
        "checked_at": link.checked_at,
        "last_contact": link.last_contact,
        "oldest_waiting": oldest,
        "unreadable": [case.slip_number for case in unreadable],
        "counts": {state.value: number for state, number in counts.items()},
        "waiting_for": dict(causes),
    }
    rows = [
        ("同步程序", "在运行" if has_worker else "没有在运行。下一步：systemctl start hall-sync"),
        ("平台", _line_in_words(link, now)),
        ("原因", cause(link.why)),
        ("上次联系上", moment(link.last_contact, desk.text)),
        ("最早的待发送", moment(oldest, desk.text)),
        *(("读不出的状态", _explain_first(case)) for case in unreadable[:_NAMED]),
        *((STATE_NAMES[state], str(number)) for state, number in counts.items()),
    ]
    desk.show(plain, lambda: table_of("项目", "现在", rows=rows))


def _explain_first(case: CaseRow) -> str:
    return f"{grouped(case.slip_number)}。下一步：hall-sync explain {case.slip_number}"


def _is_fresh(link: LinkState, now: datetime) -> bool:
    return link.checked_at is not None and abs(now - link.checked_at) < _FRESH


def _line_in_words(link: LinkState, now: datetime) -> str:
    """Say how the line is, or how old the last news of it is."""
    if link.checked_at is None:
        return "还没有连过"
    if _is_fresh(link, now):
        return "通" if link.is_online else "不通"
    if link.last_contact is None:
        return "不通，从没连上过"
    known = "不知道" if link.is_online else "不通"
    if link.last_contact > now:
        return f"{known}；本机时钟往回调过，说不出上次连通是多久以前"
    minutes = int((now - link.last_contact) / timedelta(minutes=1))
    return f"{known}，上次连通是 {minutes} 分钟前"
