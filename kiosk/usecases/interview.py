"""One application being filled in: which step comes next, what is known, what was attached.

The form session knows the rules of the form; the interview knows the visitor: what a card has
already told, what was skipped, which condition was talked about, which papers were photographed.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from kiosk.catalogue.service import Eligibility, Material, Need
from kiosk.domain.application import Attachment, ServiceRef
from kiosk.domain.people import IdCard
from kiosk.domain.unlisted import PICTURE, UNLISTED
from kiosk.flow import places as at
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import FormInterview, QuestionView, Ref, Verdict

CARD_NOTE = "kiosk-card"
REVIEW_NOTE = "kiosk-review"
BRING_LATER = "later"
BY_FINGERPRINT = "fingerprint"  # on paper, before a member of staff, in place of a signature
STAFF_WITNESS = "staff"
_CARD_SOURCE = "id_card."
_CARD_NUMBER = "number"
_HELPERS_NUMBER = "helper_id_no"
_APPLICANTS_NUMBER = "id_no"
# What a card told → the hidden question beside it that says so, of blk_applicant and blk_family.
_HOW_READ = {"name": "id_read", "id_no": "id_read", "f_name": "f_read", "f_id": "f_read"}
_MATTER = "auth_title"  # a hidden question of blk_who: a letter of authority names its matter
_WITNESS = "witness"  # a hidden question of blk_sign
_PART_NAME_BYTES = 8
_NAMES = re.compile(r"\$\{(\w+)\}")


class CardRefusal(StrEnum):
    """Why a card does not fit where it was laid down."""

    HELPERS = "helpers"
    APPLICANTS = "applicants"
    TOLD_BEFORE = "told-before"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the interview needs of a compiled service besides its form."""

    ref: ServiceRef
    title: str
    item_code: str
    eligibility: tuple[Eligibility, ...] = ()
    materials: tuple[Material, ...] = ()


_Part: TypeAlias = tuple[str, Attachment]
"""An attachment and the random name under which the draft keeps its content."""


@dataclass(slots=True, kw_only=True)
class _Progress:
    """What the visitor did, beyond the answers themselves. Kept in the draft."""

    known: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    waived: set[int] = field(default_factory=set)
    attachments: dict[str, tuple[_Part, ...]] = field(default_factory=dict, repr=False)
    signed: dict[str, str] = field(default_factory=dict, repr=False)
    signed_in: dict[str, str] = field(default_factory=dict)


class Interview:
    """A walk through a form, one question a screen, forward and back without loss."""

    def __init__(
        self, *, sheet: Sheet, session: FormInterview, facts: Mapping[str, str] | None = None
    ) -> None:
        """Start at the beginning.

        Args:
            sheet: the service, or the leading one of a bundle.
            session: the form to walk through.
            facts: answers already known by question name (``who`` from the home screen); they
                are not asked again.
        """
        self.sheet = sheet
        self.session = session
        self._progress = _Progress()
        self._unfit_from: at.Place | None = None
        self._review_notes: dict[Ref, bool] = {}
        self._is_catching_up = False
        self._language = ""
        session.set_hidden(_MATTER, sheet.title)
        for name, value in (facts or {}).items():
            for ref in session.refs_of(name):
                if session.try_answer(ref, value) is Verdict.ACCEPTED:
                    self._progress.known.add(ref)

    def speak(self, language: str, sheet: Sheet) -> None:
        """Go on in another language; what was answered and signed stays.

        Args:
            language: its tag.
            sheet: the same service in its words.
        """
        self.sheet = sheet
        self._language = language
        self.session.speak(language)

    # Walking

    def steps(self) -> tuple[at.Place, ...]:
        """Return every step that is open now, in order; known answers are not among them."""
        return tuple(self._walk())

    def _walk(self) -> Iterator[at.Place]:
        last_of = {repeat.last_ref: repeat.path for repeat in self.session.repeats()
                   if not repeat.is_fixed}  # fmt: skip
        for ref in self._order():
            if ref not in self._progress.known:
                yield at.Asking(ref)
            if ref in last_of:
                yield at.AskingMore(last_of[ref])

    def _order(self) -> tuple[Ref, ...]:
        """Return the form's order with review and signature last.

        A bundle's members ask more after the leading form, which ends with the signature.
        """
        order = self.session.order()
        signing = {ref.rpartition("/")[0] for ref in order if self._is_review_note(ref)}
        late = [ref for ref in order if ref.rpartition("/")[0] in signing]
        return (*(ref for ref in order if ref not in late), *late)

    def first(self) -> at.Place:
        """Return the first step."""
        return self.steps()[0]

    def after(self, place: at.Place) -> at.Place | None:
        """Return the step after ``place``, or None when the application is complete.

        A condition of the service that is not met comes first. Before the review come the
        steps that were never shown, because a later answer opened them, and what is required
        and still empty; what was answered is not walked through again.
        """
        if not isinstance(place, at.Unfit) and (unmet := self._unmet()) is not None:
            self._unfit_from = place
            return at.Unfit(unmet)
        if isinstance(place, at.Unfit):
            self._progress.waived.add(place.test)
            place = self._unfit_from or self.first()
        self.settle(place)
        steps = self.steps()
        review = next((step for step in steps if self._is_review(step)), None)
        follow = steps[self._index(place, steps) + 1 :]
        wanted = follow[0] if follow else None
        if self._is_catching_up or wanted is None or review in {wanted, place}:
            missed = self._missed(steps, review)
            self._is_catching_up = missed is not None
            wanted = missed or (review if review in follow else wanted)
        return wanted

    def before(self, place: at.Place) -> at.Place | None:
        """Return the step before ``place``, or None at the beginning."""
        if isinstance(place, at.Unfit):
            return self._unfit_from
        steps = self.steps()
        index = self._index(place, steps)
        return steps[index - 1] if index > 0 else None

    def position(self, place: at.Place) -> tuple[int, int]:
        """Return (n, m) of 第n步，共m步."""
        steps = self.steps()
        return self._index(place, steps) + 1, len(steps)

    @property
    def is_by_helper(self) -> bool:
        """Whether somebody applies for another person."""
        return self.session.value_of("who") == "helper"

    def furthest(self) -> at.Place:
        """Return the first step that still needs the visitor: where a kept draft goes on."""
        steps = self.steps()
        review = next((step for step in steps if self._is_review(step)), None)
        return self._missed(steps, review) or review or steps[-1]

    def _index(self, place: at.Place, steps: Sequence[at.Place]) -> int:
        if place in steps:
            return steps.index(place)
        order = self._order()
        if isinstance(place, at.Asking) and place.ref in order:
            earlier = set(order[: order.index(place.ref)])
            return sum(1 for s in steps if isinstance(s, at.Asking) and s.ref in earlier) - 1
        return -1

    def _is_review(self, place: at.Place) -> bool:
        return isinstance(place, at.Asking) and self._is_review_note(place.ref)

    def _is_review_note(self, ref: Ref) -> bool:
        """Whether the question is the place to read back; asked often, so remembered."""
        if ref not in self._review_notes:
            question = self.session.view(ref).question
            self._review_notes[ref] = REVIEW_NOTE in question.appearance
        return self._review_notes[ref]

    def _missed(self, steps: Sequence[at.Place], review: at.Place | None) -> at.Place | None:
        """Return the first step before the review that was never shown or is still empty."""
        for place in steps:
            if place == review:
                return None
            if not self._was_seen(place):
                return place
            if isinstance(place, at.Asking) and self._is_open(self.session.view(place.ref)):
                return place
        return None

    def settle(self, place: at.Place) -> None:
        """Note that the visitor is done with a step, so that a kept draft goes on after it."""
        self._progress.seen.add(_name_of(place))

    def _was_seen(self, place: at.Place) -> bool:
        return _name_of(place) in self._progress.seen

    @staticmethod
    def _is_open(view: QuestionView) -> bool:
        return view.is_required and not view.value and not view.is_readonly

    # Answering

    def view(self, ref: Ref) -> QuestionView:
        """Return the question as it stands."""
        return self.session.view(ref)

    def answer(self, ref: Ref, value: str) -> Verdict:
        """Check and take an answer; a refused one changes nothing."""
        before = self.session.view(ref).value
        verdict = self.session.try_answer(ref, value)
        if verdict is Verdict.ACCEPTED:
            self._progress.skipped.discard(ref)
            if value != before:
                self._doubt_card(ref)
                self._doubt_signatures()
        return verdict

    def _doubt_signatures(self) -> None:
        """Forget a signature whose words are no longer those it was given for.

        It is asked for again before the review, for nobody signs what was not read.
        """
        if not self._progress.signed:
            return
        for ref in self.session.order():
            words = self._progress.signed.get(ref)
            if words is not None and words != self.session.words_above(ref):
                self._progress.signed.pop(ref)
                self._progress.signed_in.pop(ref, None)
                self._progress.attachments.pop(ref, None)
                self.session.clear(ref)
                self._name_witness()

    def _note_signed(self, ref: Ref) -> None:
        if self.session.view(ref).question.kind is QuestionKind.SIGNATURE:
            self._progress.signed[ref] = self.session.words_above(ref)
            self._progress.signed_in[ref] = self._language

    def _doubt_card(self, ref: Ref) -> None:
        """Ask for the card's photo again when what it told about the person was overwritten."""
        self._note_how_read([ref], "")

    def _note_how_read(self, refs: Iterable[Ref], how: str) -> None:
        for ref in refs:
            if hidden := _HOW_READ.get(_name(ref)):
                self.session.set_hidden(hidden, how, beside=ref)

    def skip(self, ref: Ref) -> None:
        """Leave an optional question open; the clerk sees that it was skipped."""
        self.session.try_answer(ref, "")
        self._progress.skipped.add(ref)
        self._doubt_signatures()

    def add_another(self, path: str) -> at.Place:
        """Open one more instance of a repeat and return its first question."""
        position = self.session.add_repeat(path)
        return next(
            place
            for place in self.steps()
            if isinstance(place, at.Asking) and place.ref.startswith(f"{path}[{position}]")
        )

    def remove_last(self, path: str) -> None:
        """Take back the newest instance of a repeat."""
        count = next(r.count for r in self.session.repeats() if r.path == path)
        self.session.remove_repeat(path, count)

    # Cards

    def use_card(self, ref: Ref, card: IdCard) -> tuple[Ref, ...]:
        """Fill in what the card says beside the note at ``ref``; return what was filled.

        A card whose number is refused, such as the helper's own laid down for the applicant,
        fills nothing.
        """
        filled = self._filled_from(card, ref)
        self._note_how_read(filled, "card")  # a photo of the card is not asked for any more
        self._doubt_signatures()
        return tuple(sorted(filled, key=self.session.order().index))

    def _filled_from(self, card: IdCard, ref: Ref) -> list[Ref]:
        group = ref.rpartition("/")[0]
        filled = []
        for other, source in self._card_questions(group):
            value = card.answer_for(source)
            if value and self.session.try_answer(other, value) is Verdict.ACCEPTED:
                if UNLISTED not in value:  # who has the card can write or photograph it
                    self._progress.known.add(other)
                filled.append(other)
            elif source == _CARD_NUMBER:
                return []
        return filled

    def _card_questions(self, group: str) -> list[tuple[Ref, str]]:
        """Return the questions of a group that a card can answer, the number first."""
        found = []
        for ref in self.session.order():
            source = self.session.view(ref).question.source
            if ref.rpartition("/")[0] == group and source.startswith(_CARD_SOURCE):
                found.append((ref, source.removeprefix(_CARD_SOURCE)))
        return sorted(found, key=lambda pair: pair[1] != _CARD_NUMBER)

    def forget_card(self, ref: Ref) -> None:
        """Ask by hand what a card had told (another card, or a wrong one)."""
        group = ref.rpartition("/")[0]
        told = [other for other, _ in self._card_questions(group)]
        self._progress.known -= set(told)
        self._note_how_read(told, "")

    def why_card_refused(self, ref: Ref, card: IdCard) -> CardRefusal:
        """Return why :meth:`use_card` filled nothing at ``ref``."""
        (asked, _), *_ = self._card_questions(ref.rpartition("/")[0])
        number = card.answer_for(_CARD_NUMBER)
        elsewhere = {
            name
            for name in (_HELPERS_NUMBER, _APPLICANTS_NUMBER, _name(asked))
            for other in self.session.refs_of(name)
            if other != asked and self.session.view(other).value == number
        }
        if _HELPERS_NUMBER in elsewhere:
            return CardRefusal.HELPERS
        if _APPLICANTS_NUMBER in elsewhere:
            return CardRefusal.APPLICANTS
        return CardRefusal.TOLD_BEFORE if elsewhere else CardRefusal.OTHER

    def chosen_label(self, name: str) -> str:
        """Return the words of the chosen answer to a question, or nothing."""
        for ref in self.session.refs_of(name):
            view = self.session.view(ref)
            return next((c.label for c in view.choices if c.name == view.value), "")
        return ""

    # Papers and signatures

    def material(self, ref: Ref) -> Material | None:
        """Return the paper a photo question asks for."""
        name = self.session.view(ref).question.name
        return next((m for m in self.sheet.materials if m.id == name), None)

    def attach(self, ref: Ref, attachments: Sequence[Attachment]) -> Verdict:
        """Keep photos or a signature as the answer; the form holds their names."""
        names = " ".join(a.slot for a in attachments if a.media_type.startswith("image/"))
        verdict = self.session.try_answer(ref, names)
        if verdict is Verdict.ACCEPTED:
            self._progress.attachments[ref] = tuple(
                (secrets.token_hex(_PART_NAME_BYTES), each) for each in attachments
            )
            self._note_signed(ref)
            self._name_witness()
        return verdict

    def attached(self, ref: Ref) -> tuple[Attachment, ...]:
        """Return what is attached to a question."""
        return tuple(each for _, each in self._progress.attachments.get(ref, ()))

    def show_character(self, ref: Ref, jpeg: bytes) -> None:
        """Keep the picture of a character for which 〓 stands, or will, in a text."""
        slot = f"{attachment_slot(ref)}{PICTURE}"
        shown = Attachment(slot=slot, media_type="image/jpeg", content=jpeg)
        self._progress.attachments[ref] = ((secrets.token_hex(_PART_NAME_BYTES), shown),)

    def may_come_later(self, ref: Ref) -> bool:
        """Whether a paper may be handed in later (容缺后补).

        What another office could tell holds nobody up: whoever does not want it asked there
        brings the paper another day.
        """
        paper = self.material(ref)
        return paper is not None and (paper.need is Need.LATER or paper.share is not None)

    def bring_later(self, ref: Ref) -> Verdict:
        """Note that a paper is brought later (容缺后补)."""
        self._progress.attachments.pop(ref, None)
        return self.session.try_answer(ref, BRING_LATER)

    def papers_to_bring(self) -> tuple[str, ...]:
        """Return what was promised for later by its official name, fingerprints included."""
        views = [self.session.view(ref) for ref in self.session.order()]
        papers = [
            paper.name
            for view in views
            if view.value == BRING_LATER and (paper := self.material(view.ref))
        ]
        signed = [view.question.field for view in views if _is_by_fingerprint(view)]
        return (*papers, *dict.fromkeys(signed))

    def sign_by_fingerprint(self, ref: Ref) -> Verdict:
        """Note that a fingerprint on paper, witnessed by staff, takes a signature's place."""
        self._progress.attachments.pop(ref, None)
        verdict = self.session.try_answer(ref, BY_FINGERPRINT)
        self._note_signed(ref)
        self._name_witness()
        return verdict

    def _name_witness(self) -> None:
        """Tell the clerk whether a member of staff has to witness a fingerprint."""
        views = (self.session.view(ref) for ref in self.session.order())
        is_needed = any(_is_by_fingerprint(view) for view in views)
        self.session.set_hidden(_WITNESS, STAFF_WITNESS if is_needed else "")

    def all_attachments(self) -> tuple[Attachment, ...]:
        """Return the attachments of all questions that are still relevant."""
        relevant = set(self.session.order())
        return tuple(
            each
            for ref, attachments in self._progress.attachments.items()
            if ref in relevant and self._is_meant(self.session.view(Ref(ref)))
            for _, each in attachments
        )

    @staticmethod
    def _is_meant(view: QuestionView) -> bool:
        """Whether what is attached still belongs to the answer: a text may have been mended."""
        return view.question.kind is not QuestionKind.TEXT or UNLISTED in view.value

    # Conditions

    def _unmet(self) -> int | None:
        for index, condition in enumerate(self.sheet.eligibility):
            if index in self._progress.waived or not self._is_decidable(condition.test):
                continue
            if not self.session.evaluate(f"boolean({condition.test})"):
                return index
        return None

    def _is_decidable(self, test: str) -> bool:
        return all(self.session.value_of(name) for name in _NAMES.findall(test))

    def condition(self, index: int) -> Eligibility:
        """Return the condition that is not met."""
        return self.sheet.eligibility[index]

    @property
    def was_advised(self) -> bool:
        """Whether the visitor applied although a condition seemed not to be met."""
        return bool(self._progress.waived)

    @property
    def signed_in(self) -> tuple[str, ...]:
        """The languages, each by its tag, in which the words above a signature were read."""
        return tuple(sorted(set(filter(None, self._progress.signed_in.values()))))

    @property
    def skipped_names(self) -> tuple[str, ...]:
        """Names of the questions that were left open on purpose."""
        return tuple(sorted({ref.rpartition("/")[2] for ref in self._progress.skipped}))

    # Keeping

    def parts(self) -> dict[str, bytes]:
        """Return the attachments' contents under the names the snapshot calls them by."""
        return {
            name: a.content for kept in self._progress.attachments.values() for name, a in kept
        }

    def snapshot(self) -> dict[str, Any]:
        """Return everything as plain JSON types, the contents of attachments by name only."""
        kept = self._progress
        return {
            "session": self.session.snapshot(),
            "known": sorted(kept.known),
            "skipped": sorted(kept.skipped),
            "seen": sorted(kept.seen),
            "waived": sorted(kept.waived),
            "signed": dict(kept.signed),
            "signed_in": dict(kept.signed_in),
            "attachments": {
                ref: [[a.slot, a.media_type, name] for name, a in attachments]
                for ref, attachments in kept.attachments.items()
            },
        }

    @classmethod
    def restore(
        cls,
        plain: Mapping[str, Any],
        *,
        parts: Mapping[str, bytes],
        sheet: Sheet,
        restore_session: Callable[[Mapping[str, Any]], FormInterview],
    ) -> "Interview":
        """Open a snapshot again.

        Raises:
            KeyError: it is no snapshot, or a part is missing.
        """
        interview = cls(sheet=sheet, session=restore_session(plain["session"]))
        interview._progress = _Progress(
            known=set(plain["known"]),
            skipped=set(plain["skipped"]),
            seen=set(plain["seen"]),
            waived=set(plain["waived"]),
            signed=dict(plain.get("signed", {})),  # drafts of before have none
            signed_in=dict(plain.get("signed_in", {})),
            attachments={
                ref: tuple(
                    (name, Attachment(slot=slot, media_type=kind, content=parts[name]))
                    for slot, kind, name in attachments
                )
                for ref, attachments in plain["attachments"].items()
            },
        )
        return interview

    def is_card_note(self, ref: Ref) -> bool:
        """Whether the question is the place to lay a card down."""
        view = self.session.view(ref)
        return view.question.kind is QuestionKind.NOTE and CARD_NOTE in view.question.appearance


def _name(ref: Ref) -> str:
    """Return the question's own name."""
    return ref.rpartition("/")[2]


def _name_of(place: at.Place) -> str:
    match place:
        case at.Asking(ref=ref):
            return ref
        case at.AskingMore(path=path):
            return f"{path}+"
        case _:
            return ""


def _is_by_fingerprint(view: QuestionView) -> bool:
    is_signature = view.question.kind is QuestionKind.SIGNATURE
    return is_signature and view.value == BY_FINGERPRINT


def attachment_slot(ref: Ref) -> str:
    """Return the name under which a question's pictures travel, unique inside the case."""
    return slot_of("/".join(ref.split("/")[2:]))


def slot_of(name: str) -> str:
    """Return the name of an answer, such as ``r_family[2]/f_name``, as slots end with it."""
    return "-".join(part.replace("[", "-").replace("]", "") for part in name.split("/"))
