"""A folder of services: which files are in it, in which form, and what they share."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from kiosk.catalogue.authoring.blocks import with_blocks
from kiosk.catalogue.authoring.book_source import read_book
from kiosk.catalogue.authoring.foreign import why_refused
from kiosk.catalogue.authoring.source import Library, ServiceSource, refuse
from kiosk.catalogue.authoring.yaml_source import read_library, read_service
from kiosk.domain.errors import BadService

EXAMPLE = "_example"
_BOOK = ".xlsx"
_YAML = frozenset({".yaml", ".yml"})
# Books in forms that are not read; staff think they have added a service.
_OTHER_BOOKS = frozenset({".xls", ".xlsm", ".xlsb", ".et", ".ods", ".csv"})


def shipped_services() -> Path:
    """Return the folder of the services this product comes with."""
    return Path(str(files("assets").joinpath("services")))


def service_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the service files among ``paths``, going into folders, in the order of names.

    A book in another form is among them, unless it stands beside the same one as .xlsx.

    Raises:
        BadService: a path does not exist, or there is no service at all.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            refuse(str(path), "没有这个文件或文件夹", "看看名字和位置")
        found += _inside(path) if path.is_dir() else [path]
    services = tuple(dict.fromkeys(file for file in found if _is_service(file)))
    if not services:
        raise BadService("没有找到事项文件。改法：给出放 .yaml 或 .xlsx 文件的文件夹。")
    return services


def read_source(file: Path, library: Library) -> ServiceSource:
    """Read one service in either form, shared blocks put in.

    Raises:
        BadService: the file cannot be read as a service.
    """
    return with_blocks(_read(file), library)


def readable(services: Iterable[Path]) -> Iterator[ServiceSource]:
    """Yield the services that can be read, shared blocks not put in."""
    for file in services:
        with suppress(BadService):
            yield _read(file)


def source_named(service_id: str) -> ServiceSource:
    """Return a shipped service as it was written, shared blocks not put in.

    Raises:
        BadService: there is no such service.
    """
    shipped = shipped_services()
    if service_id == EXAMPLE:
        return read_service(shipped / f"{EXAMPLE}.yaml")
    for source in readable(service_files([shipped])):
        if source.service_id == service_id:
            return source
    raise BadService(f"没有叫“{service_id}”的自带事项。改法：看看 assets/services 里有哪些。")


def library_for(file: Path) -> Library:
    """Return the shared parts beside ``file``; a part that is not there is the shipped one.

    Raises:
        BadService: a shared part is broken.
    """
    return read_library(file if file.is_dir() else file.parent, shipped_services())


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as wrong:
        refuse(str(folder), f"打不开（{why_refused(wrong)}）", "看看文件夹的权限")


def _read(file: Path) -> ServiceSource:
    if file.suffix.lower() in _OTHER_BOOKS:
        refuse(file.name, "这种表格读不了", "在表格软件里另存为 .xlsx，再删掉这个文件")
    return read_book(file) if file.suffix.lower() == _BOOK else read_service(file)


def _is_service(file: Path) -> bool:
    if file.name.startswith(("_", ".", "~")):
        return False
    kind = file.suffix.lower()
    was_saved_again = kind in _OTHER_BOOKS and file.with_suffix(_BOOK).exists()
    return kind in {*_YAML, _BOOK, *_OTHER_BOOKS} and not was_saved_again
