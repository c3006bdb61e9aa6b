"""Keeps relevance and calculations true after each change, reckoning only what can differ."""

import math
from collections.abc import Iterable

from kiosk.forms import order
from kiosk.forms.instance import Node, Path, Scalar, grow
from kiosk.forms.model import Form, Question, QuestionKind, Repeat, path_text
from kiosk.forms.values import Value, single, to_number, to_text
from kiosk.forms.world import World

MOST_COPIES = 1000
_MOST_ROUNDS = 20
_EVERYTHING = None


class Reckoner:
    """Reckons one session's tree.

    1. Rules in the order of the form's schedule; 2. counted repeats grow or shrink; 3. choices
    that are no longer offered are taken back; again from 1 until nothing changes.
    """

    def __init__(self, form: Form, world: World) -> None:
        self._form = form
        self._world = world
        self._needs = order.needs(form.rules)
        self._rank = {path: rank for rank, path in enumerate(form.schedule)}
        self._dependents = self._invert()
        self._downstream: dict[Path, tuple[Path, ...]] = {}
        self._spare: dict[tuple[Node, str], list[Node]] = {}
        self._filtered = tuple(self._filtered_questions())

    def everything(self) -> None:
        """Reckon the whole tree: after loading, restoring or a change of copies."""
        self._settle(_EVERYTHING)

    def after(self, path: Path) -> None:
        """Reckon what depends on the answer at ``path``."""
        self._settle({path})

    def _settle(self, changed: set[Path] | None) -> None:
        for _ in range(_MOST_ROUNDS):
            paths = self._form.schedule if changed is None else self._affected(changed)
            for path in paths:
                for node in self._world.nodes_at(path):
                    self._reckon(node, path)
            if self._count_copies():
                changed = _EVERYTHING
                continue
            touched = None if changed is None else changed | set(paths)
            changed = self._take_back(touched)
            if not changed:
                return

    # Order -------------------------------------------------------------------------------

    def _invert(self) -> dict[Path, set[Path]]:
        """Return place → the reckoned places that read it or anything around it."""
        found: dict[Path, set[Path]] = {}
        for path in self._form.schedule:
            rules = self._form.rules[path]
            reads = [e.reads for e in (rules.relevant, rules.calculate) if e is not None]
            direct = {read for each in reads for read in each}
            for read in direct | self._needs[path]:
                plain = read[:-1] if read[-1:] == ("*",) else read
                found.setdefault(plain, set()).add(path)
                if plain is not read:
                    for known in self._form.questions.values():
                        place = tuple(known.path[1:].split("/"))
                        if place[:-1] == plain:
                            found.setdefault(place, set()).add(path)
        return found

    def _affected(self, changed: Iterable[Path]) -> tuple[Path, ...]:
        found: set[Path] = set()
        for path in changed:
            found.update(self._after_one(path))
        return tuple(sorted(found, key=self._rank.__getitem__))

    def _after_one(self, path: Path) -> tuple[Path, ...]:
        known = self._downstream.get(path)
        if known is None:
            found: set[Path] = set()
            pending = [path]
            while pending:
                for dependent in self._dependents.get(pending.pop(), ()):
                    if dependent not in found:
                        found.add(dependent)
                        pending.append(dependent)
            known = self._downstream[path] = tuple(found)
        return known

    # Rules -------------------------------------------------------------------------------

    def _reckon(self, node: Node, path: Path) -> None:
        rules = self._form.rules[path]
        if rules.relevant is not None:
            node.is_wanted = rules.relevant.truth(self._world, node)
        _spread(node)
        if rules.calculate is not None:
            self._calculate(node, rules.calculate.value(self._world, node))

    def _calculate(self, node: Node, value: Value) -> None:
        question = self._form.questions.get(path_text(node.shape.path)) if node.shape else None
        if question is not None and question.kind is QuestionKind.INSTANCE_ID:
            return
        is_whole = node.shape is not None and node.shape.is_whole
        node.put(*_stored(single(value), is_whole=is_whole))

    # Copies ------------------------------------------------------------------------------

    def _count_copies(self) -> bool:
        is_changed = False
        for path, repeat in self._form.repeats.items():
            if repeat.count is not None:
                for parent in self._world.nodes_at(path[:-1]):
                    is_changed |= self._fit_copies(parent, path, repeat)
        return is_changed

    def _fit_copies(self, parent: Node, path: Path, repeat: Repeat) -> bool:
        copies = parent.children[path[-1]]
        wanted = self._wanted_copies(parent, path, repeat)
        if wanted == len(copies):
            return False
        spare = self._spare.setdefault((parent, path[-1]), [])
        while len(copies) > wanted:
            spare.append(copies.pop())
        while len(copies) < wanted:
            self.new_copy(parent, path, kept=spare.pop() if spare else None)
        return True

    def _wanted_copies(self, parent: Node, path: Path, repeat: Repeat) -> int:
        # The count is bound at the repeat itself, which may have no copy to stand on. While it
        # is no number yet, the form's own first copies stay (as in JavaRosa).
        stand_in = Node(path[-1], parent=parent)
        value = repeat.count.value(self._world, stand_in) if repeat.count else 0.0
        number = to_number(value)
        if math.isnan(number):
            return self._form.first_copies(path)
        return int(max(0, min(number, MOST_COPIES)))

    def new_copy(self, parent: Node, path: Path, *, kept: Node | None = None) -> Node:
        """Add a copy of a repeat at the end, blank or one that was taken away before."""
        copy = kept or grow(self._form.blanks[path])
        parent.add(copy)
        _spread_all(copy)
        if kept is None:
            self._first_values(copy)
        return copy

    def _first_values(self, copy: Node) -> None:
        for default in self._form.defaults:
            if not default.for_new_copies:
                continue
            for node in copy.everything():
                if node.shape and node.shape.path == default.path:
                    node.put(to_text(default.value.value(self._world, node)))

    # Choices -----------------------------------------------------------------------------

    def _filtered_questions(self) -> Iterable[tuple[Path, Question, frozenset[Path]]]:
        for question in self._form.questions.values():
            source = question.option_source
            if source is not None and source.is_filtered:
                path = tuple(question.path[1:].split("/"))
                watched = {
                    p[:n] for p in (*source.nodes.reads, path) for n in range(1, len(p) + 1)
                }
                yield path, question, frozenset(watched)

    def _take_back(self, touched: set[Path] | None) -> set[Path]:
        """Clear choices that are no longer offered; return where."""
        cleared: set[Path] = set()
        for path, question, watched in self._filtered:
            if touched is not None and not watched & touched:
                continue
            for node in self._world.nodes_at(path):
                if node.text and node.is_relevant and self._clear_stale(question, node):
                    cleared.add(path)
        return cleared

    def _clear_stale(self, question: Question, node: Node) -> bool:
        offered = set(self._world.choice_names(question, node))
        kept = " ".join(name for name in node.text.split() if name in offered)
        if question.kind is QuestionKind.SELECT_ONE:
            kept = node.text if node.text in offered else ""
        if kept == node.text:
            return False
        node.put(kept)
        return True


def _spread(node: Node) -> None:
    is_relevant = node.is_wanted and (node.parent is None or node.parent.is_relevant)
    if is_relevant != node.is_relevant:
        node.is_relevant = is_relevant
        _spread_children(node)


def _spread_all(node: Node) -> None:
    node.is_relevant = node.is_wanted and (node.parent is None or node.parent.is_relevant)
    for namesakes in node.children.values():
        for child in namesakes:
            _spread_all(child)


def _spread_children(node: Node) -> None:
    for namesakes in node.children.values():
        for child in namesakes:
            _spread(child)


def _stored(value: Scalar, *, is_whole: bool) -> tuple[str, Scalar | None]:
    """Return the text a reckoned value is stored as, and the value expressions see."""
    if isinstance(value, bool):
        return ("true" if value else "false"), value
    if isinstance(value, float):
        if math.isnan(value):
            return "", None
        if is_whole and math.isfinite(value):
            value = float(int(value))
        return to_text(value), value
    if isinstance(value, str):
        return value, None
    return to_text(value), value
