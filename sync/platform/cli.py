"""The command line of ``hall-platform``: serve, keys and kiosks, and the clerk's desk."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click
import sqlalchemy as sa
from rich.table import Table

from kiosk.devices.clock import SystemClock
from kiosk.domain.errors import BadConfiguration, BadInput, StorageBusy, StorageFailed
from kiosk.i18n import Text
from kiosk.settings import Settings, read_settings
from kiosk.vault.enrolment import in_fours
from sync.platform.desk import Desk, Opened, in_words
from sync.platform.keys import own_keys, replace_keys
from sync.platform.roll import Roll
from sync.platform.store import AdmittedKiosk, Case, open_engine
from sync.tables import STATUS_NAMES, grouped, marks, moment, show, table_of
from sync.verbs import EXIT_CODES, Verbs, json_option, telling_failures, without_numbers

Returned = TypeVar("Returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What every verb works with."""

    settings: Settings
    data: Path
    database: str
    as_json: bool

    @property
    def text(self) -> Text:
        """The wording and the hall's way to write times."""
        return Text(time_zone=self.settings.time_zone)

    def desk(self) -> Desk:
        """Sit down at the desk."""
        return Desk(
            engine=open_engine(self.database), secrets=own_keys(self.data), clock=SystemClock()
        )

    def roll(self) -> Roll:
        """Open the roll of kiosks."""
        return Roll(engine=open_engine(self.database), clock=SystemClock())

    def show_kiosks(self, *kiosks: AdmittedKiosk) -> None:
        """Print kiosks."""
        plain = [
            {
                "kiosk_id": each.identity.kiosk_id,
                "key_id": each.identity.key_id,
                "admitted_at": each.admitted_at,
                "is_blocked": each.is_blocked,
            }
            for each in kiosks
        ]
        show(plain, lambda: _kiosk_table(kiosks, self.text), as_json=self.as_json)

    def show(self, *cases: Case) -> None:
        """Print cases."""
        show([_facts(c) for c in cases], lambda: _table(cases, self.text), as_json=self.as_json)


def _verb(function: Callable[..., Returned]) -> Callable[..., Returned]:
    """Give a verb the common options; it works on a platform that is there."""
    return _with_office(function, founds=False)


def _founding_verb(function: Callable[..., Returned]) -> Callable[..., Returned]:
    """Give a verb the common options; it makes the data folder where there is none."""
    return _with_office(function, founds=True)


def _with_office(function: Callable[..., Returned], *, founds: bool) -> Callable[..., Returned]:

    @click.option(
        "--data",
        type=click.Path(path_type=Path),
        default=Path("platform-data"),
        envvar="HALL_PLATFORM_DATA",
        show_default=True,
        help="平台的数据目录，密钥也在里面",
    )
    @click.option("--database", default="", help="数据库地址；默认数据目录里的 SQLite 文件")
    @json_option
    @wraps(function)
    def run(*, data: Path, database: str, as_json: bool, **options: Any) -> Returned:
        with telling_failures(), _telling_databases():
            office = Office(
                settings=read_settings(),
                data=data,
                database=database or str(data / "platform.db"),
                as_json=as_json,
            )
            if founds:
                _found(data)
            else:
                _refuse_empty(office)
            return function(office, **options)

    return run


def _found(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise BadConfiguration(f"{data} 是文件。改法：--data 要写平台的数据文件夹。") from None


def _refuse_empty(office: Office) -> None:
    """A mistyped folder must neither become a platform nor look like an empty one."""
    is_file = "://" not in office.database
    if not (office.data / "keys").is_dir() or (is_file and not Path(office.database).is_file()):
        raise BadConfiguration(
            f"{office.data} 里没有平台的密钥，或者没有数据库；什么也没有建。"
            "改法：核对 --data、HALL_PLATFORM_DATA 和 --database；"
            "新平台先运行 hall-platform serve。"
        )


@contextmanager
def _telling_databases() -> Iterator[None]:
    """Turn what SQLAlchemy raises into our errors; its messages may hold values."""
    try:
        yield
    except (sa.exc.ArgumentError, ModuleNotFoundError):
        raise BadConfiguration(
            "--database 写的数据库地址不认识。"
            "改法：写 SQLite 文件的路径，或 postgresql+psycopg://用户@主机/库。"
        ) from None
    except sa.exc.OperationalError as failed:
        kind = StorageBusy if "locked" in str(failed.orig) else StorageFailed
        raise kind(f"{type(failed).__name__}；写了 --database 的，先核对它") from None
    except sa.exc.SQLAlchemyError as failed:
        what = type(failed).__name__
        raise StorageFailed(f"{what}；写了 --database 的，先核对它") from None


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="参考平台：收件、审核、办理，供演示、测试和小地方使用。",
    epilog=f"{EXIT_CODES}。",
)
def main() -> None:
    """Group the verbs of ``hall-platform``."""


@main.command(help="运行平台，直到收到 SIGTERM 或 Ctrl-C。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址")
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True)
@_founding_verb
def serve(office: Office, *, host: str, port: int) -> None:
    """Serve the wire and the citizens' pages."""
    # No clerk waits for the web server to be loaded.
    from sync.platform.api import create_app  # noqa: PLC0415
    from sync.platform.pages import Hall, citizen_pages  # noqa: PLC0415
    from sync.platform.serving import listen, serve_on  # noqa: PLC0415

    engine = open_engine(office.database)
    hall = Hall(name=office.settings.hall_name, phone=office.settings.hall_phone)
    app = create_app(
        engine=engine,
        secrets=own_keys(office.data),
        clock=SystemClock(),
        pages=citizen_pages(engine=engine, text=office.text, hall=hall),
    )
    try:
        listener = listen(host, port)
    except OSError as taken:
        raise BadConfiguration(
            f"{host}:{port} 不能监听（{taken.strerror}）。改法：换一个 --port 或 --host。"
        ) from taken
    # Who started us with port 0 reads here where we are.
    click.echo(f"http://{host}:{listener.getsockname()[1]}")
    sys.stdout.flush()
    serve_on(listener, app)


_REPLACE_HELP = "先换一对新密钥；旧的留着：以前封存的件照样打开，没重新登记的机器照样送"


@main.command(help="打印公钥文件 public.json，自助机用 hall-sync enrol 导入。")
@click.option(
    "--replace",
    is_flag=True,
    help=_REPLACE_HELP,
)
@_founding_verb
def keys(office: Office, *, replace: bool) -> None:
    """Print what kiosks enrol with; keys are made on first use."""
    secrets = replace_keys(office.data) if replace else own_keys(office.data)
    open_engine(office.database).dispose()  # kiosks may be admitted before it first serves
    click.echo(secrets.current.public.to_json().decode())
    if replace:
        click.echo(f"换好了。下一步：{_AFTER_REPLACING}", err=True)


_AFTER_REPLACING = "重新启动 hall-platform serve，再到每台机器上重新登记；没登记到的照常送件。"


@main.command(help="把一台自助机记进名册。FILE 是那台机器上 hall-sync keys public 打印的内容。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="这个编号换了一把公钥，已当面核对过指纹")
@_verb
def admit(office: Office, *, file: Path, replace: bool) -> None:
    """Believe a kiosk from now on."""
    try:
        plain = file.read_bytes()
    except OSError as failed:
        raise BadInput(f"{file} 读不到。改法：检查路径，或插好 U 盘。") from failed
    office.show_kiosks(office.roll().admit(plain, is_replacement=replace))


@main.command(help="名册里有哪些自助机。")
@_verb
def kiosks(office: Office) -> None:
    """Print the roll."""
    office.show_kiosks(*office.roll().kiosks())


@main.command(help="停用一台自助机（被盗、报废）：不再收它的件，也不再告诉它任何办件的状态。")
@click.argument("terminal")
@_verb
def block(office: Office, *, terminal: str) -> None:
    """Shut a kiosk out."""
    office.show_kiosks(office.roll().block(terminal))


@main.command("list", help="列出收到的办件。")
@_verb
def list_verb(office: Office) -> None:
    """Print the cases that have a receipt."""
    office.show(*office.desk().cases())


@main.command("show", help="解密一件办件；材料写到 --to 目录，看完请删除。")
@click.argument("case")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="材料写到这里")
@_verb
def show_verb(office: Office, *, case: str, folder: Path | None) -> None:
    """Print a case in clear, for the clerk."""
    opened = office.desk().show(case, folder=folder)
    show(
        _opened_facts(opened),
        lambda: _opened_table(opened, office.text),
        as_json=office.as_json,
    )


@main.command(help="受理。")
@click.argument("case")
@_verb
def accept(office: Office, *, case: str) -> None:
    """Take a case on."""
    office.show(office.desk().accept(case))


@main.command(help="告知补正：一次说全，每处一句 --say。不要写个人信息。")
@click.argument("case")
@click.option(
    "--say",
    "sentences",
    multiple=True,
    required=True,
    callback=without_numbers,
    help="要补正的一处，可多次；不要写姓名和号码",
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="期限的最后一天")
@_verb
def correct(
    office: Office, *, case: str, sentences: tuple[str, ...], until: datetime | None
) -> None:
    """Ask for everything that must be corrected, once."""
    zone = ZoneInfo(office.settings.time_zone)
    deadline = until and datetime.combine(until.date(), _LAST_MINUTE, zone).astimezone(UTC)
    office.show(office.desk().ask_correction(case, sentences, until=deadline))


_LAST_MINUTE = time(23, 59)


@main.command(help="决定准予或不予，申请人会看到理由。")
@click.argument("case")
@click.option("--granted", is_flag=True, help="准予。")
@click.option("--refused", is_flag=True, help="不予。")
@click.option(
    "--reason",
    required=True,
    callback=without_numbers,
    help="理由，申请人会看到；不要写姓名和号码",
)
@_verb
def decide(office: Office, *, case: str, granted: bool, refused: bool, reason: str) -> None:
    """Grant or refuse; neither is ever assumed."""
    if granted == refused:
        raise click.UsageError("准予写 --granted，不予写 --refused，要写一个，只写一个。")
    office.show(office.desk().decide(case, is_granted=granted, reason=reason))


@main.command(help="办结。")
@click.argument("case")
@_verb
def done(office: Office, *, case: str) -> None:
    """Close a case."""
    office.show(office.desk().close(case))


@main.command(help="应当事人要求删除一件的全部内容，只留编号和回执；不能恢复。")
@click.argument("case")
@click.confirmation_option(prompt="删除后不能恢复，确定？", help="不再询问")
@_verb
def erase(office: Office, *, case: str) -> None:
    """Remove a case at the citizen's request."""
    office.show(office.desk().erase(case))


def _facts(case: Case) -> dict[str, object]:
    return {
        "case_id": case.case_id,
        "rev": case.rev,
        "platform_number": case.platform_number,
        "slip_number": case.slip_number,
        "service": case.service,
        "kiosk_id": case.kiosk_id,
        "by_helper": case.by_helper,
        "is_urgent": case.is_urgent,
        "needs_character": case.needs_character,
        "status": case.latest.status.value,
        "at": case.latest.at,
        "note": case.latest.note,
        "to_correct": list(case.latest.to_correct),
        "deadline": case.latest.deadline,
    }


def _table(cases: tuple[Case, ...], text: Text) -> Table:
    rows = [
        (
            case.platform_number,
            grouped(case.slip_number),
            case.service,
            marks(is_urgent=case.is_urgent, needs_character=case.needs_character)
            + STATUS_NAMES[case.latest.status],
            moment(case.latest.at, text),
            "；".join((case.latest.note, *case.latest.to_correct)).strip("；") or "—",
        )
        for case in cases
    ]
    return table_of("办件编号", "凭条号", "事项", "状态", "更新时间", "说明", rows=rows)


def _kiosk_table(kiosks: tuple[AdmittedKiosk, ...], text: Text) -> Table:
    rows = [
        (
            each.identity.kiosk_id,
            in_fours(each.identity.key_id),
            "已停用" if each.is_blocked else "可用",
            moment(each.admitted_at, text),
        )
        for each in kiosks
    ]
    return table_of("终端", "公钥指纹", "状态", "登记时间", rows=rows)


def _opened_facts(opened: Opened) -> dict[str, object]:
    application = opened.application
    return _facts(opened.case) | {
        "answers": dict(application.answers),
        "readable": [list(told) for told in application.readable],
        "notes": dict(application.notes),
        "attachments": [
            {"slot": a.slot, "media_type": a.media_type, "bytes": len(a.content)}
            for a in application.attachments
        ],
        "folder": str(opened.folder) if opened.folder else None,
    }


def _opened_table(opened: Opened, text: Text) -> Table:
    case, application = opened.case, opened.application
    rows = [
        ("办件编号", case.platform_number),
        ("凭条号", grouped(case.slip_number)),
        ("状态", STATUS_NAMES[case.latest.status]),
        ("更新时间", moment(case.latest.at, text)),
        *in_words(application),
        *((f"备注 {name}", note) for name, note in application.notes.items()),
        *(
            (f"材料 {a.slot}", f"{a.media_type}，{len(a.content)} 字节")
            for a in application.attachments
        ),
    ]
    if opened.folder:
        rows.append(("材料已写到", f"{opened.folder}，看完请删除"))
    return table_of("项目", "内容", rows=rows)
