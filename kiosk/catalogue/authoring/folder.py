"""A folder of services: which files are in it, in which form, and what they share."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from kiosk.catalogue.authoring.blocks import with_blocks
from kiosk.catalogue.authoring.book_source import read_book
from kiosk.catalogue.authoring.source import Library, ServiceSource
from kiosk.catalogue.authoring.yaml_source import read_library, read_service
from kiosk.domain.errors import BadService

_BOOK = ".xlsx"


def shipped_services() -> Path:
    """Return the folder of the services this product comes with."""
    return Path(str(files("assets").joinpath("services")))


def service_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the service files among ``paths``, going into folders, in the order of names.

    Raises:
        BadService: a path does not exist, or there is no service at all.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise BadService(f"{path}：没有这个文件或文件夹。改法：看看名字和位置。")
        found += sorted(path.iterdir()) if path.is_dir() else [path]
    services = tuple(file for file in found if _is_service(file))
    if not services:
        raise BadService("没有找到事项文件。改法：给出放 .yaml 或 .xlsx 文件的文件夹。")
    return services


def read_source(file: Path, library: Library) -> ServiceSource:
    """Read one service in either form, shared blocks put in.

    Raises:
        BadService: the file cannot be read as a service.
    """
    read = read_book if file.suffix == _BOOK else read_service
    return with_blocks(read(file), library)


def source_named(service_id: str) -> ServiceSource:
    """Return a shipped service as it was written, shared blocks not put in.

    Raises:
        BadService: there is no such service.
    """
    file = shipped_services() / f"{service_id}.yaml"
    if not file.exists():
        raise BadService(f"没有叫“{service_id}”的自带事项。改法：看看 assets/services 里有哪些。")
    return read_service(file)


def library_for(file: Path) -> Library:
    """Return the shared parts beside ``file``, or the shipped ones when there are none there.

    Raises:
        BadService: a shared part is broken.
    """
    own = file if file.is_dir() else file.parent
    has_own = any((own / name).exists() for name in ("_blocks.yaml", "_choices.yaml"))
    return read_library(own if has_own else shipped_services())


def _is_service(file: Path) -> bool:
    return file.suffix in {".yaml", ".yml", _BOOK} and not file.name.startswith(("_", ".", "~"))
