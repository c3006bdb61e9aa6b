"""Rules of what a visit keeps and forgets. Each is a function of one recorded journey."""

from collections.abc import Iterator
from itertools import pairwise

from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort
from kiosk.speech.controls import SpeechControls
from tests.audit.conduct.record import (
    Began,
    Ended,
    Event,
    Pressed,
    Record,
    Said,
    Shown,
    Stood,
    Wanted,
)
from tests.audit.conduct.speech import bare, is_in, numbers, redrawn, secrets_of
from tests.audit.rule import Found, faults
from ui.pages import Choice, Field, Page, Row, Tile

ALERTS_S = (45, 30, 20, 10)
LEAST_EXTENSIONS = 10
MOST_PRESSES = 12
_QUESTIONS = (at.Asking, at.AskingMore, at.Unfit, at.Declined)
_TIMER_SLACK = 0.9  # a coarse timer of Qt may be early by a twentieth


def m01_time_is_given(record: Record) -> Found:
    """The wait begins when all was said; the end is told four times, and put off at will."""
    asked = [n for n, (before, now) in redrawn(record) if _asks(now) and not _asks(before)]
    if not record.idle_ms or not asked:
        return Found(0)
    waits = [_quiet_ms(record.events[: n + 1]) for n in asked]
    wrong = [
        f"asked after {wait:.0f} ms of silence, not {record.idle_ms}"
        for wait in waits
        if wait < record.idle_ms * _TIMER_SLACK
    ]
    extended = sum(_is_extension(before, after) for before, after in pairwise(record.shown))
    if extended < LEAST_EXTENSIONS:
        wrong.append(f"put off {extended} times only")
    wrong += [f"not told at {mark} s" for mark in ALERTS_S if not _is_told(record, asked, mark)]
    return Found(len(asked) + len(ALERTS_S), faults(wrong), (min(waits) / record.idle_ms,))


def m02_next_visitor_finds_nothing(record: Record) -> Found:
    """Who goes without a word finds the draft again; who comes next sees and hears none of it."""
    whats = record.whats
    ended = next((n for n, (before, now) in redrawn(record) if _expired(before, now)), None)
    if ended is None or not record.own:
        return Found(0)
    after = whats[ended:]
    by_card = next((n for n, w in enumerate(after) if w == Wanted("choose card")), len(after))
    secrets = {secret for own in record.own for secret in secrets_of(own)}
    seen = [w for w in after[:by_card] if isinstance(w, Shown | Said | Stood)]
    wrong = [
        "what was filled in is seen or heard by the next"
        for what in seen
        if any(is_in(secret, _text_of(what)) for secret in secrets)
    ]
    back = [w for w in after[by_card:] if isinstance(w, Shown) and w.visit.has_application]
    if by_card < len(after) and not back:
        wrong.append("the draft is gone")
    return Found(len(seen), faults(wrong))


def m03_settings_lose_nothing(record: Record) -> Found:
    """What is set leaves page and focus where they are, and the panel leads back to all of it.

    The page below comes up with the focus on its heading, as every page does, and is read anew.
    """
    wrong, checked = [], 0
    below: Stood | None = None
    for before, wanted, now in _acts(record):
        is_panel = isinstance(now.visit.place, at.PanelOpen)
        if is_panel and not isinstance(before.visit.place, at.PanelOpen):
            below = before
        elif is_panel and _settings(before) != _settings(now):
            checked += 1
            if now.visit.place != before.visit.place:
                wrong.append(f"{wanted} leaves {before.page.screen}")
            is_row = wanted.startswith("choose ")
            if is_row and now.focus != _label(before.page, now.page, wanted):
                wrong.append(f"{wanted} moves the focus to {now.focus}")
        elif below is not None and not is_panel:
            checked += 1
            if (now.visit.place, now.page.rows) != (below.visit.place, below.page.rows):
                wrong.append(f"{below.page.screen} is not as it was")
            below = None
    return Found(checked, faults(wrong))


def m04_end_resets_all(record: Record) -> Found:
    """At the end of a visit looks, hands, speed and loudness are the usual ones again."""
    wrong, changed = [], 0
    for before, now in pairwise(record.stood):
        is_over = isinstance(now.visit.place, at.Standby) and before.visit.place != now.visit.place
        if not is_over:
            continue
        changed += 1
        if (now.visit.comfort, now.theme) != (Comfort(), record.theme):
            wrong.append("the look stays")
        if now.controls != record.controls:
            wrong.append("the voice stays as it was set")
    return Found(changed, faults(wrong))


def m05_back_keeps_answers(record: Record) -> Found:
    """返回 finds every page as it was left; 改 leads back to the review."""
    wrong, checked = [], 0
    left: dict[at.Place, tuple[object, ...]] = {}
    for before, now in pairwise(record.stood):
        place = now.visit.place
        if isinstance(place, at.Standby):
            left.clear()
        is_found_again = isinstance(before.visit.place, _QUESTIONS) and place in left
        if is_found_again and before.visit.place != place:
            checked += 1
            if _entered(now.page.rows) != left[place]:
                wrong.append(f"{now.page.screen} lost what was entered")
        if isinstance(place, at.Asking):
            left[place] = _entered(now.page.rows)
        changing = before.visit.changing
        if changing is not None and before.visit.place != place:
            checked += 1
            if place != changing:
                wrong.append("改 does not lead back to the review")
    return Found(checked, faults(wrong))


def m06_errors_stand_first(record: Record) -> Found:
    """What is wrong stands above the answers, has the focus, and nothing entered is lost.

    A page asks one thing, so its notice stands at the field, too.
    """
    wrong, checked = [], 0
    for before, now in pairwise(record.stood):
        if not now.page.notice or now.page.notice == before.page.notice:
            continue
        checked += 1
        if now.focus != now.page.notice.shown:
            wrong.append(f"{now.page.screen} leaves the focus elsewhere")
        if now.tops.get("notice", 0) >= now.tops.get("row", 1):
            wrong.append(f"{now.page.screen} shows it below the answers")
        if _entered(now.page.rows) != _entered(before.page.rows):
            wrong.append(f"{now.page.screen} lost what was entered")
        if any(isinstance(row, Field) and not row.is_wrong for row in now.page.rows):
            wrong.append(f"{now.page.screen} does not mark the field")
    return Found(checked, faults(wrong))


def m07_dock_stands_still(record: Record) -> Found:
    """The keys of the dock stand where they stood, to the pixel, while size and hands stay."""
    places: dict[tuple[object, ...], tuple[int, ...]] = {}
    drifts = []
    for stood in record.stood:
        for key, box in stood.dock.items():
            first = places.setdefault((stood.theme.size, stood.theme.hands, key), box)
            drifts.append(max(abs(a - b) for a, b in zip(box, first, strict=True)))
    wrong = [f"a key moved {drift} px" for drift in drifts if drift]
    return Found(len(drifts), faults(wrong), tuple(map(float, drifts)))


def m08_helpers_see_nothing(record: Record) -> Found:
    """找人帮 covers what is filled in until the visitor goes on, and keeps all that was set.

    A person of the hall who comes is shown this page and nothing else; there is no other
    hand-over. Help may be put off by the question whether anybody is there.
    """
    secrets = {secret for own in record.own for secret in secrets_of(own)}
    wrong, checked, below = [], 0, None
    for before, now in pairwise(record.stood):
        if _is_covered(now):
            below = below or before
            checked += 1
            if any(is_in(secret, bare(now.drawn)) for secret in secrets):
                wrong.append("what is filled in is seen by who helps")
        elif below is not None and not isinstance(now.visit.place, at.StillThere):
            if _settings(now) != _settings(below) or now.visit.place != below.visit.place:
                wrong.append("something that was set is lost")
            below = None
    return Found(checked if secrets else 0, faults(wrong))


def f07_switches_reach_all(record: Record) -> Found:
    """One switch or two choose anything with few presses, the way there included."""
    wrong = [f"{presses} presses" for presses in record.presses if presses > MOST_PRESSES]
    return Found(len(record.presses), faults(wrong), tuple(map(float, record.presses)))


def _acts(record: Record) -> Iterator[tuple[Stood, str, Stood]]:
    """Yield what was touched, and how the window stood before and after."""
    before, wanted = None, ""
    for what in record.whats:
        match what:
            case Wanted(wanted):
                pass
            case Stood():
                if before is not None:
                    yield before, wanted, what
                before = what


def _settings(stood: Stood) -> tuple[Comfort, SpeechControls]:
    return stood.visit.comfort, stood.controls


def _is_covered(stood: Stood) -> bool:
    return stood.visit.place == at.PanelOpen(at.Panel.HELP)


def _label(before: Page, now: Page, wanted: str) -> str:
    """Return what the row that was touched is called now: a touch may give it another name."""
    for touched, row in zip(before.rows, now.rows, strict=False):
        match row:
            case Choice(label=words) | Tile(title=words):
                if wanted == f"choose {getattr(touched, 'key', '')}":
                    return words.shown
    return ""


def _asks(shown: Shown) -> bool:
    return isinstance(shown.place, at.StillThere)


def _quiet_ms(events: list[Event]) -> float:
    """Return how long nothing had been heard or pressed before the last event."""
    stirs = [e for e in events[:-1] if isinstance(e.what, Began | Ended | Pressed)]
    is_sounding = bool(stirs) and isinstance(stirs[-1].what, Began)
    return 0.0 if is_sounding or not stirs else events[-1].at_ms - stirs[-1].at_ms


def _expired(before: Shown, now: Shown) -> bool:
    return _asks(before) and isinstance(now.place, at.Standby)


def _is_extension(before: Shown, after: Shown) -> bool:
    return _asks(before) and before.visit.trail[-1:] == (after.place,)


def _is_told(record: Record, asked: list[int], mark: int) -> bool:
    """Whether so many seconds were seen and heard when nobody answered."""
    last = record.whats[asked[-1] :]
    over = next(
        (n for n, w in enumerate(last) if isinstance(w, Shown) and not _asks(w)), len(last)
    )
    seen = any(isinstance(w, Shown) and _says(w.page.lead.shown, mark) for w in last[:over])
    heard = any(isinstance(w, Said) and _says(w.text, mark) for w in last[:over])
    return seen and heard


def _says(text: str, mark: int) -> bool:
    return str(mark) in numbers(text)


def _text_of(what: Shown | Said | Stood) -> str:
    match what:
        case Said():
            return what.text
        case Shown():
            return bare(repr(what.page))
        case Stood():
            return bare(what.drawn)


def _entered(rows: tuple[Row, ...]) -> tuple[object, ...]:
    """Return what a person has put on a page."""
    marks = tuple(row.key for row in rows if isinstance(row, Choice) and row.is_chosen)
    return (*marks, *(row.value.shown for row in rows if isinstance(row, Field)))
