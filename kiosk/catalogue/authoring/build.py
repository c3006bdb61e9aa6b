"""Writing the versioned cache that the window reads. Old versions stay where they are."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.foreign import why_refused
from kiosk.catalogue.authoring.order import LAST, Entry
from kiosk.catalogue.authoring.pinyin import letters
from kiosk.catalogue.authoring.source import Library
from kiosk.catalogue.compiled import (
    FORM_FILE,
    INDEX_FILE,
    SERVICE_FILE,
    read_compiled,
    schema_digest,
    version_folder,
)
from kiosk.catalogue.service import CatalogueIndex, Category, Service, ServiceCard
from kiosk.domain.application import ServiceRef
from kiosk.domain.errors import BadConfiguration, BadService
from kiosk.domain.manifest import canonical_json


class Change(StrEnum):
    """What building did to one service."""

    NEW = "new"
    SAME = "same"
    NEW_VERSION = "new-version"
    SAME_VERSION_OTHER_CONTENT = "same-version-other-content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One service after building."""

    card: ServiceCard
    change: Change


def write_catalogue(
    compilations: Sequence[Compilation], library: Library, into: Path
) -> tuple[Built, ...]:
    """Write all services and then the index; nothing is touched that is already right.

    A power cut leaves the old index with the old services: each folder is complete and on the
    disk before the index names it.

    Raises:
        BadConfiguration: the disk does not take it.
    """
    try:
        return _written(compilations, library, into)
    except OSError as wrong:
        raise BadConfiguration(
            f"{into}：写不进去（{why_refused(wrong)}）。改法：换一个文件夹，或给本账号写的权限。"
        ) from wrong


def service_json(service: Service) -> bytes:
    """Return the one byte form of the facts that goes to the disk and into the digest."""
    return canonical_json(service.model_dump(mode="json"))


def _written(
    compilations: Sequence[Compilation], library: Library, into: Path
) -> tuple[Built, ...]:
    into.mkdir(parents=True, exist_ok=True)
    before = _current_refs(into)
    cards = [_write_service(compilation, library, into) for compilation in compilations]
    index = CatalogueIndex(
        categories=_categories(library, cards),
        services=tuple(_ordered(cards, library)),
        words=_told(library, cards),
    )
    _write_if_changed(into / INDEX_FILE, canonical_json(index.model_dump(mode="json")))
    return tuple(
        Built(card=card, change=_change(card, before.get(card.id))) for card in index.services
    )


def _told(library: Library, cards: Sequence[ServiceCard]) -> dict[str, dict[str, str]]:
    """Return the titles and categories by language."""
    shown = [category.label for category in _categories(library, cards)]
    shown += [title for card in cards for title in (card.title_plain, card.title)]
    told = {
        one.tag: {text: one.words[text] for text in shown if text in one.words}
        for one in library.translations
    }
    return {tag: words for tag, words in told.items() if words}


def _write_service(compilation: Compilation, library: Library, into: Path) -> ServiceCard:
    service = compilation.service
    facts = service_json(service)
    ref = ServiceRef(
        service=service.id,
        version=service.version,
        schema_digest=schema_digest(compilation.form_xml, facts),
    )
    if not _is_complete(into, ref):
        _write_folder(
            version_folder(into, ref), {FORM_FILE: compilation.form_xml, SERVICE_FILE: facts}
        )
    return _card(service, ref, library.order.entry(service.id))


def _is_complete(into: Path, ref: ServiceRef) -> bool:
    try:
        read_compiled(into, ref)
    except BadService:
        return False
    return True


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside its place, sync it, and put it there in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        for name, content in files.items():
            _write_synced(temporary / name, content)
        _sync_folder(temporary)
        temporary.chmod(0o755)
        if folder.exists():  # an incomplete one: its digest did not fit
            shutil.rmtree(folder)
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    _sync_folder(folder.parent)
    _sync_folder(folder.parent.parent)


def _write_if_changed(file: Path, content: bytes) -> None:
    if file.exists() and file.read_bytes() == content:
        return
    temporary = file.with_name(f".{file.name}.new")
    _write_synced(temporary, content)
    temporary.replace(file)
    _sync_folder(file.parent)


def _write_synced(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _current_refs(into: Path) -> dict[str, tuple[str, str]]:
    """Return version and digest of what the present index names; nothing if there is none."""
    try:
        index = json.loads((into / INDEX_FILE).read_bytes())
        return {card["id"]: (card["version"], card["digest"]) for card in index["services"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _change(card: ServiceCard, before: tuple[str, str] | None) -> Change:
    if before is None:
        return Change.NEW
    version, digest = before
    if digest == card.digest:
        return Change.SAME
    if version == card.version:
        return Change.SAME_VERSION_OTHER_CONTENT
    return Change.NEW_VERSION


def _card(service: Service, ref: ServiceRef, entry: Entry) -> ServiceCard:
    words = tuple(dict.fromkeys((service.title_plain, service.title, *service.keywords)))
    pinyin, initials = letters(words)
    titles = (service.title_plain, service.title)
    others = (told[title] for told in service.words.values() for title in titles if title in told)
    return ServiceCard(
        id=service.id,
        version=ref.version,
        digest=ref.schema_digest,
        kind=service.kind,
        mode=service.item.mode,
        tone=service.tone,
        title=service.title,
        title_plain=service.title_plain,
        category=service.category,
        icon=service.icon,
        est_minutes=service.est_minutes,
        is_big=entry.big,
        is_always_visible=entry.always_visible,
        words=(*words, *dict.fromkeys(others)),
        pinyin=pinyin,
        initials=initials,
    )


def _categories(library: Library, cards: Sequence[ServiceCard]) -> tuple[Category, ...]:
    """Return the listed categories that hold something, then those nobody listed."""
    listed = library.order.categories
    known = {category.id for category in listed}
    used = dict.fromkeys(card.category for card in cards)
    extra = [Category(id=name, label=name, order=LAST) for name in used if name not in known]
    kept = [category for category in listed if category.id in used]
    return tuple(sorted(kept, key=lambda category: category.order)) + tuple(extra)


def _ordered(cards: Sequence[ServiceCard], library: Library) -> list[ServiceCard]:
    places = {category.id: n for n, category in enumerate(_categories(library, cards))}
    weights = {card.id: library.order.entry(card.id).weight for card in cards}
    return sorted(cards, key=lambda card: (places[card.category], weights[card.id], card.id))
