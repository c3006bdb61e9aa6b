"""What the author of a source calls things: a book in Chinese, YAML with the English beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.catalogue.authoring import headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words of messages about one source."""

    is_book: bool

    def column(self, path: str) -> str:
        """Return a column or the dotted path of a fact: ``问题（label）``, in a book ``问题``."""
        plain = ".".join(part for part in path.split(".") if not part.isdigit())
        base, colons, language = plain.partition("::")
        words = headers.CHINESE.get(base)
        if words is None:
            return plain
        if self.is_book:
            return f"{words}{colons}{language}"
        return f"{words}（{plain if language else plain.rpartition('.')[2]}）"

    def columns(self, names: Iterable[str]) -> str:
        """Return several columns as they are typed."""
        return "、".join(headers.CHINESE[name] if self.is_book else name for name in names)

    def header(self, path: str) -> str:
        """Return a column as it is typed."""
        base, colons, language = path.partition("::")
        return f"{headers.CHINESE.get(base, base) if self.is_book else base}{colons}{language}"

    def kind(self, kind: str) -> str:
        """Return a question type as it is typed."""
        return headers.KINDS.get(kind, kind) if self.is_book else kind

    def kinds(self) -> tuple[str, ...]:
        """Return all question types as they are typed."""
        return tuple(headers.TYPES) if self.is_book else tuple(sorted(headers.KINDS))

    def sheet(self, name: str) -> str:
        """Return where rows of a kind stand: ``表“选项”``, in YAML ``choices（选项）``."""
        words = headers.SHEET_NAMES[name]
        return f"表“{words}”" if self.is_book else f"{name}（{words}）"

    def yes(self, column: str) -> str:
        """Return how a yes-or-no column says yes."""
        return f"{headers.CHINESE[column]}写是" if self.is_book else f"{column}: true"

    def meant(self, path: str, words: Iterable[str]) -> str:
        """Return the words a fact may be, as they are typed."""
        return "、".join(headers.said(path, word) if self.is_book else word for word in words)

    @property
    def yes_or_no(self) -> str:
        """What a yes-or-no column takes."""
        return "是或否" if self.is_book else "true 或 false（是或否）"
