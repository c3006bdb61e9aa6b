"""What a form may use, written down apart from the engine: the subset of shared FORMS.md, §5.

A test that asked the engine what it supports would take any refusal for right. This reads a
compiled form with nothing but ElementTree and a few patterns and says what lies outside, and why.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

# one example of each function; they are asked at /data/here, beside the repeat /data/r
EXAMPLES = {
    "if": "if(1, 2, 3)",
    "selected": "selected('a b', 'a')",
    "selected-at": "selected-at('a b', 1)",
    "count-selected": "count-selected('a b')",
    "not": "not(1)",
    "true": "true()",
    "false": "false()",
    "boolean": "boolean(1)",
    "number": "number('1')",
    "string": "string(1)",
    "int": "int(1.5)",
    "round": "round(1.25, 1) + round(1.25)",
    "floor": "floor(1.5)",
    "ceiling": "ceiling(1.5)",
    "abs": "abs(-1)",
    "concat": "concat('a', 'b', 'c')",
    "join": "join('-', 'a', 'b')",
    "substr": "substr('abc', 1, 2)",
    "substring": "substring('abc', 2)",
    "substring-before": "substring-before('a-b', '-')",
    "substring-after": "substring-after('a-b', '-')",
    "contains": "contains('abc', 'b')",
    "starts-with": "starts-with('abc', 'a')",
    "ends-with": "ends-with('abc', 'c')",
    "string-length": "string-length('abc')",
    "translate": "translate('abc', 'b', 'x')",
    "normalize-space": "normalize-space(' a ')",
    "regex": "regex('abc', '[a-c]+')",
    "coalesce": "coalesce('', 'a')",
    "once": "once('a')",
    "count": "count(/data/r)",
    "count-non-empty": "count-non-empty(/data/r/a)",
    "sum": "sum(/data/r/a)",
    "min": "min(/data/r/a, 1)",
    "max": "max(/data/r/a, 1)",
    "today": "today()",
    "now": "now()",
    "date": "date('2026-01-01')",
    "date-time": "date-time('2026-01-01T08:00:00')",
    "decimal-date-time": "decimal-date-time('2026-01-01T08:00:00')",
    "format-date": "format-date(today(), '%Y')",
    "format-date-time": "format-date-time(now(), '%H')",
    "position": "position(..) + position()",
    "indexed-repeat": "indexed-repeat(/data/r/a, /data/r, 1)",
    "current": "count(current()/../r)",
    "instance": "instance('towns')/root/item[name = 'x']/label",
    "jr:choice-name": "jr:choice-name('x', '/data/town')",
    "jr:itext": "jr:itext('words')",
    "pulldata": "pulldata('prices', 'price', 'code', '1')",
    "uuid": "uuid()",
    "version": "version()",
}
FUNCTIONS = frozenset(EXAMPLES)
_CALLED_EMPTY = frozenset({
    "true", "false", "today", "now", "uuid", "version", "current", "position", "concat",
})  # fmt: skip
_OPERATOR_WORDS = frozenset({"and", "or", "div", "mod"})
_ASKED_TYPES = frozenset({
    "", "string", "int", "integer", "long", "decimal", "double", "float", "date",
})  # fmt: skip
_UNASKED_TYPES = _ASKED_TYPES | {"dateTime"}
_CONTROLS = frozenset({"input", "select1", "select", "trigger", "upload"})
_NO_CONTROLS = frozenset({"label", "hint", "setvalue"})
_PRELOAD = ("preload", "preloadParams")
_PRELOADS = frozenset({"timestamp start", "timestamp end", "date today"})
_EVENTS = frozenset({"odk-instance-first-load", "odk-new-repeat"})
_RULES = ("relevant", "required", "readonly", "constraint", "calculate")
_JAVAROSA = "{http://openrosa.org/javarosa}"
_ODK = "{http://www.opendatakit.org/xforms}"

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_CALL = re.compile(r"([A-Za-z_][\w.\-]*(?::[\w.\-]+)?)\s*\((\s*\))?")
_STRANGE = re.compile(r"\||//|::|@|\$")
_CONDITION = re.compile(r"\[[^\[\]]*\]")
_PREFIX = re.compile(r"\b[\w\-]+:(?=\w)")
_PLACE = re.compile(
    r"(?<![\w.\-)/])(?:\.{1,2}/|/)?(?:[A-Za-z_][\w.\-]*+|\.\.)(?:/(?:[\w.\-]++|\*))*+(?!\s*\()"
)
_ITEXT = re.compile(r"jr:itext\(\s*'([^']*)'\s*\)")


class Outside(NamedTuple):
    """Something outside the subset: where, or empty for the whole form, and what."""

    place: str
    reason: str

    @property
    def is_of_a_value(self) -> bool:
        """Whether it is a kind of answer, so that the stored text need not be JavaRosa's."""
        return self.reason.startswith(("type ", "control ", "upload ", "preload "))


def outside(xml: bytes) -> tuple[Outside, ...]:
    """Return what in a compiled form lies outside the subset."""
    reading = _Reading(fromstring(xml))
    return tuple(dict.fromkeys(reading.everything()))


def outside_expression(text: str) -> Iterator[str]:
    """Yield why an expression lies outside the subset."""
    bare = _QUOTED.sub("''", text)
    for name, nothing in _CALL.findall(bare):
        if name not in FUNCTIONS | _OPERATOR_WORDS:
            yield f"function {name}"
        elif nothing and name not in _CALLED_EMPTY:
            yield f"function {name} without arguments"
    yield from (f"operator {mark}" for mark in _STRANGE.findall(bare))


class _Reading:
    """One form: its nodes, binds and controls by path."""

    def __init__(self, html: Element) -> None:
        body, model = html.find("{*}body"), html.find(".//{*}model")
        assert body is not None
        assert model is not None
        self._body, self._model = body, model
        primary, *self._others = model.findall("{*}instance")
        self._root = primary[0]
        self._base = f"/{_local(self._root)}"
        self._nodes = set(_paths(self._root, ""))
        binds = model.findall("{*}bind")
        self._binds = {self._full(bind.get("nodeset", ""), self._base): bind for bind in binds}
        self._named = {bind.get("id"): path for path, bind in self._binds.items()}
        self._asked = dict(self._controls(body, self._base))

    def everything(self) -> Iterator[Outside]:
        yield from self._of_controls()
        yield from self._of_binds()
        yield from self._of_actions()
        yield from self._of_the_form()
        for place, text in self._expressions():
            yield from (Outside(place, reason) for reason in outside_expression(text))
            yield from self._dangling(place, text)

    def _controls(self, element: Element, around: str) -> Iterator[tuple[str, Element]]:
        for inner in element:
            ref = inner.get("ref") or inner.get("nodeset")
            bound = self._named.get(inner.get("bind"), around)
            here = self._full(ref, around) if ref else bound
            if _local(inner) in {"group", "repeat"}:
                yield from self._controls(inner, here)
            elif _local(inner) not in _NO_CONTROLS:
                yield here, inner

    def _of_controls(self) -> Iterator[Outside]:
        for place, control in self._asked.items():
            kind, media = _local(control), control.get("mediatype", "")
            if kind not in _CONTROLS:
                yield Outside(place, f"control {kind}")
            if place not in self._nodes:
                yield Outside(place, "question bound to nothing")
            if kind == "input" and (type_ := self._type(place)) not in _ASKED_TYPES:
                yield Outside(place, f"type {type_}")
            if kind == "upload" and not media.startswith("image/"):
                yield Outside(place, f"upload {media}")

    def _of_binds(self) -> Iterator[Outside]:
        for place, bind in self._binds.items():
            type_ = self._type(place)
            if place not in self._nodes:
                yield Outside(place, "bind to nothing")
            if place not in self._asked and type_ not in _UNASKED_TYPES:
                yield Outside(place, f"type {type_}")
            preload, of = (bind.get(f"{_JAVAROSA}{name}", "") for name in _PRELOAD)
            if preload not in {"", "uid"} and f"{preload} {of}" not in _PRELOADS:
                yield Outside(place, f"preload {preload} {of}")

    def _of_actions(self) -> Iterator[Outside]:
        for element in (*self._model.iter(), *self._body.iter()):
            event = element.get("event") or element.get("{http://www.w3.org/2001/xml-events}event")
            if _local(element) == "setvalue" and not set((event or "").split()) <= _EVENTS:
                yield Outside(element.get("ref", ""), f"event {event}")
            if element.tag.startswith(_ODK) and element not in self._asked.values():
                yield Outside(element.get("ref", ""), f"action {_local(element)}")

    def _of_the_form(self) -> Iterator[Outside]:
        for outer in self._body.iterfind(".//{*}repeat"):
            for inner in outer.iterfind(".//{*}repeat"):
                yield Outside(self._full(inner.get("nodeset", ""), ""), "repeat in a repeat")
        for instance in self._others:
            if source := instance.get("src"):
                yield Outside("", f"file {source}")
        for submission in self._model.findall("{*}submission"):
            if "base64RsaPublicKey" in submission.attrib:
                yield Outside("", "encryption")
        yield from (Outside(n, "name of other letters") for n in self._nodes if not n.isascii())
        yield from (Outside("", f"no text {text}") for text in self._wanted() - self._written())

    def _wanted(self) -> set[str]:
        texts = (text for element in self._body.iter() for text in element.attrib.values())
        messages = (text for bind in self._binds.values() for text in bind.attrib.values())
        return {found for text in (*texts, *messages) for found in _ITEXT.findall(text)}

    def _written(self) -> set[str]:
        return {text.get("id", "") for text in self._model.iterfind(".//{*}itext//{*}text")}

    def _expressions(self) -> Iterator[tuple[str, str]]:
        for place, bind in self._binds.items():
            yield from ((place, bind.get(rule, "")) for rule in _RULES)
        for element in (*self._model.iter(), *self._body.iter()):
            match _local(element):
                case "output":
                    yield "", element.get("value") or element.get("ref", "")
                case "itemset":
                    yield "", element.get("nodeset", "")
                case "setvalue":
                    yield "", element.get("value", "")
                case "repeat":
                    yield "", element.get(f"{_JAVAROSA}count", "")
                case "label" | "hint":
                    yield "", element.get("ref", "")
                case _:
                    continue

    def _dangling(self, place: str, text: str) -> Iterator[Outside]:
        """Yield places that are asked for and do not exist; conditions are passed over."""
        bare = _QUOTED.sub("''", text).replace("current()", ".")
        while (without := _CONDITION.sub("", bare)) != bare:
            bare = without
        for found in _PLACE.findall(_PREFIX.sub("", bare)):
            is_known = found in _OPERATOR_WORDS or not (place or found.startswith("/"))
            asked = self._full(found, place)
            if not is_known and not asked.endswith("*") and asked not in self._nodes:
                yield Outside(place, f"no place {asked}")

    def _type(self, place: str) -> str:
        bind = self._binds.get(place)
        return "" if bind is None else bind.get("type", "").rpartition(":")[2]

    @staticmethod
    def _full(ref: str, around: str) -> str:
        """Return an absolute path without prefixes."""
        ref = _PREFIX.sub("", ref.strip().replace("current()", "."))
        names = [] if ref.startswith("/") else around.strip("/").split("/")
        for name in ref.strip("/").split("/"):
            if name == "..":
                names = names[:-1]
            elif name != ".":
                names.append(name)
        return "/" + "/".join(filter(None, names))


def _paths(element: Element, above: str) -> Iterator[str]:
    path = f"{above}/{_local(element)}"
    yield path
    for inner in element:
        yield from _paths(inner, path)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
