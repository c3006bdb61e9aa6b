"""Words live in assets/text: each key the code asks for is there and explained."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Resource

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(p.stem for p in Path(str(files("assets"))).joinpath("text").glob("*.ftl"))
KEY = re.compile(r"[a-z]+(-[a-z0-9]+)+")
CHINESE = re.compile("[\u3400-\u9fff]")

# Modules that may hold Chinese, because what they say is for admins and hall staff, or because
# they are about the Chinese language itself. A folder stands for all it holds.
MAY_SPEAK_CHINESE = {
    "kiosk/catalogue": "tells staff what is wrong in a service file; its column names",
    "kiosk/forms": "tells staff which expression is wrong, and where",
    "kiosk/domain/errors.py": "advice in ADMIN.md",
    "kiosk/logs.py": "meanings in ADMIN.md",
    "kiosk/settings.py": "meanings in ADMIN.md, the sample hall",
    "kiosk/store/lock.py": "tells admins that a program runs twice",
    "kiosk/vault/enrolment.py": "tells admins whose key does not fit",
    "kiosk/vault/keys.py": "tells admins which key is missing",
    "kiosk/i18n/mandarin.py": "how Mandarin says dates and times",
    "kiosk/i18n/text.py": "the two words Traditional characters write otherwise",
    "kiosk/speech": "how Mandarin says numbers, names and rare characters",
    "kiosk/entry": "how Mandarin writes dates and which characters there are",
    "ui/__main__.py": "the command line, for staff",
    "ui/adapters/voice.py": "one syllable that warms the engine up",
    "ui/calibration.py": "tells staff how to measure the panel",
    "ui/voicing": "tells developers which sentences are not recorded",
    "ui/rehearsal": "answers of the made-up citizen who plays the demo",
    "sync": "command lines for admins, the clerk's desk of the reference platform",
}


def sources(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    for package in packages:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


@cache
def resource(language: str) -> Resource:
    text = files("assets").joinpath("text", f"{language}.ftl").read_text("utf-8")
    return FluentParser(with_spans=True).parse(text)


def messages(language: str) -> dict[str, Message]:
    return {m.id.name: m for m in resource(language).body if isinstance(m, Message)}


def asked_for(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and pattern of every key passed to ``text(...)`` or ``words(...)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in {"text", "_text", "words"}:
            for option in _options(node.args[0]) if node.args else ():
                if pattern := _pattern(option):
                    yield node.lineno, pattern


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _options(argument: ast.expr) -> tuple[ast.expr, ...]:
    return (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)


def _pattern(argument: ast.expr) -> str:
    match argument:
        case ast.Constant(value=str(key)) if KEY.fullmatch(key):
            return re.escape(key)
        case ast.JoinedStr(values=parts) if isinstance(parts[0], ast.Constant):
            return "".join(
                re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9-]+"
                for p in parts
            )
        case _:
            return ""


def test_every_key_the_code_asks_for_has_words() -> None:
    known = messages("zh-CN")

    missing = [
        f"{file}:{line} {pattern}"
        for file, tree in sources("kiosk", "ui")
        for line, pattern in asked_for(tree)
        if not any(re.fullmatch(pattern, key) for key in known)
    ]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_file_has_no_line_that_cannot_be_read(language: str) -> None:
    assert [e.content for e in resource(language).body if isinstance(e, Junk)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: str) -> None:
    keys = [m.id.name for m in resource(language).body if isinstance(m, Message)]

    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_takes_the_same_arguments(language: str) -> None:
    def shape(of: str) -> dict[str, set[str]]:
        return {key: _arguments(m) for key, m in messages(of).items()}

    assert shape(language) == shape("zh-CN")


def _arguments(message: Message) -> set[str]:
    text = str(message.value.to_json() if message.value else "")
    return set(re.findall(r"'VariableReference', 'id': \{[^}]*'name': '(\w+)'", text)) | set(
        re.findall(r"'name': '(\w+)'[^{}]*\}[^{}]*'type': 'VariableReference'", text)
    )


def test_every_key_is_explained_by_a_comment_above_its_block() -> None:
    """A comment speaks for the lines under it until the next empty line."""
    text = files("assets").joinpath("text", "zh-CN.ftl").read_text("utf-8")
    blocks = re.split(r"\n\s*\n(?=\S)", text)

    unexplained = [
        key
        for block in blocks
        if not re.search(r"^#", block, re.MULTILINE)
        for key in re.findall(r"^([a-z][\w-]*) =", block, re.MULTILINE)
    ]

    assert unexplained == []


def test_no_module_outside_the_list_holds_chinese() -> None:
    found = [
        f"{file}:{line} {text[:20]}"
        for file, tree in sources("kiosk", "ui", "sync")
        if not any(file == may or file.startswith(f"{may}/") for may in MAY_SPEAK_CHINESE)
        for line, text in _literals(tree)
        if CHINESE.search(text)
    ]

    assert found == []


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in prose
        ):
            yield node.lineno, node.value


def test_every_module_of_the_list_exists() -> None:
    assert [place for place in MAY_SPEAK_CHINESE if not (ROOT / place).exists()] == []


def test_every_key_is_used() -> None:
    nodes = [n for _, tree in sources("kiosk", "ui", "sync") for n in ast.walk(tree)]
    whole = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    made = {pattern for n in nodes if isinstance(n, ast.JoinedStr) and (pattern := _made(n))}

    unused = [
        key
        for key in messages("zh-CN").keys() - whole
        if not any(pattern.fullmatch(key) for pattern in made)
    ]
    assert unused == []


def _made(node: ast.JoinedStr) -> re.Pattern[str] | None:
    """Return the pattern of a key made of parts; it has a dash in a fixed part."""
    fixed = [str(p.value) for p in node.values if isinstance(p, ast.Constant)]
    if not re.fullmatch(r"[a-z0-9-]*-[a-z0-9-]*", "".join(fixed)):
        return None
    return re.compile(
        "".join(
            re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9_-]+"
            for p in node.values
        )
    )
