"""Several services filled in as one (一件事): each answer is asked once and goes to all.

The leading form comes first and decides, by conditions on its answers, which members join. A
question of the same name, kind and choices in several members is one question: shown if any
member wants it, required if any requires it, accepted only if every member accepts it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any, NamedTuple, Self

from kiosk.forms.instance import Node
from kiosk.forms.model import Form, Question, QuestionKind, path_text
from kiosk.forms.protocol import QuestionView, Ref, RepeatView, Verdict
from kiosk.forms.session import FormSession
from kiosk.ports.clock import Clock

_SPLIT = ":"
_POSITION = re.compile(r"\[\d+\]")
_NAMES = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")


class _SharedKey(NamedTuple):
    """What makes questions of several forms one question."""

    name: str
    kind: QuestionKind
    choices: frozenset[tuple[str, str]]
    repeat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleMember:
    """One service of a bundle.

    Attributes:
        when: the condition on the leading form's answers, or empty for always.
    """

    service: str
    form: Form
    when: str = ""


class BundleSession:
    """A :class:`~kiosk.forms.protocol.FormInterview` over a leading form and its members.

    A place is ``service:/data/name``, of the first form in the bundle that asks the question.
    """

    def __init__(
        self, members: tuple[BundleMember, ...], *, sessions: Mapping[str, FormSession]
    ) -> None:
        """Join sessions; :meth:`begin` makes new ones.

        Args:
            members: the leading form first; its ``when`` is not looked at.
            sessions: service → session.
        """
        self._members = members
        self._sessions = dict(sessions)
        self._leading = sessions[members[0].service]
        self._keys = {m.service: _keys(m.form) for m in members}
        self._paths = {
            service: {key: path for path, key in keys.items()}
            for service, keys in self._keys.items()
        }
        self._refusals: dict[Ref, str] = {}

    @classmethod
    def begin(
        cls,
        members: tuple[BundleMember, ...],
        *,
        clock: Clock,
        time_zone: tzinfo,
        instance_ids: Mapping[str, str],
        language: str = "",
    ) -> Self:
        """Start a bundle.

        Args:
            members: the leading form first.
            clock: the source of time.
            time_zone: in which ``today()`` is meant.
            instance_ids: service → the instance id of its case.
            language: of labels and choices; empty takes each form's own.
        """
        sessions = {
            m.service: FormSession(
                m.form,
                clock=clock,
                time_zone=time_zone,
                instance_id=instance_ids[m.service],
                language=language,
            )
            for m in members
        }
        return cls(members, sessions=sessions)

    def members(self) -> tuple[tuple[str, FormSession], ...]:
        """Return (service, session) of the leading form and of every member that joins now."""
        return tuple(self._active())

    def _active(self) -> Iterator[tuple[str, FormSession]]:
        for index, member in enumerate(self._members):
            if index == 0 or not member.when or self._leading.evaluate(f"boolean({member.when})"):
                yield member.service, self._sessions[member.service]

    # Asking ------------------------------------------------------------------------------

    def order(self) -> tuple[Ref, ...]:
        """Return the questions of all members that join, each shared one at its first place."""
        (leading, session), *joining = self._active()
        fixed = [self._first_place(leading, ref) for ref in session.order()]
        merged = list(fixed)
        for service, session in joining:
            own = [self._first_place(service, ref) for ref in session.order()]
            _merge(merged, own, fixed=set(fixed), start=self._joining_point(merged))
        return tuple(merged)

    def _joining_point(self, merged: list[Ref]) -> int:
        """Return the index after the last question that decides which members join.

        What a default answer makes a member ask must not come before the question itself.
        """
        names = {name for member in self._members for name in _NAMES.findall(member.when)}
        leading = f"{self._members[0].service}{_SPLIT}"
        deciding = (
            index
            for index, ref in enumerate(merged, start=1)
            if ref.startswith(leading) and ref.rpartition("/")[2] in names
        )
        return max(deciding, default=0)

    def speak(self, language: str) -> None:
        """Put everything from now on in the language of this tag; answers stay."""
        for session in self._sessions.values():
            session.speak(language)

    def words_above(self, ref: Ref) -> str:
        """Return label and hint in the first form's own language, whatever is spoken.

        Raises:
            KeyError: no such place.
        """
        (session, inner), *_ = self._places(ref)
        return session.words_above(inner)

    def view(self, ref: Ref) -> QuestionView:
        """Return a question as it stands, with the words of the first form that asks it.

        Raises:
            KeyError: no such place.
        """
        places = self._places(ref)
        views = [session.view(inner) for session, inner in places]
        asked = [session.view(inner) for session, inner in self._asking(places)]
        return replace(
            asked[0],
            ref=ref,
            question=views[0].question,
            label=views[0].label,
            hint=views[0].hint,
            say=views[0].say,
            example=views[0].example,
            value=next((v.value for v in views if v.value), ""),
            is_required=any(v.is_required for v in asked),
            is_readonly=all(v.is_readonly for v in views),
            constraint_message=self._refusals.get(ref) or _first(asked, "constraint_message"),
            required_message=_first(asked, "required_message"),
        )

    def judge(self, ref: Ref, value: str) -> Verdict:
        """Return what :meth:`try_answer` would, without writing.

        Raises:
            KeyError: no such place.
        """
        verdicts = (s.judge(inner, value) for s, inner in self._asking(self._places(ref)))
        return next((v for v in verdicts if v is not Verdict.ACCEPTED), Verdict.ACCEPTED)

    def try_answer(self, ref: Ref, value: str) -> Verdict:
        """Check an answer in every member that asks it; write it to all or to none.

        After a refusal :meth:`view` carries the message of the member that refused.

        Raises:
            KeyError: no such place.
        """
        places = self._places(ref)
        for session, inner in self._asking(places):
            verdict = session.judge(inner, value)
            if verdict is not Verdict.ACCEPTED:
                self._refusals[ref] = session.view(inner).constraint_message
                return verdict
        self._refusals.pop(ref, None)
        for session, inner in places:
            session.write(inner, value)
        return Verdict.ACCEPTED

    def clear(self, ref: Ref) -> None:
        """Take an answer back in every member that asks it, also one that is required.

        Raises:
            KeyError: no such place.
        """
        for session, inner in self._places(ref):
            session.clear(inner)

    def set_hidden(self, name: str, value: str, *, beside: Ref | None = None) -> None:
        """Write what the kiosk knows into the hidden question of that name in every member.

        Args:
            name: of the hidden question.
            value: what to write.
            beside: only where it stands in the same group, and copy of it, as this place.
        """
        if beside is None:
            for session in self._sessions.values():
                session.set_hidden(name, value)
        else:
            for session, inner in self._places(beside):
                session.set_hidden(name, value, beside=inner)

    # Places ------------------------------------------------------------------------------

    def _first_place(self, service: str, ref: str) -> Ref:
        """Return the place under which a question is asked: that of its first form."""
        key = self._keys[service].get(_bare(ref))
        places = ((m.service, self._place_in(m, key, ref)) for m in self._members)
        first = next(((name, place) for name, place in places if place), (service, ref))
        return Ref(f"{first[0]}{_SPLIT}{first[1]}")

    def _place_in(self, member: BundleMember, key: _SharedKey | None, ref: str) -> Ref | None:
        path = self._paths[member.service].get(key) if key is not None else None
        place = None if path is None else _moved(ref, path, member.form)
        has_place = place is not None and self._sessions[member.service].has(place)
        return place if has_place else None

    def _asking(self, places: list[tuple[FormSession, Ref]]) -> list[tuple[FormSession, Ref]]:
        """Return the places where the question counts now; all of them if it counts nowhere."""
        active = [session for _, session in self._active()]
        return [(s, ref) for s, ref in places if s in active and s.is_relevant(ref)] or places

    def _places(self, ref: Ref) -> list[tuple[FormSession, Ref]]:
        """Return every member's own place of a question, the first form's first."""
        service, _, own = ref.partition(_SPLIT)
        if service not in self._sessions or not own:
            raise KeyError(ref)
        found = [(self._sessions[service], Ref(own))]
        key = self._keys[service].get(_bare(own))
        for other in self._members:
            place = self._place_in(other, key, own)
            if other.service != service and place is not None:
                found.append((self._sessions[other.service], place))
        return found

    # Repeats -----------------------------------------------------------------------------

    def repeats(self) -> tuple[RepeatView, ...]:
        """Return the relevant repeats of all members, a shared one once."""
        found: dict[str, RepeatView] = {}
        for service, session in self._active():
            for view in session.repeats():
                last = view.last_ref and self._first_place(service, view.last_ref)
                name = view.path.rpartition("/")[2]
                shared = replace(view, path=f"{service}{_SPLIT}{view.path}", last_ref=last)
                found.setdefault(name, shared)
        return tuple(found.values())

    def add_repeat(self, path: str) -> int:
        """Add a copy at the end in every member that has this repeat; return its position."""
        counts = [session.add_repeat(own) for session, own in self._repeat_places(path)]
        return counts[0]

    def remove_repeat(self, path: str, position: int) -> None:
        """Remove a copy in every member that has this repeat."""
        for session, own in self._repeat_places(path):
            session.remove_repeat(own, position)

    def _repeat_places(self, path: str) -> list[tuple[FormSession, str]]:
        service, _, own = path.partition(_SPLIT)
        if service not in self._sessions:
            raise KeyError(path)
        name = own.rpartition("/")[2]
        found = [(self._sessions[service], own)]
        for member in self._members:
            if member.service != service:
                same = [p for p, r in member.form.repeats.items() if p[-1] == name and not r.count]
                found += [(self._sessions[member.service], path_text(p)) for p in same]
        return found

    # Asking back -------------------------------------------------------------------------

    def evaluate(self, expression: str) -> str | float | bool:
        """Return what an expression gives in the leading form.

        Names the leading form does not know are looked up in the first member that does.

        Raises:
            FormError: no form can read the expression.
        """
        wanted = set(_NAMES.findall(expression))
        for _, session in self._active():
            if wanted <= session.form.names.keys():
                return session.evaluate(expression)
        return self._leading.evaluate(expression)

    def value_of(self, name: str) -> str:
        """Return the first relevant answer of that name in any member, or the empty text."""
        values = (session.value_of(name) for _, session in self._active())
        return next((value for value in values if value), "")

    def refs_of(self, name: str) -> tuple[Ref, ...]:
        """Return the places of a question, shared ones once."""
        found: dict[Ref, None] = {}
        for member in self._members:
            for ref in self._sessions[member.service].refs_of(name):
                found.setdefault(self._first_place(member.service, ref))
        return tuple(found)

    def is_relevant(self, ref: Ref) -> bool:
        """Whether any member that joins wants the question."""
        active = [session for _, session in self._active()]
        try:
            return any(s in active and s.is_relevant(inner) for s, inner in self._places(ref))
        except KeyError:
            return False

    def answers(self) -> dict[str, str]:
        """Return the relevant answers of all members that join; the first form's win."""
        found: dict[str, str] = {}
        for _, session in self._active():
            for name, value in session.answers().items():
                found.setdefault(name, value)
        return found

    def snapshot(self) -> dict[str, Any]:
        """Return everything as plain JSON types."""
        return {"members": {name: s.snapshot() for name, s in self._sessions.items()}}

    @classmethod
    def restore(
        cls,
        members: tuple[BundleMember, ...],
        snapshot: Mapping[str, Any],
        *,
        clock: Clock,
        time_zone: tzinfo,
    ) -> Self:
        """Open a snapshot again."""
        sessions = {
            m.service: FormSession.restore(
                m.form, snapshot["members"][m.service], clock=clock, time_zone=time_zone
            )
            for m in members
        }
        return cls(members, sessions=sessions)


def _keys(form: Form) -> dict[str, _SharedKey]:
    """Return path → shared key of a form's questions."""
    repeats = {path_text(path): path[-1] for path in form.repeats}
    keys: dict[str, _SharedKey] = {}
    for path, question in form.questions.items():
        around = [name for repeat, name in repeats.items() if path.startswith(f"{repeat}/")]
        keys[path] = _SharedKey(
            question.name,
            question.kind,
            frozenset(_offered(form, question)),
            around[-1] if around else "",
        )
    return keys


def _offered(form: Form, question: Question) -> Iterator[tuple[str, str]]:
    """Yield stored name and words of every choice: one name may mean two things in two forms."""
    yield from ((option.name, option.label.plain()) for option in question.options)
    source = question.option_source
    for instance in source.nodes.instances if source else ():
        for node in form.instances.get(instance, Node(instance)).everything():
            for cell in node.children.get(source.name_at, ()) if source else ():
                labels = node.children.get(source.label_at, ()) if source else ()
                yield cell.text, "".join(label.text for label in labels)


def _merge(merged: list[Ref], own: list[Ref], *, fixed: set[Ref], start: int) -> None:
    """Put a member's places after what it asks before them, so that closing questions stay last.

    Args:
        merged: the order so far; changed.
        own: the member's order.
        fixed: places of the leading form; other members' places are passed over.
        start: nothing new is put before this index.
    """
    known = set(merged)
    at = start
    for ref in own:
        if ref in known:
            at = max(at, merged.index(ref) + 1)
            continue
        while at < len(merged) and merged[at] not in fixed and merged[at] not in own:
            at += 1
        merged.insert(at, ref)
        at += 1


def _first(views: list[QuestionView], name: str) -> str:
    return next((getattr(view, name) for view in views if getattr(view, name)), "")


def _bare(ref: str) -> str:
    return _POSITION.sub("", ref)


def _moved(ref: str, path: str, form: Form) -> Ref:
    """Return another form's path with the position of the repeat in ``ref``."""
    positions = _POSITION.findall(ref)
    if not positions:
        return Ref(path)
    around = [path_text(p) for p in form.repeats if path.startswith(f"{path_text(p)}/")]
    return Ref(f"{around[-1]}{positions[-1]}{path[len(around[-1]) :]}")
