"""The tables of ADMIN.md that come from code: ``python -m tests.generate_docs [--check]``.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end of table -->``.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import click
from pydantic_core import PydanticUndefined

from kiosk.catalogue import cli as catalogue_cli
from kiosk.domain.errors import KioskError
from kiosk.i18n import Text
from kiosk.logs import LogEvent
from kiosk.settings import Settings
from sync import cli as sync_cli
from sync import explain
from sync.platform import cli as platform_cli
from sync.tables import CAUSE_NAMES
from ui import __main__ as ui_cli

ADMIN = Path(__file__).parents[1] / "ADMIN.md"
_TABLE = re.compile(r"(<!-- table: (?P<name>[a-z-]+) -->\n).*?(<!-- end of table -->)", re.DOTALL)
_PROGRAMS: tuple[tuple[str, click.Command], ...] = (
    ("hall-kiosk", ui_cli.main),
    ("hall-sync", sync_cli.main),
    ("hall-catalogue", catalogue_cli.main),
    ("hall-platform", platform_cli.main),
)
_HOMES = {"data": "用户数据目录下的 hall-kiosk", "keys": "用户配置目录下的 hall-kiosk/keys"}


def settings_table() -> Iterator[tuple[str, ...]]:
    """Yield a row a setting: its name, its variable, its default, its meaning."""
    yield "设置", "环境变量", "默认", "含义"
    for name, field in Settings.model_fields.items():
        default = _HOMES.get(name) or _plain(field.default)
        yield f"`{name}`", f"`HALL_{name.upper()}`", default, field.description or ""


def log_table() -> Iterator[tuple[str, ...]]:
    """Yield a row an event: its word in the log, its meaning."""
    yield "event", "含义"
    for event in LogEvent:
        yield f"`{event.word}`", event.meaning


def error_table() -> Iterator[tuple[str, ...]]:
    """Yield a row an error: its code, what the screen says, what the admin does."""
    text = Text()
    yield "code", "屏幕上说", "含义和处理"
    for error in _tree(KioskError):
        if not error.__module__.startswith("kiosk."):
            continue  # the rehearsal's own, which no hall meets
        key = f"trouble-{error.code}"
        shown = text(key).shown if text.has(key) else "（不单独显示）"
        yield f"`{error.code}`", shown, error.advice


def waiting_table() -> Iterator[tuple[str, ...]]:
    """Yield a row a reason why a case waits or stopped: its code, why, what to do."""
    yield "原因", "说明", "下一步"
    for code, told in {**explain._WAITING, **explain._STOPPED}.items():  # the tables, not a copy
        yield f"{CAUSE_NAMES[code]} `{code}`", told.why, told.next_step


def command_table() -> Iterator[tuple[str, ...]]:
    """Yield a row a command of the programs for admins: what to type, what it does."""
    yield "命令", "做什么"
    for program, command in _PROGRAMS:
        yield from _commands(program, command)


TABLES: Mapping[str, Callable[[], Iterable[tuple[str, ...]]]] = MappingProxyType({
    "settings": settings_table,
    "commands": command_table,
    "log-events": log_table,
    "errors": error_table,
    "waiting": waiting_table,
})  # fmt: skip


def with_tables(page: str) -> str:
    """Return ``page`` with every marked table written anew."""
    return _TABLE.sub(lambda mark: f"{mark[1]}{_markdown(TABLES[mark['name']]())}{mark[3]}", page)


def _markdown(rows: Iterable[tuple[str, ...]]) -> str:
    head, *body = [
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows
    ]
    rule = re.sub(r"[^|]+", "---", head)
    return "\n".join([head, rule, *body]) + "\n"


def _commands(typed: str, command: click.Command) -> Iterator[tuple[str, ...]]:
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(f"{typed} {name}", inner)
        return
    takes = [
        p.make_metavar(click.Context(command))
        for p in command.params
        if p.param_type_name == "argument"
    ]
    yield f"`{' '.join([typed, *takes])}`", command.get_short_help_str(200)


def _plain(value: object) -> str:
    if value is None or value is PydanticUndefined:
        return "（空）"
    if isinstance(value, tuple):
        if isinstance(value[0], str):
            return "、".join(value)
        return "x".join(f"{part:g}" for part in value)
    return str(value)


def _tree(error: type[KioskError]) -> Iterator[type[KioskError]]:
    yield error
    for child in error.__subclasses__():
        yield from _tree(child)


def main() -> int:
    """Write the tables, or with ``--check`` only say whether they are as they should be."""
    page = ADMIN.read_text("utf-8")
    wanted = with_tables(page)
    if "--check" in sys.argv[1:]:
        if page != wanted:
            print("ADMIN.md: tables are out of date; run make docs", file=sys.stderr)  # noqa: T201 - a command
        return int(page != wanted)
    ADMIN.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
