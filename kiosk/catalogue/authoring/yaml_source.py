"""YAML → :class:`ServiceSource`, and the shared parts of a folder → :class:`Library`."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from kiosk.catalogue.authoring.order import Order
from kiosk.catalogue.authoring.shapes import shape_mistakes
from kiosk.catalogue.authoring.source import Block, Library, Row, ServiceSource, refuse
from kiosk.catalogue.authoring.terms import Terms
from kiosk.catalogue.authoring.translation import Translation
from kiosk.catalogue.authoring.yaml_document import Document
from kiosk.domain.errors import BadService
from kiosk.forms.model import tag_of

_PARTS = ("_blocks.yaml", "_choices.yaml", "_pictures.yaml", "_index.yaml")
_WORDS = "words"
_NOT_FACTS = frozenset({"schema", "survey", "choices"})


def read_service(file: Path) -> ServiceSource:
    """Read one service or bundle.

    Raises:
        BadService: the file is no YAML or no service at all.
    """
    document = Document(file)
    document.expect_schema()
    value = document.value
    survey = _rows(document, value.get("survey"), "survey")
    choices = _choices(document)
    return ServiceSource(
        file=file.name,
        facts={key: inner for key, inner in value.items() if key not in _NOT_FACTS},
        survey=survey,
        choices=choices,
        places={path: document.place(path) for path in document.lines if path},
        mistakes=tuple(document.mistakes),
    )


def read_library(*folders: Path) -> Library:
    """Read the shared parts; the first folder that has a part gives it, and none need have it.

    Raises:
        BadService: one of them is broken.
    """
    blocks, choices, pictures, index = parts = [_part(name, folders) for name in _PARTS]
    library = Library(
        blocks=_blocks(blocks) if blocks else {},
        choices=_choices(choices, shared_by=choices.name) if choices else {},
        pictures=_pictures(pictures) if pictures else {},
        order=_order(index) if index else Order(),
        translations=_translations(folders),
    )
    for mistake in (m for part in parts if part for m in part.mistakes):
        raise BadService(str(mistake))
    return library


def _part(name: str, folders: tuple[Path, ...]) -> Document | None:
    file = next((folder / name for folder in folders if (folder / name).exists()), None)
    if file is None:
        return None
    document = Document(file)
    document.expect_schema()
    return document


def _translations(folders: tuple[Path, ...]) -> tuple[Translation, ...]:
    """Return the words of every language, those of the first folder going first."""
    found: dict[str, Translation] = {}
    for folder in folders:
        for file in sorted((folder / _WORDS).glob("*.yaml")):
            one = _translation(file)
            found[one.tag] = found[one.tag].over(one) if one.tag in found else one
    return tuple(found.values())


@lru_cache(maxsize=8)
def _read_translation(file: Path, _changed_ns: int) -> Translation:
    document = Document(file)
    document.expect_schema()
    language, words = document.value.get("language"), document.value.get("words")
    if not isinstance(language, str) or tag_of(language) == language:
        refuse(document.name, "没有写是哪种语言", "写上 language: English (en)")
    if not isinstance(words, dict) or not all(isinstance(w, str) for w in words.values()):
        refuse(
            document.place("words"), "words 要写成“中文: 译文”", "照着 words/en.yaml 写"
        )  # fmt: skip
    for mistake in document.mistakes:
        raise BadService(str(mistake))
    return Translation(language=language, words=MappingProxyType(words))


def _translation(file: Path) -> Translation:
    """Return one language; a long file is read once however many services look into it."""
    return _read_translation(file, file.stat().st_mtime_ns)


def _blocks(document: Document) -> dict[str, Block]:
    blocks, papers = (_by_name(document, path) for path in ("blocks", "materials"))
    for name in papers.keys() - blocks.keys():
        document.complain(f"materials.{name}", f"没有叫“{name}”的题块", "改成 blocks 里有的名字")
    return {
        name: Block(
            rows=_rows(document, rows, f"blocks.{name}", shared_by=document.name),
            materials=_papers(document, papers.get(name), f"materials.{name}"),
        )
        for name, rows in blocks.items()
    }


def _papers(document: Document, value: Any, path: str) -> tuple[Mapping[str, Any], ...]:
    papers = _list_of_maps(document, value, path)
    for number, paper in enumerate(papers):
        if not paper.get("id"):
            refuse(
                document.place(f"{path}.{number}"), "材料没有写代号（id）",
                "写上 id，和拍照题的代号一样",
            )  # fmt: skip
    return papers


def _pictures(document: Document) -> dict[str, str]:
    return {
        _text(document, label, f"pictures.{icon}"): icon
        for icon, labels in _by_name(document, "pictures").items()
        for label in (labels if isinstance(labels, list) else [labels])
    }


def _order(document: Document) -> Order:
    try:
        return Order.model_validate(document.value)
    except ValidationError as wrong:
        told = shape_mistakes(wrong, place=document.place, terms=Terms(is_book=False))
        raise BadService(str(next(told))) from None


def _choices(document: Document, shared_by: str = "") -> dict[str, tuple[Row, ...]]:
    return {
        name: _rows(document, rows, f"choices.{name}", shared_by=shared_by)
        for name, rows in _by_name(document, "choices").items()
    }


def _by_name(document: Document, path: str) -> Mapping[str, Any]:
    value = document.value.get(path)
    if value is not None and not isinstance(value, dict):
        refuse(
            document.place(path), f"{path} 要写成“名字: [一行一行的内容]”",
            "照着 _blocks.yaml、_choices.yaml 写",
        )  # fmt: skip
    return value or {}


def _rows(document: Document, value: Any, path: str, shared_by: str = "") -> tuple[Row, ...]:
    return tuple(
        Row(
            MappingProxyType(_cells(document, row, f"{path}.{number}")),
            document.place(f"{path}.{number}"),
            shared_by,
        )
        for number, row in enumerate(_list_of_maps(document, value, path))
    )


def _list_of_maps(document: Document, value: Any, path: str) -> tuple[Mapping[str, Any], ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        refuse(document.place(path), f"{path} 里每一行要写成“- 列名: 内容”", "照着别的事项文件写")
    return tuple(value)


def _cells(document: Document, row: Mapping[str, Any], path: str) -> dict[str, str]:
    """Return the row's cells as text. The overrides of an include become ``with:COLUMN`` cells."""
    cells = dict(row)
    overrides = cells.pop("with", None) or {}
    if isinstance(overrides, dict):
        cells |= {f"with:{column}": inner for column, inner in overrides.items()}
    else:
        document.complain(f"{path}.with", "with 里没有列名", "写成 with: {label: 新的问题}")
    return {
        column: text
        for column, value in cells.items()
        if (text := _text(document, value, f"{path}.{column}"))
    }


def _text(document: Document, value: Any, path: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value.strip()
        case _:
            document.complain(
                path,
                f"{path.rpartition('.')[2]} 只能写一句话",
                "不要分条，有方括号、花括号就加引号",
            )
            return ""
