"""One form being filled in: what is asked now, what is accepted, what comes out.

A :data:`~kiosk.forms.protocol.Ref` is the path with positions on repeats only. Answers of a
question that stops being relevant are kept here and left out of everything that goes out.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from functools import lru_cache
from typing import Any, Self
from xml.etree.ElementTree import Element, SubElement, tostring

from kiosk.forms.expression import Expression, Scope, compile_expression
from kiosk.forms.instance import Node, Path
from kiosk.forms.model import (
    Form,
    Group,
    Item,
    Question,
    QuestionKind,
    Repeat,
)
from kiosk.forms.protocol import QuestionView, Ref, RepeatView, Verdict
from kiosk.forms.reckoner import MOST_COPIES, Reckoner
from kiosk.forms.values import parse_date, single, to_number, to_text
from kiosk.forms.world import World
from kiosk.ports.clock import Clock

_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
# Characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XFORMS = "http://www.w3.org/2002/xforms"
_PREFIX = "uuid:"
_SILENT = frozenset({QuestionKind.NOTE, QuestionKind.INSTANCE_ID})
_UNASKED = frozenset({QuestionKind.HIDDEN, QuestionKind.CALCULATE})
_WORDLESS = _SILENT | {QuestionKind.ACKNOWLEDGE}


class FormSession:
    """A :class:`~kiosk.forms.protocol.FormInterview` over one form.

    Args:
        form: what is asked.
        clock: the source of time.
        time_zone: in which ``today()`` is meant.
        instance_id: written once into the metadata; a repeated delivery keeps it.
        language: of labels and choices; empty takes the form's own.
    """

    def __init__(
        self,
        form: Form,
        *,
        clock: Clock,
        time_zone: tzinfo,
        instance_id: str,
        language: str = "",
    ) -> None:
        self.form = form
        self.instance_id = instance_id
        self._world = World(form, clock=clock, time_zone=time_zone, language=language)
        self._reckoner = Reckoner(form, self._world)
        self._questions = {_names(q.path): q for q in form.questions.values()}
        self._begin()

    def _begin(self) -> None:
        now = self._world.now()
        first = {
            QuestionKind.INSTANCE_ID: _PREFIX + self.instance_id.removeprefix(_PREFIX),
            QuestionKind.START: to_text(now),
            QuestionKind.TODAY: to_text(now.date()),
        }
        for path, question in self._questions.items():
            if question.kind in first:
                for node in self._world.nodes_at(path):
                    node.put(first[question.kind])
        self._reckoner.everything()
        for default in self.form.defaults:
            for node in self._world.nodes_at(default.path):
                node.put(to_text(default.value.value(self._world, node)))
        if self.form.defaults:
            self._reckoner.everything()

    # Asking ------------------------------------------------------------------------------

    def order(self) -> tuple[Ref, ...]:
        """Return the relevant questions in visiting order, notes and acknowledges included."""
        return tuple(_ref(node) for node in self._visit(self.form.body, self._world.root))

    def _visit(self, items: tuple[Item, ...], base: Node) -> Iterator[Node]:
        for item in items:
            match item:
                case Question():
                    node = _below(base, item.path)
                    if node is not None and node.is_relevant:
                        yield node
                case Group():
                    yield from self._visit(item.children, base)
                case Repeat():
                    for copy in _copies(base, item.path):
                        yield from self._visit(item.children, copy)

    def speak(self, language: str) -> None:
        """Put everything from now on in the language of this tag, ``en``; answers stay.

        A form without it goes on in its own.
        """
        self._world.language = self.form.language_of(language)

    def words_above(self, ref: Ref) -> str:
        """Return label and hint in the form's own language, whatever is spoken.

        Raises:
            KeyError: no such place.
        """
        node, question = self._find(ref)
        with self._world.in_own_language():
            return "\n".join(
                self._world.words(words, node) for words in (question.label, question.hint)
            )

    def view(self, ref: Ref) -> QuestionView:
        """Return a question as it stands.

        Raises:
            KeyError: no such place.
        """
        node, question = self._find(ref)
        world, rules = self._world, question.rules
        copy = _copy_around(node)
        return QuestionView(
            ref=ref,
            question=question,
            label=world.words(question.label, node),
            hint=world.words(question.hint, node),
            say=world.words(question.say, node),
            example=world.words(question.example, node),
            value=node.text,
            is_required=rules.required is not None and rules.required.truth(world, node),
            is_readonly=_is_readonly(question, world, node),
            choices=world.choices(question, node) if question.kind.is_select else (),
            constraint_message=world.words(question.constraint_message, node),
            required_message=world.words(question.required_message, node),
            repeat_position=copy.position() if copy else None,
            repeat_count=len(copy.parent.children[copy.name]) if copy and copy.parent else 0,
        )

    def try_answer(self, ref: Ref, value: str) -> Verdict:
        """Check an answer; write it and reckon on when it is accepted.

        Raises:
            KeyError: no such place.
        """
        verdict = self.judge(ref, value)
        if verdict is Verdict.ACCEPTED:
            self.write(ref, value)
        return verdict

    def judge(self, ref: Ref, value: str) -> Verdict:
        """Return what :meth:`try_answer` would, without writing.

        Raises:
            KeyError: no such place.
        """
        node, question = self._find(ref)
        return self._judge(node, question, _cleaned(question, value))

    def write(self, ref: Ref, value: str) -> None:
        """Write an answer that was judged, and reckon on.

        Raises:
            KeyError: no such place.
        """
        node, question = self._find(ref)
        text = _cleaned(question, value)
        if text != node.text:
            node.put(text)
            self._reckoner.after(_path(node))

    def clear(self, ref: Ref) -> None:
        """Take an answer back, also one that is required.

        Raises:
            KeyError: no such place.
        """
        self.write(ref, "")

    def _judge(self, node: Node, question: Question, value: str) -> Verdict:
        world, rules = self._world, question.rules
        if _is_readonly(question, world, node):
            return Verdict.ACCEPTED if value == node.text else Verdict.CONSTRAINT
        if not value:
            is_required = rules.required is not None and rules.required.truth(world, node)
            return Verdict.REQUIRED if is_required else Verdict.ACCEPTED
        is_fit = self._has_right_kind(node, question, value)
        if is_fit and rules.constraint is not None:
            is_fit = self._keeps_constraint(node, rules.constraint, value)
        return Verdict.ACCEPTED if is_fit else Verdict.CONSTRAINT

    def _has_right_kind(self, node: Node, question: Question, value: str) -> bool:
        match question.kind:
            case QuestionKind.INTEGER:
                return _INTEGER.fullmatch(value) is not None
            case QuestionKind.DECIMAL:
                return to_number(value) == to_number(value)
            case QuestionKind.DATE:
                day = parse_date(value, self._world.time_zone)
                return day is not None and day.isoformat() == value
            case QuestionKind.SELECT_ONE:
                return value in self._world.choice_names(question, node)
            case QuestionKind.SELECT_MULTIPLE:
                return set(value.split()) <= set(self._world.choice_names(question, node))
            case _:
                return True

    def _keeps_constraint(self, node: Node, constraint: Expression, value: str) -> bool:
        before, seen = node.text, node.value()
        node.put(value)
        try:
            return constraint.truth(self._world, node)
        finally:
            node.put(before, seen)

    def set_hidden(self, name: str, value: str, *, beside: Ref | None = None) -> None:
        """Write what the kiosk knows into a hidden question; unknown names are passed over.

        Args:
            name: of the hidden question.
            value: what to write.
            beside: only where it stands in the same group, and copy of it, as this place.
        """
        path = self.form.names.get(name)
        question = self._questions.get(path) if path else None
        if path and question and question.kind is QuestionKind.HIDDEN:
            for node in self._world.nodes_at(path):
                if beside is None or _group(_ref(node)) == _group(beside):
                    node.put(_cleaned(question, value))
            self._reckoner.after(path)

    # Repeats -----------------------------------------------------------------------------

    def repeats(self) -> tuple[RepeatView, ...]:
        """Return the relevant repeats in order."""
        return tuple(self._repeat_views(self.form.body, self._world.root))

    def _repeat_views(self, items: tuple[Item, ...], base: Node) -> Iterator[RepeatView]:
        for item in items:
            match item:
                case Question():
                    continue
                case Group():
                    yield from self._repeat_views(item.children, base)
                case Repeat():
                    if (view := self._repeat_view(item, base)) is not None:
                        yield view
                    for copy in _copies(base, item.path):
                        yield from self._repeat_views(item.children, copy)

    def _repeat_view(self, repeat: Repeat, base: Node) -> RepeatView | None:
        parent = _below(base, repeat.path.rpartition("/")[0])
        if parent is None or not self._is_open(parent, repeat):
            return None
        path = _names(repeat.path)
        copies = parent.children[path[-1]]
        asked = list(self._visit(repeat.children, copies[-1])) if copies else []
        return RepeatView(
            path=f"{_ref(parent)}/{path[-1]}",
            label=self._world.words(repeat.label, parent),
            hint=self._world.words(repeat.hint, parent),
            count=len(copies),
            is_fixed=repeat.count is not None,
            minimum=min(1, self.form.first_copies(path)),
            last_ref=_ref(asked[-1]) if asked else None,
        )

    def _is_open(self, parent: Node, repeat: Repeat) -> bool:
        path = _names(repeat.path)
        rule = self.form.rules.get(path)
        if not parent.is_relevant or rule is None or rule.relevant is None:
            return parent.is_relevant
        copies = parent.children[path[-1]]
        stand_in = copies[-1] if copies else Node(path[-1], parent=parent)
        return rule.relevant.truth(self._world, stand_in)

    def add_repeat(self, path: str) -> int:
        """Add a copy at the end and return its position.

        Raises:
            KeyError: no such repeat, or an answer decides its number.
        """
        parent, names = self._free_repeat(path)
        copies = parent.children[names[-1]]
        if len(copies) < MOST_COPIES:
            self._reckoner.new_copy(parent, names)
            self._reckoner.everything()
        return len(copies)

    def remove_repeat(self, path: str, position: int) -> None:
        """Remove a copy; later ones move up.

        Raises:
            KeyError: no such repeat or copy, or an answer decides its number.
        """
        parent, names = self._free_repeat(path)
        copies = parent.children[names[-1]]
        if not 1 <= position <= len(copies):
            raise KeyError(f"{path}[{position}]")
        del copies[position - 1]
        self._reckoner.everything()

    def _free_repeat(self, path: str) -> tuple[Node, Path]:
        names = tuple(name for name, _ in _STEP.findall(path))
        repeat = self.form.repeats.get(names)
        if repeat is None or repeat.count is not None:
            raise KeyError(path)
        return self._node(path.rpartition("/")[0]), names

    # Asking back -------------------------------------------------------------------------

    def evaluate(self, expression: str) -> str | float | bool:
        """Return what an expression with absolute paths or ``${name}`` gives now.

        Raises:
            FormError: the expression cannot be read.
        """
        value = single(_compiled(_Key(self.form), expression).value(self._world, self._world.root))
        return value if isinstance(value, str | float | bool) else to_text(value)

    def value_of(self, name: str) -> str:
        """Return the first relevant answer of that name, or the empty text."""
        path = self.form.names.get(name)
        nodes = self._world.nodes_at(path) if path else []
        return next((node.text for node in nodes if node.is_relevant), "")

    def refs_of(self, name: str) -> tuple[Ref, ...]:
        """Return the places of a question, one a copy of its repeat."""
        path = self.form.names.get(name)
        return tuple(_ref(node) for node in self._world.nodes_at(path)) if path else ()

    def is_relevant(self, ref: Ref) -> bool:
        """Whether the place exists and counts."""
        try:
            return self._node(ref).is_relevant
        except KeyError:
            return False

    def has(self, ref: Ref) -> bool:
        """Whether the place exists, relevant or not."""
        try:
            self._node(ref)
        except KeyError:
            return False
        return True

    def _find(self, ref: Ref) -> tuple[Node, Question]:
        node = self._node(ref)
        return node, self._questions[_path(node)]

    def _node(self, ref: str) -> Node:
        steps = _STEP.findall(ref)
        node = self._world.root
        if not steps or steps[0][0] != node.name:
            raise KeyError(ref)
        for name, position in steps[1:]:
            namesakes = node.children.get(name, [])
            index = int(position or 1) - 1
            if not 0 <= index < len(namesakes):
                raise KeyError(ref)
            node = namesakes[index]
        return node

    # Going out ---------------------------------------------------------------------------

    def answers(self) -> dict[str, str]:
        """Return relevant answers by name; in repeats as ``r_family[2]/f_name``."""
        found: dict[str, str] = {}
        for node in self._world.root.everything():
            question = self._questions.get(_path(node))
            if question and node.text and node.is_relevant and question.kind not in _SILENT:
                name = _answer_name(node)
                found[_ref(node) if name in found else name] = node.text
        return found

    def readable(self) -> tuple[tuple[str, str], ...]:
        """Return question and answer in words, for somebody without the form.

        It is the form's own language, which the clerk reads, whatever was spoken. What was
        reckoned or noted without a question follows, by its name on paper.
        """
        with self._world.in_own_language():
            views = [self.view(ref) for ref in self.order()]
        asked = [
            (_in_whose_turn(view), _in_words(view))
            for view in views
            if view.value and view.question.kind not in _WORDLESS
        ]
        noted = [
            (question.field or question.name, node.text)
            for node in self._world.root.everything()
            if (question := self._questions.get(_path(node)))
            and question.kind in _UNASKED
            and node.text
            and node.is_relevant
        ]
        return (*asked, *noted)

    def submission(self) -> bytes:
        """Return the OpenRosa instance, without what is not relevant and without templates."""
        for path, question in self._questions.items():
            if question.kind is QuestionKind.END:
                for node in self._world.nodes_at(path):
                    node.put(to_text(self._world.now()))
        root = Element(self._world.root.name, dict(self.form.root_attributes))
        if (space := _namespace(self._world.root)) is not None:
            root.set("xmlns", space)
        _write(self._world.root, root)
        document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
        return document

    def snapshot(self) -> dict[str, Any]:
        """Return everything as plain JSON types, answers that do not count now included."""
        nodes = list(self._world.root.everything())
        copies = {
            f"{_ref(node)}/{name}": len(namesakes)
            for node in nodes
            for name, namesakes in node.children.items()
            if (*_path(node), name) in self.form.repeats
        }
        values = {_ref(node): node.text for node in nodes if _path(node) in self._questions}
        return {
            "form": self.form.form_id,
            "version": self.form.version,
            "instance_id": self.instance_id,
            "language": self._world.language,
            "copies": copies,
            "values": values,
        }

    @classmethod
    def restore(
        cls, form: Form, snapshot: Mapping[str, Any], *, clock: Clock, time_zone: tzinfo
    ) -> Self:
        """Open a snapshot again. What the form no longer knows or offers is left out."""
        session = cls(
            form,
            clock=clock,
            time_zone=time_zone,
            instance_id=snapshot["instance_id"],
            language=snapshot["language"],
        )
        session._take_over(snapshot)
        return session

    def _take_over(self, snapshot: Mapping[str, Any]) -> None:
        for path, count in snapshot["copies"].items():
            self._fit_copies(path, count)
        for ref, text in snapshot["values"].items():
            try:
                node, question = self._find(ref)
            except KeyError:
                continue
            is_known = not question.options or self._has_right_kind(node, question, text)
            node.put(text if is_known else "")
        self._reckoner.everything()

    def _fit_copies(self, path: str, count: int) -> None:
        names = tuple(name for name, _ in _STEP.findall(path))
        try:
            parent = self._node(path.rpartition("/")[0])
        except KeyError:
            return
        if names in self.form.repeats:
            copies = parent.children[names[-1]]
            del copies[count:]
            while len(copies) < min(count, MOST_COPIES):
                self._reckoner.new_copy(parent, names)


def _cleaned(question: Question, value: str) -> str:
    clean = _UNWRITABLE.sub("", value)
    return clean if question.kind is QuestionKind.TEXT else clean.strip()


class _Key:
    """A form as a cache key, by identity."""

    __slots__ = ("form",)

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.form is self.form


@lru_cache(maxsize=1024)
def _compiled(key: _Key, text: str) -> Expression:
    form = key.form
    root = form.seed.shape.path
    scope = Scope(
        here=root,
        origin=root,
        singles=form.singles,
        repeats=frozenset(form.repeats),
        names=form.names,
    )
    return compile_expression(text, scope)


@lru_cache(maxsize=65536)
def _names(path: str) -> Path:
    return tuple(path[1:].split("/"))


def _path(node: Node) -> Path:
    return node.shape.path if node.shape else ()


def _below(base: Node, path: str) -> Node | None:
    node = base
    for name in _names(path)[len(_path(base)) :]:
        namesakes = node.children.get(name)
        if not namesakes:
            return None
        node = namesakes[0]
    return node


def _copies(base: Node, path: str) -> list[Node]:
    parent = _below(base, path.rpartition("/")[0])
    return list(parent.children.get(_names(path)[-1], ())) if parent else []


def _copy_around(node: Node) -> Node | None:
    around: Node | None = node
    while around is not None and not (around.shape and around.shape.is_repeat):
        around = around.parent
    return around


def _group(ref: Ref) -> str:
    return ref.rpartition("/")[0]


def _ref(node: Node) -> Ref:
    if node.parent is None:
        return Ref(f"/{node.name}")
    position = node.position()
    is_numbered = position > 1 or (node.shape is not None and node.shape.is_repeat)
    return Ref(f"{_ref(node.parent)}/{node.name}" + (f"[{position}]" if is_numbered else ""))


def _answer_name(node: Node) -> str:
    copy = _copy_around(node)
    return f"{copy.name}[{copy.position()}]/{node.name}" if copy else node.name


def _is_readonly(question: Question, world: World, node: Node) -> bool:
    rule = question.rules.readonly
    return rule is not None and rule.truth(world, node)


def _in_whose_turn(view: QuestionView) -> str:
    position = view.repeat_position
    return view.label if position is None else f"{position}. {view.label}"


def _in_words(view: QuestionView) -> str:
    """Return an answer in words: a choice by its label, all else as it is."""
    if not view.question.kind.is_select:
        return view.value
    labels = {choice.name: choice.label for choice in view.choices}
    # A choice may have been filtered away since; its name is better than nothing.
    return "、".join(labels.get(name, name) for name in view.value.split())


def _namespace(node: Node) -> str | None:
    space = node.shape.namespace if node.shape else ""
    return None if space in {"", _XFORMS} else space


def _write(node: Node, element: Element) -> None:
    for namesakes in node.children.values():
        for child in namesakes:
            if child.is_relevant:
                space = _namespace(child)
                is_new = space != _namespace(node)
                inner = SubElement(element, child.name, {"xmlns": space or ""} if is_new else {})
                inner.text = child.text or None
                _write(child, inner)
