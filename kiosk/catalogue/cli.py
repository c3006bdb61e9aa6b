"""``hall-catalogue``: services in, compiled forms out. For hall staff.

Exit status: 0 all well, 1 mistakes in services, 2 wrong use of the command.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.table import Table

from kiosk.catalogue.authoring.book_template import write_book
from kiosk.catalogue.authoring.build import Built, Change, write_catalogue
from kiosk.catalogue.authoring.check import check_source
from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.folder import (
    EXAMPLE,
    library_for,
    read_source,
    readable,
    service_files,
    shipped_services,
    source_named,
)
from kiosk.catalogue.authoring.foreign import why_refused
from kiosk.catalogue.authoring.source import (
    Library,
    Mistake,
    ServiceSource,
    Severity,
    mistake_in,
)
from kiosk.catalogue.regions import Regions, named, write_region
from kiosk.domain.errors import BadService, KioskError
from kiosk.entry.lists import LISTS, put_first
from kiosk.settings import read_settings

_T = TypeVar("_T")
MISTAKES = 1
WRONG_USE = 2
_MOST_CODES = 20
_CHANGES = {
    Change.NEW: "新增",
    Change.SAME: "没变",
    Change.NEW_VERSION: "新版本",
    Change.SAME_VERSION_OTHER_CONTENT: "内容变了，版本没变",
}
_CONTEXT = {"help_option_names": ["-h", "--help"]}
_as_json = click.option("--json", "as_json", is_flag=True, help="用 JSON 输出，给程序看")


@dataclass(frozen=True, slots=True)
class _Checked:
    """One file after checking."""

    file: Path
    compilation: Compilation | None
    mistakes: tuple[Mistake, ...]

    @property
    def is_clean(self) -> bool:
        return self.compilation is not None


@click.group(context_settings=_CONTEXT, help="事项目录：检查、编译事项文件，或新建一本事项表。")
def main() -> None:
    """Take a verb."""


@main.command(help="检查事项文件，不写任何东西。不给文件就检查自带的全部事项。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
@_as_json
def check(paths: Sequence[Path], as_json: bool) -> None:  # noqa: FBT001 - a flag of the shell
    """Find every mistake."""
    checked = _or_stop(lambda: _check_all(paths or [_default_folder(None)]))
    if as_json:
        click.echo(json.dumps([_plain(one) for one in checked], ensure_ascii=False, indent=2))
    else:
        _tell(checked)
    _exit_unless_clean(checked)


@main.command(help="检查并编译全部事项，写进目录文件夹；没改过的不动，旧版本留着。")
@click.option("--services", type=click.Path(path_type=Path), help="事项文件夹；不给就用设置里的")
@click.option("--into", type=click.Path(path_type=Path), help="编译好放在哪里；不给就用设置里的")
@_as_json
def build(
    services: Path | None, into: Path | None, as_json: bool  # noqa: FBT001 - a flag of the shell
) -> None:  # fmt: skip
    """Compile a folder of services."""
    folder = _default_folder(services)
    checked = _or_stop(lambda: _check_all([folder]))
    if not all(one.is_clean for one in checked):
        _tell(checked)
        _exit_unless_clean(checked)
    compilations = [one.compilation for one in checked if one.compilation]
    target = into or _or_stop(read_settings).catalogue
    built = _or_stop(lambda: write_catalogue(compilations, library_for(folder), target))
    if as_json:
        click.echo(json.dumps([_plain_built(b) for b in built], ensure_ascii=False, indent=2))
    else:
        _tell_built(built, target)


@main.command(help="新建一本事项表（.xlsx），里面是一个能用的例子。")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件.xlsx")
@click.option("--from", "like", default=EXAMPLE, help="照着哪个自带事项的代号来建，比如 dibao")
def new(file: Path, like: str) -> None:
    """Write a book to fill in."""
    if file.suffix.lower() != ".xlsx":
        _stop(f"{file}：表格的名字要以 .xlsx 结尾", WRONG_USE)
    source = _or_stop(lambda: source_named(like))
    try:
        write_book(source, file)
    except FileExistsError:
        _stop(f"{file} 已经有了，没有动它。改法：换一个名字", WRONG_USE)
    except OSError as wrong:
        _stop(f"{file}：写不进去（{why_refused(wrong)}）", WRONG_USE)
    click.echo(f"建好了：{file}。填好后运行 hall-catalogue check {file}")


@main.command(help="按大厅的区划代码（街道最好）备好本地地址，办事人点着选。给名字就查代码。")
@click.argument("code", metavar="代码或名字")
@click.option("--into", type=click.Path(path_type=Path), help="写到哪个文件；不给就用设置里的")
def region(code: str, into: Path | None) -> None:
    """Write the hall's addresses, or look a code up."""
    if not code.isdecimal():
        _tell_codes(code)
        return
    file = into or _or_stop(read_settings).regions
    count = _or_stop(lambda: write_region(code, file))
    where = "".join(division.name for division in Regions(file).path(code))
    click.echo(f"备好了{where}的地址，共 {count} 条：{file}。重新启动大厅自助机就能用")


@main.command(help="把本地常用的答案排到名单最前面，比如本地的银行；不给名字就恢复通用的顺序。")
@click.argument("which", type=click.Choice(sorted(LISTS)), metavar=f"[{'|'.join(sorted(LISTS))}]")
@click.argument("names", nargs=-1, metavar="[名字]…")
@click.option("--into", type=click.Path(path_type=Path), help="写到哪个文件夹；不给就用设置里的")
def first(which: str, names: Sequence[str], into: Path | None) -> None:
    """Write what a hall wants first in a list."""
    folder = into or _or_stop(read_settings).lists
    file = _or_stop(lambda: put_first(which, names, folder))
    told = f"排在最前的是：{'、'.join(names)}" if names else "恢复了通用的顺序"
    click.echo(f"{LISTS[which]}名单{told}（{file}）。重新启动大厅自助机就能用")


def _tell_codes(name: str) -> None:
    """Print the codes of all divisions with this name."""
    found = named(name, most=_MOST_CODES)
    if not found:
        _stop(f"区划里没有“{name}”。改法：换短一点的名字，比如只写“武昌”", WRONG_USE)
    for path in found:
        click.echo(f"{path[-1].code}  {''.join(division.name for division in path)}")


def _default_folder(services: Path | None) -> Path:
    return services or _or_stop(read_settings).services or shipped_services()


def _check_all(paths: Sequence[Path]) -> list[_Checked]:
    """Check all files, each beside the shared parts of its own folder.

    Raises:
        BadService: a path or a shared part is unusable, so that nothing can be checked.
    """
    files = service_files(paths)
    libraries = {folder: library_for(folder) for folder in {file.parent for file in files}}
    read = [(file, libraries[file.parent], *_read(file, libraries[file.parent])) for file in files]
    known = {source.service_id for _, _, source, _ in read if source}
    others = set(service_files([shipped_services()])) - set(files)
    known |= {source.service_id for source in readable(others)}
    checked = [
        _check_one(file, source, library, frozenset(known)) if source else _Checked(file, None, m)
        for file, library, source, m in read
    ]
    return _without_twins(checked)


def _read(file: Path, library: Library) -> tuple[ServiceSource | None, tuple[Mistake, ...]]:
    try:
        return read_source(file, library), ()
    except BadService as wrong:
        return None, (mistake_in(str(wrong), file.name),)


def _check_one(
    file: Path, source: ServiceSource, library: Library, known: frozenset[str]
) -> _Checked:
    compilation, mistakes = check_source(source, library, known_services=known)
    return _Checked(file, compilation, mistakes)


def _without_twins(checked: Sequence[_Checked]) -> list[_Checked]:
    """Refuse a second file with the id of an earlier one."""
    first: dict[str, Path] = {}
    result = []
    for one in checked:
        service_id = one.compilation.service.id if one.compilation else ""
        twin = first.setdefault(service_id, one.file) if service_id else one.file
        if twin is one.file:
            result.append(one)
            continue
        what = f"事项代号“{service_id}”和 {twin.name} 一样"
        mistake = Mistake(one.file.name, what, "换一个代号，或删掉其中一个文件")
        result.append(_Checked(one.file, None, (*one.mistakes, mistake)))
    return result


def _tell(checked: Sequence[_Checked]) -> None:
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for one in checked:
        for mistake in one.mistakes:
            is_mistake = mistake.severity is Severity.MISTAKE
            word, style = ("错误", "bold red") if is_mistake else ("提醒", "yellow")
            console.print(word, style=style, end=" ")
            console.print(str(mistake), markup=False)
    bad = sum(not one.is_clean for one in checked)
    summary = f"查了 {len(checked)} 个事项，" + (f"{bad} 个有错误。" if bad else "没有错误。")
    click.echo(summary)


def _tell_built(built: Sequence[Built], into: Path) -> None:
    table = Table("事项", "名称", "版本", "编号", "结果")
    for one in built:
        card = one.card
        table.add_row(
            card.id, card.title_plain, card.version, card.digest[:12], _CHANGES[one.change]
        )
    Console().print(table)
    for one in built:
        card = one.card
        if one.change is Change.SAME_VERSION_OTHER_CONTENT:
            click.echo(
                f"提醒 {card.id}：内容变了，版本还是 {card.version}。两份都留着，新办的用新的。"
                "改法：在事项文件里把版本往上加。",
                err=True,
            )
    click.echo(f"编译好 {len(built)} 个事项，放在 {into}")


def _plain(one: _Checked) -> dict[str, Any]:
    return {
        "file": one.file.name,
        "ok": one.is_clean,
        "mistakes": [
            {"place": m.place, "what": m.what, "mend": m.mend, "severity": m.severity.value}
            for m in one.mistakes
        ],
    }


def _plain_built(one: Built) -> dict[str, str]:
    card = one.card
    return {
        "service": card.id, "version": card.version, "digest": card.digest,
        "change": one.change.value,
    }  # fmt: skip


def _exit_unless_clean(checked: Sequence[_Checked]) -> None:
    if not all(one.is_clean for one in checked):
        raise SystemExit(MISTAKES)


def _or_stop(work: Callable[[], _T]) -> _T:
    try:
        return work()
    except BadService as wrong:
        _stop(str(wrong), MISTAKES)
    except KioskError as wrong:
        _stop(str(wrong), WRONG_USE)


def _stop(message: str, status: int) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(status)
