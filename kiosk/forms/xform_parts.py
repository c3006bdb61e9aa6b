"""Pieces of a compiled form that are read before its logic: namespaces, texts, answer trees."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import NoReturn
from xml.etree.ElementTree import Element

from kiosk.domain.errors import FormError
from kiosk.forms.instance import Cast, Node, Path, Scalar, Seed, Shape, as_text
from kiosk.forms.model import path_text
from kiosk.forms.syntax import shown
from kiosk.forms.values import parse_date, parse_moment, to_number

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"
KIOSK = "urn:kiosk"
_MEDIA = "jr://"
# What pyxform writes for a cell that is empty in one language.
_UNTRANSLATED = frozenset({"", "-"})


def local(element: Element) -> str:
    """Return the element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace(element: Element) -> str:
    """Return the element's namespace, or empty."""
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def javarosa(element: Element, name: str) -> str:
    """Return an attribute of the jr namespace, or empty."""
    return element.get(f"{{{JAVAROSA}}}{name}", "")


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the child elements of that local name."""
    return (inner for inner in element if local(inner) == name)


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that local name."""
    return next(children(element, name), None)


def elements(element: Element) -> Iterator[Element]:
    """Yield the child elements; the parser has left comments out."""
    return iter(element)


def broken(where: str, what: str, mend: str) -> NoReturn:
    """Refuse the form: where, what is wrong, how to mend it."""
    raise FormError(f"{where}：{what}。改法：{mend}")


def path_of(text: str, base: Path, where: str) -> Path:
    """Return a bound path, absolute or below ``base``, which ``current()`` stands for."""
    text = text.strip().removeprefix("current()/")
    names = [part.rpartition(":")[2] for part in text.strip("/").split("/")]
    path = list(() if text.startswith("/") else base)
    for name in names:
        if name == "..":
            path = path[:-1]
        elif name not in {".", ""}:
            path.append(name)
    if not path:
        broken(where, f"路径“{shown(text)}”看不懂", "写成 /data/题目名")
    return tuple(path)


# Answers ---------------------------------------------------------------------------------


def _number(text: str) -> Scalar:
    number = to_number(text)
    return text if number != number else number  # noqa: PLR0124 - only NaN differs from itself


def _day(text: str) -> Scalar:
    day: date | None = parse_date(text, UTC)
    return text if day is None else day


def _moment(text: str) -> Scalar:
    moment = parse_moment(text, UTC)
    return text if moment is None else moment


_WHOLE = frozenset({"int", "integer", "long"})
_CASTS: Mapping[str, Cast] = {
    **dict.fromkeys((*_WHOLE, "decimal", "double", "float"), _number),
    "date": _day,
    "dateTime": _moment,
}


@dataclass(slots=True)
class AnswerTree:
    """The shapes and first content of the answers, read from the primary instance."""

    root: Seed
    shapes: dict[Path, Shape]


class TreeReader:
    """Reads the primary instance: one shape a path, templates apart from first copies."""

    def __init__(self, repeats: frozenset[Path], types: Mapping[Path, str]) -> None:
        self._repeats = repeats
        self._types = types
        self._shapes: dict[Path, Shape] = {}

    def read(self, root: Element) -> AnswerTree:
        """Return the tree of a primary instance.

        Raises:
            FormError: a repeat is bound to nothing.
        """
        seed = self._seed(root, (local(root),), is_single=True)
        for path in self._repeats - self._shapes.keys():
            broken(f"循环组 {path_text(path)}", "实例里没有这个节点", "检查 nodeset 的路径")
        for path in self._repeats:
            shape = self._shapes[path]
            shape.blank = shape.blank or self._emptied(self._first_copy(seed, path))
        return AnswerTree(seed, self._shapes)

    def _seed(self, element: Element, path: Path, *, is_single: bool) -> Seed:
        is_single = is_single and path not in self._repeats
        shape = self._shapes.get(path)
        if shape is None:
            shape = self._shapes[path] = Shape(
                path=path,
                namespace=namespace(element),
                cast=_CASTS.get(self._types.get(path, ""), as_text),
                is_whole=self._types.get(path) in _WHOLE,
                is_repeat=path in self._repeats,
                is_single=is_single,
            )
        kept: list[Seed] = []
        for inner in elements(element):
            below = (*path, local(inner))
            seed = self._seed(inner, below, is_single=is_single)
            if local(inner) not in shape.child_names:
                shape.child_names.append(local(inner))
            if below in self._repeats and f"{{{JAVAROSA}}}template" in inner.attrib:
                seed.shape.blank = seed
            else:
                kept.append(seed)
        text = "" if kept or shape.child_names else (element.text or "").strip()
        if self._types.get(path) == "date" and ("T" in text or _day(text) == text):
            text = ""  # JavaRosa, too, starts without a default that is no date
        return Seed(shape, text, tuple(kept))

    def _first_copy(self, seed: Seed, path: Path) -> Seed:
        pending = [seed, *(s.blank for s in self._shapes.values() if s.blank)]
        while pending:
            seed = pending.pop(0)
            if seed.shape.path == path:
                return seed
            pending.extend(seed.children)
        broken(f"循环组 {path_text(path)}", "实例里没有这个节点", "检查 nodeset 的路径")

    def _emptied(self, seed: Seed) -> Seed:
        return Seed(seed.shape, "", tuple(self._emptied(c) for c in seed.children))


def secondary(element: Element) -> Node:
    """Return a secondary instance as read-only nodes."""
    node = Node(local(element))
    for inner in elements(element):
        node.add(secondary(inner))
    node.text = (element.text or "").strip()
    return node


def table_rows(text: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a packaged CSV file."""
    return tuple(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def table_node(rows: tuple[Mapping[str, str], ...]) -> Node:
    """Return a packaged CSV file as the nodes a choice filter walks."""
    root = Node("root")
    for row in rows:
        item = Node("item", parent=root)
        for column, text in row.items():
            cell = Node(column)
            cell.text = text
            item.add(cell)
        root.add(item)
    return root


def media_name(text: str) -> str:
    """Return the file name in ``jr://audio/x.mp3``."""
    return text.rpartition("/")[2] if text.startswith(_MEDIA) else text


# Translations ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Translations:
    """The itext of a form: language → text id → form → the element that holds the words."""

    languages: tuple[str, ...]
    values: Mapping[str, Mapping[str, Mapping[str, Element]]]

    def has(self, text_id: str) -> bool:
        """Whether any language knows the text."""
        return any(text_id in texts for texts in self.values.values())

    def wording(self, text_id: str) -> dict[str, Element]:
        """Return the words by language; gaps are left out."""
        found: dict[str, Element] = {}
        for language in self.languages:
            forms = self.values[language].get(text_id, {})
            value = next((forms[f] for f in ("", "long", "short") if f in forms), None)
            if value is not None and (
                len(value) or (value.text or "").strip() not in _UNTRANSLATED
            ):
                found[language] = value
        return found

    def media(self, text_id: str, form: str) -> str:
        """Return the file of an ``audio`` or ``image`` in the first language that has it."""
        for language in self.languages:
            value = self.values[language].get(text_id, {}).get(form)
            if value is not None:
                return media_name((value.text or "").strip())
        return ""


def read_translations(model: Element) -> Translations:
    """Return the itext of a model, default language first.

    Raises:
        FormError: a translation does not say its language.
    """
    itext = child(model, "itext")
    found: dict[str, dict[str, dict[str, Element]]] = {}
    default = ""
    for translation in children(itext, "translation") if itext is not None else ():
        language = translation.get("lang")
        if language is None:
            broken("节点 <translation>", "没有写语言", '补上 lang 属性，如 lang="中文 (zh)"')
        found[language] = {
            text.get("id", ""): {v.get("form", ""): v for v in children(text, "value")}
            for text in children(translation, "text")
        }
        default = language if "default" in translation.attrib else default or language
    languages = tuple(sorted(found, key=lambda language: language != default))
    return Translations(languages or ("",), found or {"": {}})
