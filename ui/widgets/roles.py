"""What screen readers are told that Qt does not tell by itself: heading, notice, window.

Qt asks for the role of a widget when a screen reader wants to know it, and only then.

WORKAROUND: PySide never lets go of an interface made here, some 200 bytes. So only these three
kinds of widgets get theirs from here, two of them on a page.
"""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "Heading": QAccessible.Role.Heading,
    "Notice": QAccessible.Role.AlertMessage,
    "Frame": QAccessible.Role.Window,
    "Content": QAccessible.Role.Client,
}


@cache
def tell_roles() -> None:
    """Let screen readers know headings, notices and the window for what they are, once for all."""
    QAccessible.installFactory(_interface_for)


def _interface_for(class_name: str, asked: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(class_name)
    if role is None or not isinstance(asked, QWidget):
        return None
    return QAccessibleWidget(asked, role)
