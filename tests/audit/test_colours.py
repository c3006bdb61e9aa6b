"""Colours are named in the theme alone: the audit sees what is drawn, this what is written."""

import re
from pathlib import Path

import ui

LITERAL = re.compile(r"#[0-9A-Fa-f]{6}\b|GlobalColor\.|Q\w*Gradient\b|QColor\(\d")
OWN_COLOURS = {
    "theme.py": "it is where colours are named",
    "adapters/slip_painter.py": "a slip is printed, black on white",
    "widgets/pictures.py": "a phone reads a code black on white only",
    "widgets/ink_box.py": "a signature is kept black on white",
    "widgets/darkness.py": "a dark screen is black to everybody",
    "widgets/look.py": "a pictogram has no ground",
}


def test_colours_come_from_the_theme() -> None:
    folder = Path(ui.__path__[0])

    named = {
        str(source.relative_to(folder))
        for source in folder.rglob("*.py")
        if LITERAL.search(source.read_text("utf-8"))
    }

    assert named == set(OWN_COLOURS)
