"""The counter: the one application open at this kiosk, from the first question to the seal."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.catalogue.compiled import Catalogue, CompiledService
from kiosk.domain.application import ServiceRef
from kiosk.domain.errors import KioskError, SealBroken
from kiosk.domain.ids import DraftId, uuid7
from kiosk.domain.language import Language
from kiosk.domain.resume_code import ResumeCode
from kiosk.flow import places as at
from kiosk.forms.bundle import BundleMember, BundleSession
from kiosk.forms.model import Form
from kiosk.forms.protocol import FormInterview
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from kiosk.logs import Log, LogEvent
from kiosk.ports.cases import CaseStore
from kiosk.ports.clock import Clock
from kiosk.ports.sealer import Sealer
from kiosk.usecases.drafts import DraftDesk, OpenDraft
from kiosk.usecases.interview import Interview, Sheet
from kiosk.usecases.submit_application import SubCase, Submitted, submit_application

_log = Log("counter")


class Counter:
    """Opens, keeps, reopens and submits applications, one at a time."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        drafts: DraftDesk,
        cases: CaseStore,
        sealer: Sealer,
        clock: Clock,
        terminal: str,
        time_zone: str,
    ) -> None:
        self._catalogue = catalogue
        self._drafts = drafts
        self._cases = cases
        self._sealer = sealer
        self._clock = clock
        self._terminal = terminal
        self._zone = ZoneInfo(time_zone)
        self._forms: dict[ServiceRef, Form] = {}
        self._draft_id: DraftId | None = None
        self._has_code = False
        self._opened: tuple[CompiledService, ...] = ()  # the leading service and its members
        self._interview: Interview | None = None
        self._language = Language.SIMPLIFIED

    @property
    def interview(self) -> Interview:
        """The open application.

        Raises:
            KioskError: none is open.
        """
        if self._interview is None:
            raise KioskError("no application is open")
        return self._interview

    @property
    def service(self) -> CompiledService:
        """The service it is for.

        Raises:
            KioskError: none is open.
        """
        if not self._opened:
            raise KioskError("no application is open")
        return self._opened[0]

    def speak(self, language: Language) -> None:
        """Go on in another language, now and with what is opened later."""
        self._language = language
        if self._interview is not None:
            self._interview.speak(language.value, self._sheet(self._opened, language.value))

    def open(self, service_id: str, *, is_for_other: bool) -> at.Place:
        """Begin an application and return its first step.

        Raises:
            BadService, FormError: the service cannot be used as it is.
        """
        self.close()
        opened = self._current(service_id)
        facts = {"who": "helper"} if is_for_other else {}
        self._interview = Interview(
            sheet=self._sheet(opened), session=self._new_session(opened), facts=facts
        )
        self._opened = opened
        self.speak(self._language)
        self._draft_id = self._drafts.new_id()
        return self._interview.first()

    def keep(self, *, code: ResumeCode | None = None) -> None:
        """Keep the draft as it stands.

        Args:
            code: opens it from now on; a code given out earlier stays good without it.

        Raises:
            StorageFailed: it was not kept.
        """
        if self._draft_id is None:
            return
        self._drafts.keep(
            self._draft_id,
            {
                "services": [_plain(one.ref) for one in self._opened],
                "interview": self.interview.snapshot(),
            },
            parts=self.interview.parts(),
            service=self.service.ref.service,
            citizen_number=self._holder(),
            code=code,
        )
        _log.info(LogEvent.DRAFT_KEPT, draft=self._draft_id)

    def issue_code(self) -> ResumeCode:
        """Keep the draft under a short code and return the code."""
        code = ResumeCode.make()
        self.keep(code=code)
        self._has_code = True
        return code

    def reopen(self, draft: OpenDraft) -> tuple[at.Place, bool]:
        """Go on with a draft; return its step and whether it is for someone else.

        Raises:
            BadService, FormError: a version it was begun in cannot be used.
            SealBroken: the draft's content is not what this program writes.
        """
        self.close()
        try:
            opened = tuple(self._catalogue.at(_ref(p)) for p in draft.content["services"])
            self._interview = Interview.restore(
                draft.content["interview"],
                parts=draft.parts,
                sheet=self._sheet(opened),
                restore_session=lambda plain: self._restored(opened, plain),
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise SealBroken("the draft has another shape", code="draft-unreadable") from wrong
        self._opened = opened
        self.speak(self._language)
        self._draft_id = draft.draft_id
        self._has_code = draft.has_code
        _log.info(LogEvent.DRAFT_RESUMED, draft=draft.draft_id)
        return self._interview.furthest(), self._interview.is_by_helper

    def submit(self) -> Submitted:
        """Seal the application; its draft goes in the same transaction.

        Raises:
            BadInput: the helper's authorisation does not carry it.
            StorageFailed: nothing was sealed; the application stays open.
        """
        submitted = submit_application(
            self.interview,
            self._sub_cases(),
            sealer=self._sealer,
            cases=self._cases,
            clock=self._clock,
            terminal=self._terminal,
            time_zone=self._zone.key,
            draft_id=self._draft_id,
        )
        self.close()  # before anything that could fail: what is sealed must not be sealed again
        _log.info(LogEvent.APPLICATION_SEALED, slip=str(submitted.slip_number))
        self._drafts.wipe_traces()
        return submitted

    def forget(self) -> None:
        """Close the application and remove its draft for good."""
        if self._draft_id is not None:
            self._drafts.forget(self._draft_id)
        self.close()

    def close(self) -> None:
        """Close the application; an encrypted draft stays for its time."""
        self._interview = None
        self._opened = ()
        self._draft_id = None
        self._has_code = False

    # What an application is made of

    def _current(self, service_id: str) -> tuple[CompiledService, ...]:
        """Return a service and its members at today's versions, which hold to the end."""
        leading = self._catalogue.current(service_id)
        members = [m.service for m in leading.service.members if m.service]
        return (leading, *(self._catalogue.current(member) for member in members))

    @staticmethod
    def _sheet(opened: tuple[CompiledService, ...], language: str = "") -> Sheet:
        services = [one.service.told_in(language) for one in opened]
        service = services[0]
        return Sheet(
            ref=opened[0].ref,
            title=service.title_plain,
            item_code=service.item.catalog_code,
            eligibility=service.eligibility,
            materials=tuple(m for one in services for m in one.materials),
        )

    def _form(self, opened: CompiledService) -> Form:
        if opened.ref not in self._forms:
            self._forms[opened.ref] = load_form(opened.form_xml)
        return self._forms[opened.ref]

    def _new_session(self, opened: tuple[CompiledService, ...]) -> FormInterview:
        members = self._members(opened)
        if len(members) == 1:
            return FormSession(
                members[0].form,
                clock=self._clock,
                time_zone=self._zone,
                instance_id=self._new_instance_id(),
            )
        return BundleSession.begin(
            members,
            clock=self._clock,
            time_zone=self._zone,
            instance_ids={member.service: self._new_instance_id() for member in members},
        )

    def _new_instance_id(self) -> str:
        return f"uuid:{uuid7(self._clock.now())}"

    def _members(self, opened: tuple[CompiledService, ...]) -> tuple[BundleMember, ...]:
        """Return the leading form and those of its member services, each with its condition."""
        when = {m.service: m.when for m in opened[0].service.members if m.service}
        return tuple(
            BundleMember(
                service=one.ref.service, form=self._form(one), when=when.get(one.ref.service, "")
            )
            for one in opened
        )

    def _restored(
        self, opened: tuple[CompiledService, ...], plain: Mapping[str, Any]
    ) -> FormInterview:
        members = self._members(opened)
        if len(members) == 1:
            return FormSession.restore(
                members[0].form, plain, clock=self._clock, time_zone=self._zone
            )
        return BundleSession.restore(members, plain, clock=self._clock, time_zone=self._zone)

    def _sub_cases(self) -> tuple[SubCase, ...]:
        """Return what is sealed: one case a service of the bundle, the leading one first."""
        session = self.interview.session
        if isinstance(session, FormSession):
            return (self._sub_case(self.service, session),)
        if not isinstance(session, BundleSession):
            raise KioskError("an interview of an unknown kind")
        by_id = {one.ref.service: one for one in self._opened}
        return tuple(self._sub_case(by_id[name], member) for name, member in session.members())

    @staticmethod
    def _sub_case(opened: CompiledService, session: FormSession) -> SubCase:
        urgent_when = opened.service.urgent_when
        return SubCase(
            ref=opened.ref,
            item_code=opened.service.item.catalog_code,
            is_urgent=bool(urgent_when) and session.evaluate(urgent_when) is True,
            answers=session.answers(),
            readable=session.readable(),
            submission=session.submission(),
        )

    @property
    def can_be_found(self) -> bool:
        """Whether a draft of the open application could be opened again by card or code."""
        return self._interview is not None and (self._has_code or bool(self._holder()))

    def _holder(self) -> str:
        """Return whose card opens the draft again: the applicant's, before that the helper's."""
        session = self.interview.session
        return session.value_of("id_no") or session.value_of("helper_id_no")


def _plain(ref: ServiceRef) -> list[str]:
    return [ref.service, ref.version, ref.schema_digest]


def _ref(plain: list[str]) -> ServiceRef:
    service, version, digest = plain
    return ServiceRef(service=service, version=version, schema_digest=digest)
