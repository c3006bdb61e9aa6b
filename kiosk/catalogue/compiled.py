"""The compiled catalogue as the window and the worker read it: one folder, written elsewhere.

``<folder>/index.json`` names the current version of every service; ``<folder>/<service>/
<version>+<digest12>/`` holds ``form.xml`` and ``service.json`` and is never changed afterwards,
so a draft or a case finds the form it was answered in for as long as it lives.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from kiosk.catalogue.service import CatalogueIndex, Category, Service, ServiceCard
from kiosk.domain.application import ServiceRef
from kiosk.domain.errors import BadService

INDEX_FILE = "index.json"
FORM_FILE = "form.xml"
SERVICE_FILE = "service.json"
_SHORT_DIGEST = 12
_MEND = "改法：运行 hall-catalogue build 重新编译。"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledService:
    """A service at one version: its facts, its XForm and the name both go by."""

    service: Service
    form_xml: bytes = field(repr=False)
    ref: ServiceRef


def schema_digest(form_xml: bytes, service_json: bytes) -> str:
    """Return the hex sha256 that names a compiled service for ever."""
    return hashlib.sha256(form_xml + b"\0" + service_json).hexdigest()


def version_folder(folder: Path, ref: ServiceRef) -> Path:
    """Return where ``ref`` lies inside the catalogue ``folder``."""
    return folder / ref.service / f"{ref.version}+{ref.schema_digest[:_SHORT_DIGEST]}"


class Catalogue:
    """The compiled services of one folder. Only the index is read at once.

    Raises:
        BadService: the index is missing or broken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = _read_index(folder / INDEX_FILE)
        self._cards = {card.id: card for card in self._index.services}
        self._loaded: dict[ServiceRef, CompiledService] = {}

    def categories(self, language: str = "") -> tuple[Category, ...]:
        """Return the categories in the order of the home screen, told in ``language``."""
        return self._index.told_in(language).categories

    def services(self, language: str = "") -> tuple[ServiceCard, ...]:
        """Return the current services, ordered by category and then by weight.

        Args:
            language: the tag of the one they are told in; empty takes their own.
        """
        return self._index.told_in(language).services

    def card(self, service_id: str) -> ServiceCard:
        """Return what the index knows of a service.

        Raises:
            BadService: there is no such service.
        """
        try:
            return self._cards[service_id]
        except KeyError:
            raise BadService(
                f"{self._folder / INDEX_FILE}：没有事项 {service_id}。{_MEND}"
            ) from None

    def current(self, service_id: str) -> CompiledService:
        """Return the current version of a service.

        Raises:
            BadService: it is unknown, or its files are missing or changed.
        """
        card = self.card(service_id)
        return self.at(
            ServiceRef(service=card.id, version=card.version, schema_digest=card.digest)
        )

    def named(self, name: str) -> CompiledService:
        """Return a service as staff name it: ``id`` today's version, ``id@version`` an old one.

        Raises:
            BadService: there is none of that name, or several; the message lists them.
        """
        service_id, _, version = name.partition("@")
        if not version:
            return self.current(service_id)
        kept = sorted(file.parent for file in self._folder.glob(f"{service_id}/*/{FORM_FILE}"))
        meant = [place for place in kept if version in {place.name, place.name.split("+")[0]}]
        if len(meant) != 1:
            names = "、".join(f"{service_id}@{place.name}" for place in kept) or "没有"
            raise BadService(f"{name} 指不到一个版本。改法：从这些里选一个：{names}。")
        files = (meant[0] / FORM_FILE, meant[0] / SERVICE_FILE)
        digest = schema_digest(*(file.read_bytes() for file in files))
        version = meant[0].name.split("+")[0]
        return self.at(ServiceRef(service=service_id, version=version, schema_digest=digest))

    def at(self, ref: ServiceRef) -> CompiledService:
        """Return exactly the version ``ref`` names, current or old.

        Raises:
            BadService: its files are missing or their digest does not fit.
        """
        if ref not in self._loaded:
            self._loaded[ref] = read_compiled(self._folder, ref)
        return self._loaded[ref]


def read_compiled(folder: Path, ref: ServiceRef) -> CompiledService:
    """Read one compiled service and verify its digest.

    Raises:
        BadService: a file is missing, changed or not of this version of the program.
    """
    place = version_folder(folder, ref)
    try:
        form_xml = (place / FORM_FILE).read_bytes()
        service_json = (place / SERVICE_FILE).read_bytes()
        if schema_digest(form_xml, service_json) != ref.schema_digest:
            raise BadService(f"{place}：内容和编译时不一样，可能被改动过或磁盘损坏。{_MEND}")
        service = Service.model_validate_json(service_json)
    except OSError:
        raise BadService(f"{place}：文件不全，读不出来。{_MEND}") from None
    except ValidationError as wrong:
        raise BadService(f"{place / SERVICE_FILE}：{_first(wrong)}。{_MEND}") from None
    return CompiledService(service=service, form_xml=form_xml, ref=ref)


def _read_index(file: Path) -> CatalogueIndex:
    try:
        return CatalogueIndex.model_validate_json(file.read_bytes())
    except OSError:
        raise BadService(f"{file}：还没有编译好的事项目录。{_MEND}") from None
    except ValidationError as wrong:
        raise BadService(f"{file}：{_first(wrong)}。{_MEND}") from None


def _first(wrong: ValidationError) -> str:
    error = wrong.errors(include_url=False, include_input=False)[0]
    return f"内容不对（{'.'.join(str(part) for part in error['loc']) or error['type']}）"
