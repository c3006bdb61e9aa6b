"""The tree of a session with what its expressions may ask, and the choices seen from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo

from kiosk.forms.instance import Node, Path, grow
from kiosk.forms.model import Choice, Form, Question, Wording, path_text
from kiosk.forms.values import NodeSet, to_text
from kiosk.ports.clock import Clock

_NOTHING = Node("")


class World:
    """Answers to what expressions ask (:class:`~kiosk.forms.expression.Surroundings`)."""

    def __init__(self, form: Form, *, clock: Clock, time_zone: tzinfo, language: str) -> None:
        self.form = form
        self.language = language or form.default_language
        self.root = grow(form.seed)
        self.instances = form.instances
        self.time_zone = time_zone
        self.version = form.version
        self.places: dict[Path, Node] = {}
        self._clock = clock
        for node in self.root.everything():
            if node.shape and node.shape.is_single:
                self.places.setdefault(node.shape.path, node)

    def now(self) -> datetime:
        """Return the time in the hall's time zone."""
        return self._clock.now().astimezone(self.time_zone)

    def nodes_at(self, path: Path) -> list[Node]:
        """Return all nodes at a path, relevant or not."""
        if single := self.places.get(path):
            return [single]
        found = [self.root]
        for name in path[1:]:
            found = [child for node in found for child in node.children.get(name, ())]
        return found

    @contextmanager
    def in_own_language(self) -> Iterator[None]:
        """Speak the form's own language for a while, whatever was asked for."""
        spoken, self.language = self.language, self.form.default_language
        try:
            yield
        finally:
            self.language = spoken

    def words(self, wording: Wording, node: Node) -> str:
        """Return a wording with the answers it reads back, in the session's language."""
        parts = wording.parts(self.language)
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0].strip()
        return "".join(
            part if isinstance(part, str) else to_text(part.value(self, node)) for part in parts
        ).strip()

    def choices(self, question: Question, node: Node) -> tuple[Choice, ...]:
        """Return what may be chosen now, with labels."""
        source = question.option_source
        if source is None:
            return tuple(
                Choice(
                    name=option.name,
                    label=self.words(option.label, node),
                    image=option.image,
                    audio=option.audio,
                )
                for option in question.options
            )
        return tuple(
            Choice(
                name=_cell(row, source.name_at),
                label=self._label(question, row),
                icon=_cell(row, "icon"),
            )
            for row in self._rows(question, node)
        )

    def choice_names(self, question: Question, node: Node) -> tuple[str, ...]:
        """Return the stored names of what may be chosen now."""
        source = question.option_source
        if source is None:
            return tuple(option.name for option in question.options)
        return tuple(_cell(row, source.name_at) for row in self._rows(question, node))

    def choice_label(self, value: str, path: Path, node: Node) -> str:
        """Return the label of a choice of the question at ``path`` as seen from ``node``."""
        question = self.form.questions.get(path_text(path))
        if question is None or not value:
            return ""
        asked = self._nearest(path, node)
        if asked is None:
            return ""
        choices = self.choices(question, asked)
        return next((choice.label for choice in choices if choice.name == value), "")

    def itext(self, text_id: str) -> str:
        """Return a translated text."""
        wording = self.form.texts.get(text_id)
        return self.words(wording, self.root) if wording else ""

    def table_cell(self, table: str, column: str, key_column: str, key: str) -> str:
        """Return a cell of a packaged CSV file, or the empty text."""
        rows = self.form.tables.get(table, ())
        return next((row.get(column, "") for row in rows if row.get(key_column) == key), "")

    def _rows(self, question: Question, node: Node) -> list[Node]:
        source = question.option_source
        found = source.nodes.value(self, node) if source else ""
        return list(found) if isinstance(found, NodeSet) else []

    def _label(self, question: Question, row: Node) -> str:
        source = question.option_source
        text = _cell(row, source.label_at) if source else ""
        return self.itext(text) if source and source.is_translated else text

    def _nearest(self, path: Path, node: Node) -> Node | None:
        """Return the node at ``path`` in the same copies of repeats as ``node``."""
        lineage = [node]
        while lineage[-1].parent is not None:
            lineage.append(lineage[-1].parent)
        found = self.root
        for name in path[1:]:
            namesakes = found.children.get(name)
            if not namesakes:
                return None
            found = next((n for n in namesakes if n in lineage), namesakes[0])
        return found


def _cell(row: Node, path: str) -> str:
    """Return the text at a path below a row of choices; ``.`` is the row itself."""
    for name in path.split("/"):
        if name != ".":
            row = next(iter(row.children.get(name, ())), _NOTHING)
    return row.text
