"""Somebody who knows the window by AT-SPI alone, as a screen reader does, and applies there.

``/usr/bin/python3 citizen.py PLAN`` with a file of JSON: what this person does at each heading,
in order: ``press``, ``choose``, ``type``, or ``lay`` a card on the plate; nothing to do is the
end. It finds everything by role and name and acts by the Action interface: no pointer, no key,
no look into the process. It tells each page as a line of JSON, and fails where one lacks what it
should have: a single heading, a mark on what was chosen, a field that holds what was typed.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version comes first

APPLICATION = "hall-kiosk"
PATIENCE_S = 60  # only ever waited out when something is broken
LOOK_MS = 20
MOST_PAGES = 100
Node = Any  # an Atspi.Accessible

HEADING, ALERT, LABEL, FIELD = "heading", "alert", "label", "text"
BUTTON, RADIO, BOX = "push button", "radio button", "check box"
ACTS = {BUTTON: "Press", RADIO: "Toggle", BOX: "Toggle"}


class Lost(Exception):
    """The window does not offer what this person looks for."""


@dataclass(frozen=True)
class Part:
    """What AT-SPI told of one thing that is showing."""

    role: str
    name: str
    text: str
    is_marked: bool
    label: str
    node: Node = field(compare=False, repr=False)


class Page:
    """What is showing at one moment: a heading and all that stands beside it."""

    def __init__(self, window: Node) -> None:
        headings = [node for node in _showing(window) if node.get_role_name() == HEADING]
        if len(headings) != 1:
            raise Lost(f"{len(headings)} headings")
        self.heading = headings[0].get_name()
        self.parts = tuple(map(_part, _showing(headings[0].get_parent())))

    def names(self, *roles: str) -> list[str]:
        return [part.name for part in self.parts if part.role in roles]

    def find(self, name: str, *roles: str) -> Part:
        """Return the only thing of this name.

        Raises:
            Lost: there is none, or several.
        """
        found = [part for part in self.parts if part.role in roles and part.name == name]
        if len(found) != 1:
            raise Lost(f"{len(found)} × {name} among {self.names(*roles)}")
        return found[0]

    @property
    def field(self) -> Part:
        """The only field to fill."""
        (only,) = (part for part in self.parts if part.role == FIELD)
        return only

    @property
    def numbers(self) -> dict[str, str]:
        """What is shown under a label of its own."""
        return {part.label: part.name for part in self.parts if part.role == LABEL and part.label}


class Window:
    """The application as the registry knows it."""

    def __init__(self) -> None:
        Atspi.set_timeout(PATIENCE_S * 1000, PATIENCE_S * 1000)
        self._application: Node = None
        self._lost = ""
        self.wait(self._is_there, "the window is in the registry")

    def _is_there(self) -> bool:
        desktop = Atspi.get_desktop(0)
        try:
            there = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
            found = [a for a in there if a and a.get_name() == APPLICATION and a.get_child_count()]
        except GLib.Error:  # a program that comes or goes
            return False
        self._application = next(iter(found), None)
        return bool(found)

    def page(self) -> Page:
        self._application.clear_cache()  # all that lies in it
        frame = self._application.get_child_at_index(0)
        if frame is None or frame.get_role_name() != "frame":
            raise Lost("there is no window")
        return Page(frame)

    def settled(self) -> Page:
        """Wait until two looks see the same page."""
        seen: list[Page] = []

        def is_still() -> bool:
            try:
                seen.append(self.page())
            except (GLib.Error, Lost) as lost:  # it became another one under the look
                seen.clear()
                self._lost = str(lost)
            return len(seen) > 1 and seen[-1].parts == seen[-2].parts

        self.wait(is_still, "the page stands still")
        return seen[-1]

    def act(self, page: Page, part: Part) -> Page:
        """Do the one thing that can be done with a part; return the page after that."""
        count = Atspi.Action.get_n_actions(part.node)
        names = [Atspi.Action.get_action_name(part.node, place) for place in range(count)]
        Atspi.Action.do_action(part.node, names.index(ACTS[part.role]))
        return self.other_than(page)

    def other_than(self, before: Page) -> Page:
        """Wait until the page is another one, or tells something else."""
        seen: list[Page] = []

        def is_another() -> bool:
            seen[:] = [self.settled()]
            return seen[0].parts != before.parts

        self.wait(is_another, f"something follows {before.heading}")
        return seen[0]

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        """Look again and again until it is so."""
        end = GLib.get_monotonic_time() + PATIENCE_S * 1_000_000
        while not is_so():
            if GLib.get_monotonic_time() > end:
                raise Lost(f"waited in vain until {what}; {self._lost}")
            looks = GLib.MainLoop()
            GLib.timeout_add(LOOK_MS, looks.quit)
            looks.run()


def _showing(node: Node) -> Iterator[Node]:
    if not node.get_state_set().contains(Atspi.StateType.SHOWING):
        return
    yield node
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield from _showing(child)


def _part(node: Node) -> Part:
    role = node.get_role_name()
    return Part(
        role=role,
        name=node.get_name(),
        text=Atspi.Text.get_text(node, 0, -1) if role == FIELD else "",
        is_marked=node.get_state_set().contains(Atspi.StateType.CHECKED),
        label=_label_of(node),
        node=node,
    )


def _label_of(node: Node) -> str:
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return str(relation.get_target(0).get_name())
    return ""


def do(window: Window, page: Page, verb: str, what: str) -> Page:
    """Do one thing of the plan; return the page after that."""
    match verb:
        case "press":
            return window.act(page, page.find(what, BUTTON))
        case "choose":
            page = window.act(page, page.find(what, RADIO, BOX))
            if not page.find(what, RADIO, BOX).is_marked:
                raise Lost(f"{what} was chosen and is not marked")
            return page
        case "type":
            return typed(window, page, what)
        case "lay":
            wallet, plate = what.split("|")
            Path(plate).symlink_to(wallet)
            page = window.other_than(page)
            Path(plate).unlink()
            return page
        case _:
            raise Lost(f"nobody can {verb}")


def typed(window: Window, page: Page, text: str) -> Page:
    """Press one key after the other and read what the field holds by then."""
    for number, char in enumerate(text, start=1):
        page = window.act(page, page.find(char, BUTTON))
        shown = page.field
        if not shown.label or shown.text.replace(" ", "") != text[:number]:
            raise Lost(f"{char} was pressed and “{shown.label}” holds “{shown.text}”")
    return page


def tell(page: Page) -> None:
    told = {
        "heading": page.heading,
        "alerts": page.names(ALERT),
        "labels": page.names(LABEL),
        "numbers": page.numbers,
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def apply(window: Window, plan: dict[str, list[dict[str, str]]]) -> None:
    """Do what the plan says, page after page, until it says nothing."""
    page = window.settled()
    tell(page)
    for _ in range(MOST_PAGES):
        acts = plan.get(page.heading)
        if acts is None:
            raise Lost(f"nothing to do at {page.heading}: {page.parts}")
        if not acts:
            return
        for act in acts:
            for verb, what in act.items():
                page = do(window, page, verb, what)
                tell(page)
    raise Lost(f"no end after {MOST_PAGES} pages, at {page.heading}")


if __name__ == "__main__":
    apply(Window(), json.loads(Path(sys.argv[1]).read_text("utf-8")))
