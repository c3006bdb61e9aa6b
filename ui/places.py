"""Which presenter belongs to a place. A new screen is one folder and one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from kiosk.catalogue.compiled import Catalogue
from kiosk.catalogue.search import find
from kiosk.catalogue.service import Service, ServiceCard
from kiosk.domain.errors import KioskError
from kiosk.domain.language import Tongue
from kiosk.domain.slip import Slip
from kiosk.domain.slip_code import SLIP_CODE_DIGITS
from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow import visit as flow
from kiosk.flow.visit import Event
from kiosk.forms.protocol import Ref
from kiosk.i18n import Text
from kiosk.ports.clock import Clock
from kiosk.ports.id_card_reader import IdCardReader
from kiosk.ports.printer import PrintOutcome
from kiosk.settings import Settings
from kiosk.speech.clip_store import ClipStore
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.counter import Counter
from kiosk.usecases.disclose import checklist_facts, promised_by
from kiosk.usecases.drafts import DraftDesk, OpenDraft
from kiosk.usecases.follow_case import CaseFollower, FollowedCase, slip_in
from kiosk.usecases.guessing import Guesses
from kiosk.usecases.lay_out_slip import (
    SlipFacts,
    lay_out_checklist,
    lay_out_code,
    lay_out_slip,
    status_address,
)
from ui.adapters.voice import Voice
from ui.app import App
from ui.asking import Asked
from ui.handwriting import InkReader
from ui.presenting import Presenter, Stage
from ui.questions import Questions
from ui.screens.case_detail.presenter import Presenter as CaseDetailPresenter
from ui.screens.case_list.presenter import Presenter as CaseListPresenter
from ui.screens.categories.presenter import Presenter as CategoriesPresenter
from ui.screens.checklist.presenter import Presenter as ChecklistPresenter
from ui.screens.declined.presenter import Presenter as DeclinedPresenter
from ui.screens.erasing.presenter import Presenter as ErasingPresenter
from ui.screens.farewell.presenter import Presenter as FarewellPresenter
from ui.screens.home.presenter import Presenter as HomePresenter
from ui.screens.kept.presenter import Presenter as KeptPresenter
from ui.screens.leaving.presenter import Presenter as LeavingPresenter
from ui.screens.lookup.presenter import Presenter as LookupPresenter
from ui.screens.lookup.presenter import Search
from ui.screens.more.presenter import Presenter as MorePresenter
from ui.screens.panel.presenter import (
    ComfortPresenter,
    HelpPresenter,
    LanguagePresenter,
    VoicePresenter,
)
from ui.screens.rating.presenter import Presenter as RatingPresenter
from ui.screens.sealed.presenter import Presenter as SealedPresenter
from ui.screens.search.presenter import Presenter as SearchPresenter
from ui.screens.service_page.presenter import Presenter as ServicePagePresenter
from ui.screens.services.presenter import Presenter as ServicesPresenter
from ui.screens.standby.presenter import Presenter as StandbyPresenter
from ui.screens.still_there.presenter import Presenter as StillTherePresenter
from ui.screens.trouble.presenter import Presenter as TroublePresenter
from ui.screens.unfit.presenter import Presenter as UnfitPresenter

_SLIP_DIGITS = 19
_CODE_DIGITS = 8
_YEARS_AROUND = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Makes the presenter of any place from what the window holds."""

    settings: Settings
    text: Text
    catalogue: Catalogue
    counter: Counter
    questions: Questions
    drafts: DraftDesk
    follower: CaseFollower
    guesses: Guesses
    reader: IdCardReader
    ink_reader: InkReader | None
    voice: Voice
    dialects: Mapping[str, ClipStore]
    clock: Clock
    app: App
    refresh: Callable[[], None]
    repeat: Callable[[], None]
    print_slip: Callable[[Slip], PrintOutcome]

    def open(self, place: at.Place) -> Presenter:  # noqa: C901, PLR0911, PLR0912 - the table
        """Return the presenter of ``place``."""
        stage = self._stage
        match place:
            case at.Standby():
                return StandbyPresenter(stage=stage, hall_name=self.settings.hall_name)
            case at.Home():
                return HomePresenter(stage=stage)
            case at.Categories():
                return CategoriesPresenter(
                    stage=stage,
                    categories=self.catalogue.categories(self.text.language),
                    services=self.catalogue.services(self.text.language),
                )
            case at.Services(category=category):
                return self._services(category)
            case at.Search():
                return SearchPresenter(
                    stage=stage,
                    find=self._find,
                    ink_reader=self.ink_reader,
                    unfinished=self.app.memory.unfinished,
                )
            case at.ServicePage(service=service):
                return ServicePagePresenter(
                    stage=stage,
                    service=self._service(service),
                    hall_phone=self.settings.hall_phone,
                    is_begun=self.app.visit.service == service,
                )
            case at.Checklist(service=service):
                return self._checklist(service)
            case at.Asking(ref=ref):
                return self._question(ref)
            case at.AskingMore(path=path):
                return MorePresenter(
                    stage=stage,
                    interview=self.counter.interview,
                    path=path,
                    keep=self.app.keep_draft,
                )
            case at.Unfit(test=test):
                return self._unfit(test)
            case at.Declined():
                return DeclinedPresenter(
                    stage=stage,
                    hall_phone=self.settings.hall_phone,
                    place=self.settings.hall_name,
                )
            case at.Sealed():
                return self._sealed()
            case at.Rating():
                return RatingPresenter(stage=stage)
            case at.Farewell(is_kept=is_kept):
                has_slip = self.app.memory.printed is PrintOutcome.PRINTED
                return FarewellPresenter(stage=stage, is_kept=is_kept, has_slip=has_slip)
            case at.Progress(by=by):
                return self._lookup(self._progress_search(), by)
            case at.SlipCode(number=number):
                return self._lookup(self._proof_search(number), at.Lookup.CODE)
            case at.Resume(by=by):
                return self._lookup(self._resume_search(), by)
            case at.CaseList():
                return CaseListPresenter(
                    stage=stage, found=self.app.memory.found, title_of=self._title
                )
            case at.CaseDetail(number=number):
                case = self.app.memory.found[number]
                return CaseDetailPresenter(
                    stage=stage,
                    case=case,
                    title=self._title(case.row.service),
                    hall_name=self.settings.hall_name,
                    hall_phone=self.settings.hall_phone,
                )
            case at.Leaving():
                return LeavingPresenter(stage=stage, hours=self.settings.draft_hours)
            case at.Erasing():
                return ErasingPresenter(stage=stage)
            case at.Kept():
                return self._kept()
            case at.Trouble(code=code):
                return TroublePresenter(
                    stage=stage, code=code, hall_phone=self.settings.hall_phone
                )
            case at.StillThere():
                return StillTherePresenter(
                    stage=stage,
                    clock=self.clock,
                    seconds=self.settings.idle_alert_seconds,
                    is_kept=self.counter.can_be_found,
                    is_done=self.app.memory.is_done,
                )
            case at.PanelOpen(panel=panel):
                return self._panel(panel)

    @property
    def _stage(self) -> Stage:
        return Stage(text=self.text, emit=self.app.dispatch, refresh=self.refresh)

    # Services

    def _services(self, category_id: str) -> Presenter:
        language = self.text.language
        category = next(c for c in self.catalogue.categories(language) if c.id == category_id)
        inside = [s for s in self.catalogue.services(language) if s.category == category_id]
        return ServicesPresenter(stage=self._stage, category=category, services=inside)

    def _find(self, query: str) -> tuple[ServiceCard, ...]:
        return find(self.catalogue.services(self.text.language), query)

    def _service(self, service_id: str) -> Service:
        return self.catalogue.current(service_id).service.told_in(self.text.language)

    def _title(self, service_id: str) -> str:
        try:
            return self._service(service_id).title_plain
        except KioskError:
            return service_id

    def _checklist(self, service_id: str) -> Presenter:
        service = self._service(service_id)
        facts = checklist_facts(
            service,
            hall_name=self.settings.hall_name,
            hall_phone=self.settings.hall_phone,
            printed_at=self.clock.now(),
            text=self.text,
        )
        slip = lay_out_checklist(facts, self.text)
        return ChecklistPresenter(stage=self._stage, slip=slip, print_slip=self.print_slip)

    # Questions

    def _question(self, ref: Ref) -> Presenter:
        return self.questions.open(
            Asked(
                stage=self._stage,
                interview=self.counter.interview,
                ref=ref,
                keep=self.app.keep_draft,
                is_changing=self.app.visit.changing is not None,
                unfinished=self.app.memory.unfinished,
            )
        )

    def _unfit(self, test: int) -> Presenter:
        condition = self.counter.interview.condition(test)
        return UnfitPresenter(
            stage=self._stage,
            condition=condition,
            offered_title=self._title(condition.offer) if condition.offer else "",
            hall_phone=self.settings.hall_phone,
        )

    # After sealing

    def _sealed(self) -> Presenter:
        submitted = self.app.memory.submitted
        if submitted is None:
            raise KioskError("nothing was sealed")
        number = submitted.slip_number
        language = self.text.language
        services = [self.catalogue.at(ref).service.told_in(language) for ref in submitted.services]
        facts = SlipFacts(
            hall_name=self.settings.hall_name,
            hall_phone=self.settings.hall_phone,
            services=tuple(service.title_plain for service in services),
            slip_number=number,
            code=submitted.code,
            captured_at=submitted.captured_at,
            promised_by=promised_by(services, self.text.local(submitted.captured_at).date()),
            told_by=submitted.told_by,
            papers_to_bring=submitted.papers_to_bring,
            head=submitted.head,
            status_url=self.settings.status_url,
            token=submitted.token,
        )
        slip = lay_out_slip(facts, self.text)
        said = spell(Spelling.CASE_NUMBER, str(number), self.text.language)
        return SealedPresenter(
            stage=self._stage,
            slip=slip,
            number=Words(number.grouped, said),
            code=submitted.code,
            status_code=status_address(facts),
            printed=self.app.memory.printed or self._print(slip),  # once a visit
            print_slip=self._print,
        )

    def _print(self, slip: Slip) -> PrintOutcome:
        """Print, and remember for the goodbye whether there is a paper to take along."""
        outcome = self.print_slip(slip)
        if self.app.memory.printed is not PrintOutcome.PRINTED:
            self.app.memory.printed = outcome
        return outcome

    def _kept(self) -> Presenter:
        code, until = self.app.memory.code, self.app.memory.code_until
        if code is None or until is None:
            raise KioskError("no draft was kept")
        slip = lay_out_code(code, hall_name=self.settings.hall_name, until=until, text=self.text)
        return KeptPresenter(
            stage=self._stage, code=code, until=until, print_code=partial(self._print, slip)
        )

    # Looking up

    def _lookup(self, search: Search, by: at.Lookup) -> Presenter:
        return LookupPresenter(
            stage=self._stage,
            search=search,
            by=by,
            reader=self.reader,
            unfinished=self.app.memory.unfinished,
        )

    def _progress_search(self) -> Search:
        return Search(
            name="progress",
            place=lambda by: flow.Went(at.Progress(by)),
            by_card=lambda number: self._cases_found(self.follower.by_card(number)),
            by_number=self._slip_asked_for,
            guesses=self.guesses,
            slip_of=_slip_of,
            number=at.Lookup.NUMBER,
            digits=_SLIP_DIGITS,
            prefix="K",
        )

    def _proof_search(self, slip: str) -> Search:
        """Ask for the code of a slip; the slip's QR code holds both and does as well."""
        return replace(
            self._progress_search(),
            name="proof",
            number=at.Lookup.CODE,
            digits=SLIP_CODE_DIGITS,
            prefix="",
            known=f"{slip}#",
            instead=flow.Went(at.Progress(at.Lookup.CARD)),
        )

    def _slip_asked_for(self, text: str) -> Event | None:
        """Show the cases of a slip, or ask for its code; whether there is one is not told."""
        number, code = slip_in(text)
        if code is None:
            return flow.Went(at.SlipCode(str(number)))
        return self._cases_found(self.follower.by_slip(number, code))

    def _cases_found(self, found: tuple[FollowedCase, ...]) -> Event | None:
        self.app.memory.found = found
        if not found:
            return None
        return flow.Went(at.CaseDetail(0) if len(found) == 1 else at.CaseList())

    def _resume_search(self) -> Search:
        return Search(
            name="resume",
            place=lambda by: flow.Went(at.Resume(by)),
            by_card=self._resumed_by_card,
            by_number=lambda code: self._draft_found(self.drafts.find_by_code(code)),
            guesses=self.guesses,
            number=at.Lookup.CODE,
            digits=_CODE_DIGITS,
        )

    def _resumed_by_card(self, citizen_number: str) -> Event | None:
        """Go on with the draft; what was sealed just before a power cut is shown instead."""
        if draft := self.drafts.find_by_card(citizen_number):
            return self._draft_found(draft)
        since = self.clock.now() - timedelta(hours=self.settings.draft_hours)
        found = self.follower.by_card(citizen_number)
        return self._cases_found(tuple(case for case in found if case.row.sealed_at > since))

    def _draft_found(self, draft: OpenDraft | None) -> Event | None:
        if draft is None:
            return None
        try:
            place, is_for_other = self.counter.reopen(draft)
        except KioskError as failed:
            return flow.TroubleMet(failed.code)
        return flow.Resumed(place, is_for_other, self.counter.service.ref.service)

    # The dock

    def _panel(self, panel: at.Panel) -> Presenter:
        stage = self._stage
        match panel:
            case at.Panel.TEXT_SIZE:
                return ComfortPresenter(stage=stage, comfort=lambda: self.app.visit.comfort)
            case at.Panel.VOICE:
                return VoicePresenter(
                    stage=stage,
                    controls=lambda: self.voice.controls,
                    change=self._change_voice,
                    has_sound=lambda: self.voice.is_available,
                    comfort=lambda: self.app.visit.comfort,
                )
            case at.Panel.LANGUAGE:
                return LanguagePresenter(
                    stage=stage,
                    offered=self.settings.languages,
                    dialects=self._dialects(),
                    dialect=lambda: self.app.visit.dialect,
                    hall_phone=self.settings.hall_phone,
                )
            case at.Panel.HELP:
                return HelpPresenter(
                    stage=stage,
                    hall_name=self.settings.hall_name,
                    hall_phone=self.settings.hall_phone,
                )

    def _dialects(self) -> dict[str, str]:
        """Return names and labels of what Chinese may be heard in; the engine's own last."""
        told = {name: clips.manifest.voice for name, clips in self.dialects.items()}
        if self.settings.cantonese:
            told.setdefault(Tongue.CANTONESE.value, self.text("language-yue").shown)
        return told

    def _change_voice(self, how: str) -> None:
        changes = {
            "repeat": self.repeat,
            "resume": self.voice.resume,
            "louder": self.voice.louder,
            "quieter": self.voice.quieter,
            "faster": self.voice.faster,
            "slower": self.voice.slower,
        }
        changes[how]()


def _slip_of(text: str) -> str:
    number, _ = slip_in(text)
    return str(number)
