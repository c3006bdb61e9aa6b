"""What a screen reader is told (A)."""

import re
from collections import Counter

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.audit.hanzi import hanzi_in
from tests.audit.rule import Fault, Found
from tests.audit.seen import Seen

LONGEST_NAME, LONGEST_IN_LETTERS = 40, 80

_ROLE_WORDS = re.compile(
    r"按钮|复选框|单选|文本框|输入框|QPushButton|QLabel|Button|[\uE000-\uF8FF]"
)


def a01_named(seen: Seen) -> Found:
    """A name in letters takes two for what takes one hanzi."""
    wrong = []
    for widget in seen.interactive:
        node = seen.node_of(widget)
        name = node.name.strip() if node else ""
        longest = LONGEST_NAME if hanzi_in(name) else LONGEST_IN_LETTERS
        if not name or len(name) > longest:
            wrong.append(seen.fault(widget, f"has no name of 1 to {longest} characters"))
    return Found(len(seen.interactive), tuple(wrong), boxes=seen.boxes(seen.interactive))


def a02_names_are_words(seen: Seen) -> Found:
    named = [node for node in seen.nodes if node.name]
    wrong = [
        Fault(f"“{node.name}” names a role", seen.box_of(node))
        for node in named
        if _ROLE_WORDS.search(node.name)
    ]
    return Found(len(named), tuple(wrong), boxes=tuple(map(seen.box_of, named)))


def a03_roles_fit(seen: Seen) -> Found:
    wrong = []
    for widget in seen.interactive:
        node = seen.node_of(widget)
        if node is None or node.role is not _fitting_role(widget):
            wrong.append(seen.fault(widget, f"is {node.role.name if node else 'not exposed'}"))
    return Found(len(seen.interactive), tuple(wrong), boxes=seen.boxes(seen.interactive))


def a04_names_differ(seen: Seen) -> Found:
    named = [(node.name, w) for w in seen.interactive if (node := seen.node_of(w)) and node.name]
    names = Counter(name for name, _ in named)
    wrong = [
        Fault(f"“{name}” is the name of {names[name]}", seen.box(widget))
        for name, widget in named
        if names[name] > 1
    ]
    return Found(len(named), tuple(wrong), boxes=seen.boxes(w for _, w in named))


def a05_no_echo(seen: Seen) -> Found:
    pairs = [(node, node.parent) for node in seen.nodes if node.parent and node.name]
    wrong = [
        Fault(f"“{node.name}” stands within its like", seen.box_of(node))
        for node, parent in pairs
        if (node.name, node.role) == (parent.name, parent.role)
    ]
    return Found(len(pairs), tuple(wrong), boxes=tuple(seen.box_of(node) for node, _ in pairs))


def a06_fields_are_labelled(seen: Seen) -> Found:
    wrong = []
    for box in seen.fields:
        labels = [w for w in seen.widgets if isinstance(w, QLabel) and w.buddy() is box]
        if not labels or box.accessibleName() != labels[0].text():
            wrong.append(seen.fault(box, "has no label of its name"))
    return Found(len(seen.fields), tuple(wrong), boxes=seen.boxes(seen.fields))


def a07_state_is_exposed(seen: Seen) -> Found:
    wrong = [seen.fault(w, "hides its state") for w in seen.interactive if not _exposes_state(w)]
    return Found(len(seen.interactive), tuple(wrong), boxes=seen.boxes(seen.interactive))


def a08_text_is_exposed(seen: Seen) -> Found:
    exposed: dict[int, str] = {}
    for node in seen.nodes:
        if node.widget is not None:
            exposed[id(node.widget)] = _bare(node.words)
    wrong = [
        Fault(f"“{text.line}” is drawn and not exposed", text.box)
        for text in seen.texts
        if _bare(text.line) not in exposed.get(id(text.widget), "")
    ]
    return Found(len(seen.texts), tuple(wrong), boxes=tuple(text.box for text in seen.texts))


def a09_icons_have_words(seen: Seen) -> Found:
    labelled = {id(text.widget) for text in seen.texts}
    wrong = [seen.fault(w, "shows no words") for w in seen.pressed if id(w) not in labelled]
    return Found(len(seen.pressed), tuple(wrong), boxes=seen.boxes(seen.pressed))


def a10_one_heading(seen: Seen) -> Found:
    headings = [w for w in seen.widgets if w.objectName() == "heading"]
    shown = [w for w in headings if isinstance(w, QLabel) and w.text()]
    # at the largest size a long heading gives its room on continued pages to the answers
    is_continued = seen.page is not None and seen.page.page_number > 0
    is_right = len(shown) == 1 or (is_continued and not shown)
    wrong = [Fault(f"{len(shown)} headings", seen.box(w)) for w in shown]
    wrong = wrong or [Fault("no heading")]
    return Found(1, () if is_right else tuple(wrong), boxes=seen.boxes(shown))


def _fitting_role(widget: QWidget) -> QAccessible.Role:
    if isinstance(widget, QLineEdit):
        return QAccessible.Role.EditableText
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        is_one_of = widget.autoExclusive()
        return QAccessible.Role.RadioButton if is_one_of else QAccessible.Role.CheckBox
    return QAccessible.Role.Button


def _exposes_state(widget: QWidget) -> bool:
    interface = QAccessible.queryAccessibleInterface(widget)
    state = interface.state()
    if bool(state.disabled) is widget.isEnabled():
        return False
    if isinstance(widget, QAbstractButton):
        return bool(state.checked) is widget.isChecked()
    if isinstance(widget, QLineEdit):
        return interface.text(QAccessible.Text.Value) == widget.displayText()
    return True


def _bare(text: str) -> str:
    return "".join(c for c in text if not c.isspace())
