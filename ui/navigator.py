"""Which screen a place is, and what is said when it is shown, redrawn or touched."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from kiosk.domain.words import Hearer
from kiosk.flow import places as at
from kiosk.flow.places import Place
from kiosk.speech.utterance import Utterance, outcome, passing, prompt
from ui.aloud import READ_ALOUD
from ui.drawing import PageView
from ui.pages import Act, AgainWanted, Chose, Focused, Page, Turned
from ui.presenting import Presenter, is_living
from ui.simple import SimpleWords

Say: TypeAlias = Callable[[Utterance], None]
Open: TypeAlias = Callable[[Place], Presenter]
_HELD = (at.Asking, at.Search, at.Progress, at.SlipCode, at.Resume)  # where something is typed
Said: TypeAlias = Callable[[Hearer], tuple[str, ...]]
_OVER = (at.PanelOpen, at.StillThere, at.Trouble, at.Leaving, at.Erasing)
_AWAITS_NOBODY = (at.Standby, at.Farewell, at.StillThere, at.PanelOpen)


class Navigator:
    """Shows one place at a time; draws and says the same page value.

    What holds a person's value is said where only the visitor hears it, or while a page is shown
    of which the visitor asked to hear all. This is the one place that decides it.
    """

    def __init__(
        self,
        *,
        view: PageView,
        open_place: Open,
        say: Say,
        screen_changed: Callable[[], None],
        simple: SimpleWords,
        signed: Callable[[Page], Page],
        is_private: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take its parts.

        Args:
            view: draws pages and reports acts.
            open_place: makes the presenter of a place.
            say: says an utterance.
            screen_changed: tells the voice that another screen is shown.
            simple: makes pages simple for who wants them so.
            signed: puts a clip in sign language on a page that has one.
            is_private: whether only the visitor hears what is said now.
        """
        self._view = view
        self._open = open_place
        self._say = say
        self._screen_changed = screen_changed
        self._simple = simple
        self._signed = signed
        self._is_private = is_private
        self._is_aloud = False
        self._place: Place | None = None
        self._presenter: Presenter | None = None
        self._page: Page | None = None
        self._below: tuple[Place, Presenter] | None = None
        self._page_below: Page | None = None
        view.acted.connect(self.on_acted)
        view.turned.connect(self.on_turned)
        view.focused.connect(self.on_focused)

    @property
    def page(self) -> Page | None:
        """The page on the screen."""
        return self._page

    @property
    def presenter(self) -> Presenter | None:
        """Who made it."""
        return self._presenter

    @property
    def awaits_answer(self) -> bool:
        """Whether the page asks something of the visitor; an outcome tells, and asks nothing."""
        is_told = self._page is None or self._page.is_outcome
        return not is_told and not isinstance(self._place, _AWAITS_NOBODY)

    def go(self, place: Place) -> None:
        """Show ``place`` and say it; a place that is shown already is only drawn again."""
        if place == self._place:
            self.refresh()
            return
        presenter = self._change_to(place)
        self._presenter = presenter
        self._present(self._made_by(presenter))

    def reword(self) -> None:
        """Make anew what lies below, in other words; a page with an answer begun is kept as it is.

        Its presenter asks for its words each time, so it needs no more than being drawn again.
        """
        if self._below is not None:
            place, presenter = self._below
            if not isinstance(place, _HELD):
                presenter = self._open(place)
                self._below = (place, presenter)
            if self._page_below is not None:
                self._page_below = self._made_by(presenter)

    def _present(self, page: Page) -> None:
        """Draw a new page and say all of it."""
        self._page = page
        self._view.render_page(page)
        self._screen_changed()
        make = outcome if page.is_outcome else prompt
        self._say_of(page, make, lambda hearer: page.spoken_at_opening(hearer, self._page_below))

    def repeat(self) -> None:
        """Say the page once more; from a panel, what was on the screen before it."""
        page = self._page_below or self._page
        if page is not None:
            self._say_of(page, prompt, page.spoken)

    def remind(self) -> None:
        """Say the page once more unasked: without what was read aloud because it was asked for."""
        is_aloud, self._is_aloud = self._is_aloud, False
        self.repeat()
        self._is_aloud = is_aloud

    def hush(self) -> None:
        """Say the page from its start to whom it is heard by now, who may be others.

        What was read aloud to headphones was not asked for on the loudspeaker.
        """
        self._is_aloud = False
        self.repeat()

    def _change_to(self, place: Place) -> Presenter:
        """Leave one place for another.

        What lies under a panel or a question of ours stays as it is, with all that was typed.
        """
        before, self._place = self._place, place
        if not isinstance(place, _OVER):
            self._page_below = None
        elif isinstance(place, at.PanelOpen):
            self._page_below = self._page_below or self._page
        if self._below is not None and self._below[0] == place:
            _, presenter = self._below
            self._below = None
            return presenter
        if isinstance(place, _OVER):
            if before is not None and not isinstance(before, _OVER) and self._presenter:
                self._below = (before, self._presenter)
        else:
            self._leave()
        return self._open(place)

    def refresh(self) -> None:
        """Draw the page again and say only what the last touch did, or all if it is another."""
        if self._presenter is None:
            return
        before, page = self._page, self._made_by(self._presenter)
        if before is not None and (before.screen, before.heading) != (page.screen, page.heading):
            self._is_aloud = False
            self._present(page)
            return
        self._page = page
        self._view.render_page(page)
        echo = page.echo
        if echo and before is not None and (echo != before.echo or before.rows != page.rows):
            self._say_echo(page)

    def _say_echo(self, page: Page) -> None:
        """Say what the last touch did; of a notice also which question it is about."""
        make = outcome if page.notice else passing
        words = (page.echo, page.heading) if page.notice else (page.echo,)
        self._say_of(page, make, lambda hearer: tuple(one.said_to(hearer) for one in words))

    def _made_by(self, presenter: Presenter) -> Page:
        return self._signed(self._simple.page(presenter.page()))

    def _say_of(self, page: Page, make: Callable[..., Utterance], said: Said) -> None:
        """Say what belongs to a page or the one below; the sound of personal words is not kept."""
        shown = [one for one in (page, self._page_below) if one is not None]
        is_told = self._is_aloud or self._is_private()
        words = said(Hearer.VISITOR if is_told else Hearer.ANYBODY)
        holds_value = words != said(Hearer.ANYBODY)
        is_secret = holds_value and not self._is_aloud
        self._say(
            replace(
                make(*words),
                is_personal=holds_value or any(one.is_personal for one in shown),
                hearer=Hearer.VISITOR if is_secret else Hearer.ANYBODY,
            )
        )

    def on_acted(self, act: Act) -> None:
        """Hand what a person did to the presenter, or only say it."""
        presenter, page = self._presenter, self._page
        if presenter is None or page is None:
            return
        if isinstance(act, Chose) and act.key == READ_ALOUD:
            self._is_aloud = True
        if act == AgainWanted():
            self._say_of(page, prompt, page.spoken)
            return
        acts = self._simple.acts(act, page)
        for meant in acts:
            presenter.on(meant)
        if not acts:
            self.refresh()

    def on_turned(self, turned: Turned) -> None:
        """Say which part of a long page is shown now, and what stands there."""
        if self._page is not None:
            self._say_of(self._page, passing, turned.spoken)

    def on_focused(self, focused: Focused) -> None:
        """Say what the focus was moved to."""
        self._simple.hear(focused.key)
        if self._page is not None:
            self._say_of(self._page, passing, focused.spoken)

    def tick(self) -> None:
        """Let a page that watches a device look again."""
        if self._presenter is not None and is_living(self._presenter):
            self._presenter.tick()

    def wipe(self) -> None:
        """Forget the page and all that stood on it."""
        self._leave()
        self._place = self._presenter = self._page = self._page_below = None

    def _leave(self) -> None:
        """Let go of what was shown and of what lay below it."""
        self._is_aloud = False
        below, self._below = self._below, None
        for presenter in (self._presenter, below[1] if below else None):
            if presenter is not None and is_living(presenter):
                presenter.leave()
