"""Rules of what is said, and when. Each is a function of one recorded journey."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import islice, pairwise

from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow import places as at
from kiosk.speech.speller import Spelling, spell
from tests.audit.conduct.record import (
    Began,
    Captioned,
    Ended,
    Opening,
    Pressed,
    Record,
    Said,
    Shown,
    Stood,
    Wanted,
    What,
    sentences,
)
from tests.audit.rule import Found, faults
from ui.pages import Choice, Page, Tile, spoken_row

MOST_WITHOUT_COUNT = 2
"""Answers that are told apart without being counted."""
LEAST_SECRET = 6
"""Digits of a person's number in a row that nobody else must hear."""
CONTROLS = {"repeat", "pause", "slower", "faster", "louder", "quieter"}

_DIGITS = {**dict(zip("零一二三四五六七八九", "0123456789", strict=True)), "幺": "1", "两": "2"}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(rf"[{''.join(_DIGITS)}{''.join(_TENS)}]+|\d+")
_WEEKDAY = re.compile("星期[一二三四五六]")
_NTH = re.compile(r"^第[一二三四五六七八九十]+个，")
_MEND = re.compile(r"请|再|要|点|按|写|选|填|擦|改|重")
_WAY_BACK = re.compile("看.*点一下屏幕")
_INSTEAD = re.compile("写在屏幕上|印着")
_ALOUD = "choose read"
_SCREENS_OF_OUTCOMES = {"sealed", "kept", "trouble"}

READ_SO = (
    (Spelling.ID_CARD, "110101199003077758", "幺幺零幺零幺，幺九九零，零三零七，七七五八"),
    (Spelling.ID_CARD, "11010119900307002X", "幺幺零幺零幺，幺九九零，零三零七，零零二艾克斯"),
    (Spelling.PHONE, "13800138000", "幺三八，零零幺三，八零零零"),
    (Spelling.PHONE, "010-65231234", "零幺零，六五二三，幺二三四"),
    (Spelling.PHONE, "12345", "幺二三四五"),
    (Spelling.DATE, "2026-11-22", "二零二六年十一月二十二日"),
    (Spelling.TIME, "上午9:30", "上午九点半"),
    (Spelling.MONEY, "¥1234.50元", "一千二百三十四元五角"),
    (Spelling.MONEY, "0.05", "五分"),
    (Spelling.STEP, "第2/5步", "第二步，共五步"),
    (Spelling.COUNT, "2张", "两张"),
    (Spelling.INTEGER, "10020", "一万零二十"),
)
"""How values are read; VOICE, section 4."""


def s01_said_in_order(record: Record) -> Found:
    """Heading, what it is for, how many answers there are, the answers, the way on.

    A panel says the page below between its heading and its controls. A page that is opened at
    an answer just changed is read from there. 返回 and 下一步 stand on nearly every page and are
    said only where they are all there is.
    """
    openings = [one for one in record.openings if one.page.spoken() and not one.page.opens_at]
    wrong = [
        f"{one.page.screen} says {missing} not, or not in its turn"
        for one in openings
        if (missing := _first_out_of_turn(_in_order(one.page), one.said))
    ]
    wrong += [
        f"{one.page.screen} does not say that there are {len(_answers(one.page))}"
        for one in openings
        if not _is_counted(one)
    ]
    return Found(len(openings), faults(wrong))


def s02_said_as_shown(record: Record) -> Found:
    """The numbers heard are the numbers seen.

    What a person entered may be left unsaid, and so may a code, if it is said where it stands.
    """
    wrong = [
        f"{value} is said “{spell(kind, value)}”"
        for kind, value, said in READ_SO
        if spell(kind, value) != said
    ]
    pairs = {
        words
        for shown in record.shown
        for words in _words_of(replace(shown.page, echo=NO_WORDS))
        if _has_number(words)
    }
    for words in pairs:
        heard, seen = digits(_NTH.sub("", words.spoken)), digits(words.shown)
        is_counted = heard in {"", str(len(bare(words.shown)))}
        is_left_unsaid = is_counted and _is_own(words.shown, record.own)
        if heard != seen and not (is_left_unsaid or _INSTEAD.search(words.spoken)):
            wrong.append(f"“{words.shown}” is said “{words.spoken}”")
    return Found(len(READ_SO) + len(pairs), faults(wrong))


def s03_new_act_interrupts(record: Record) -> Found:
    """A press ends what sounds before anything is drawn; two sentences never sound together.

    Presses of one millisecond are one to the kiosk, so what is said next may end it, too.
    """
    pressed, wrong, sounding = 0, [], False
    whats = record.whats
    for number, what in enumerate(whats):
        match what:
            case Began():
                if sounding:
                    wrong.append("two sentences sound together")
                sounding = True
            case Ended():
                sounding = False
            case Pressed() if sounding:
                pressed += 1
                if not _falls_silent(islice(whats, number + 1, None)):
                    wrong.append("a press does not end what is said")
    return Found(pressed, faults(wrong))


def s04_voice_is_controlled_everywhere(record: Record) -> Found:
    """The voice is one touch away on every screen, and there are all its controls."""
    panels = [one.page for one in record.openings if one.page.screen == "panel-voice"]
    wrong = [f"{s.page.screen} has no 语音" for s in record.stood if "voice" not in s.dock]
    for page in panels:
        missing = CONTROLS - {getattr(row, "key", "") for row in page.rows}
        wrong += [f"the panel has no {control}" for control in sorted(missing)]
    return Found(len(record.stood) + len(panels), faults(wrong))


def s05_own_things_are_not_said(record: Record) -> Found:
    """No number, name or address of a visitor is said unless 念给我听 was touched on that page.

    Neither in one piece nor character by character: the characters said one at a time, each the
    last before the press that chose it or the first after it, must not add up to it.
    """
    heard = tuple(_said_unasked(record))
    spelled = [_echoes(record, before=before) for before in (True, False)]
    secrets = {part for own in record.own for part in secrets_of(own)}
    wrong = [
        f"“{secret}” is said"
        for secret in sorted(secrets)
        if any(is_in(secret, text) for text in (*heard, *spelled))
    ]
    return Found(len(heard) if secrets else 0, faults(wrong))


def s06_sound_is_seen(record: Record) -> Found:
    """Each sentence that sounds is captioned at once, and stands in the strip where there is one.

    The strip is there where nothing is heard and for who hears badly; anybody else reads the
    page, of whose words all that is said is made.
    """
    wrong, checked = [], 0
    for began, following in pairwise(_heard_and_captioned(record)):
        if not isinstance(began, Began):
            continue
        checked += 1
        is_captioned = isinstance(following, Captioned) and following.text == began.text
        is_drawn = is_captioned and following.drawn in {None, began.text}
        if not is_drawn:
            wrong.append("a sentence sounds and is not seen")
    return Found(checked, faults(wrong))


def s07_outcomes_are_said(record: Record) -> Found:
    """What went wrong is said with the question it is about and with the way out; success too."""
    told = [
        (now.page, record.said_after(number))
        for number, (before, now) in redrawn(record)
        if now.page.notice and now.page.notice != before.page.notice
    ]
    wrong = [f"{page.screen} {missing}" for page, said in told if (missing := _lacks(page, said))]
    outcomes = [
        one
        for one in record.openings
        if one.page.is_outcome or one.page.screen in _SCREENS_OF_OUTCOMES
    ]
    for one in outcomes:
        is_said = set(sentences(one.page.heading.spoken)) <= set(one.said)
        if not (is_said and one.page.is_outcome):
            wrong.append(f"{one.page.screen} may go unheard")
    return Found(len(told) + len(outcomes), faults(wrong))


def s08_dark_hides_all(record: Record) -> Found:
    """In the dark no page is seen and the slip is reached; the way back is told and leads back."""
    dark = [stood for stood in record.stood if stood.visit.comfort.is_dark]
    if not dark:
        return Found(0)
    wrong = [f"{stood.page.screen} is seen" for stood in dark if not stood.is_black]
    if not any(_WAY_BACK.search(text) for text in _said_unasked(record)):
        wrong.append("nobody tells how the picture comes back")
    if not any(isinstance(stood.visit.place, at.Sealed) for stood in dark):
        wrong.append("no slip is reached")
    after = record.stood[record.stood.index(dark[0]) :]
    if not any(not stood.visit.comfort.is_dark and not stood.is_black for stood in after):
        wrong.append("the picture does not come back")
    return Found(len(dark), faults(wrong))


def _lacks(page: Page, said: tuple[str, ...]) -> str:
    if not set(sentences(page.notice.spoken)) <= set(said):
        return "does not say what is wrong"
    if not set(sentences(page.heading.spoken)) <= set(said):
        return "does not say which question is meant"
    return "" if _MEND.search(page.notice.spoken) else "does not say what to do"


def _in_order(page: Page) -> tuple[str, ...]:
    """Return the first sentence of each part, in the order they are to be said."""
    ways_on = (page.primary, page.secondary)
    if not any(ways_on):
        ways_on = (page.back,)
    answers = [said for row in page.rows for said in spoken_row(row) if said]
    parts = (page.heading.spoken, page.lead.spoken, *answers, *(way.spoken for way in ways_on))
    return tuple(found[0] for part in parts if (found := sentences(part)))


def _first_out_of_turn(parts: Iterable[str], said: tuple[str, ...]) -> str:
    rest = iter(said)
    return next((f"“{part}”" for part in parts if part not in rest), "")


def _answers(page: Page) -> tuple[Choice | Tile, ...]:
    return tuple(row for row in page.rows if isinstance(row, Choice | Tile))


def _is_counted(opening: Opening) -> bool:
    answers = _answers(opening.page)
    if len(answers) <= MOST_WITHOUT_COUNT or opening.page.says_below:
        return True
    first = sentences(*spoken_row(answers[0]))[0]
    said = opening.said[: opening.said.index(first)] if first in opening.said else opening.said
    return any(str(len(answers)) in numbers(sentence) for sentence in said)


def _words_of(part: object) -> Iterator[Words]:
    if isinstance(part, Words):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from _words_of(getattr(part, field.name))
    elif isinstance(part, tuple):
        for one in part:
            yield from _words_of(one)


def _has_number(words: Words) -> bool:
    return bool(words.spoken) and words.shown != words.spoken and bool(numbers(words.shown))


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers in a text in figures, whichever way they are written."""
    plain = _WEEKDAY.sub("", text).replace("百分之", "").replace("点半", "点三十分")
    return tuple(_figures(found[0]) for found in _NUMERAL.finditer(plain.replace(":00", "")))


def digits(text: str) -> str:
    """Return all digits of a text, however its numbers are grouped."""
    return "".join(numbers(text))


def _figures(numeral: str) -> str:
    if not any(ten in numeral for ten in _TENS):
        return "".join(_DIGITS.get(character, character) for character in numeral)
    total, figure = 0, 0
    for character in numeral:
        if character in _TENS:
            total, figure = total + (figure or 1) * _TENS[character], 0
        else:
            figure = int(_DIGITS.get(character, character))
    return str(total + figure)


def bare(text: str) -> str:
    """Return a value without what groups or masks it."""
    return re.sub(r"[\s*，]", "", text)


def _is_own(shown: str, own: Iterable[str]) -> bool:
    """Whether this is what a person entered, in part or masked."""
    parts = [bare(part) for part in shown.split("*")]
    return any(all(part in bare(value) for part in parts) for value in own)


def _falls_silent(following: Iterable[What]) -> bool:
    """Whether the sound ends before anything is drawn or sounds."""
    effects = (what for what in following if not isinstance(what, Captioned | Pressed | Said))
    return isinstance(next(effects, None), Ended)


def _said_unasked(record: Record) -> Iterator[str]:
    is_asked = False
    for what in record.whats:
        match what:
            case Wanted(wanted):
                is_asked = wanted == _ALOUD
            case Said(text) if not is_asked:
                yield text


def _echoes(record: Record, *, before: bool) -> str:
    """Return the single characters said last before what chose a thing, or first after it."""
    return "".join(_echo(act, before=before) for act in _acts(record))


def _acts(record: Record) -> Iterator[list[What]]:
    """Yield what happened between the wish for each thing and its fulfilment."""
    act: list[What] = []
    for what in record.whats:
        match what:
            case Wanted():
                act = []
            case Stood():
                yield act
        act.append(what)


def _echo(act: list[What], *, before: bool) -> str:
    presses = [n for n, what in enumerate(act) if isinstance(what, Pressed)]
    if not presses:
        return ""
    part = act[: presses[-1]] if before else act[presses[-1] :]
    said = [what.text for what in part if isinstance(what, Said)]
    characters = [text for text in said if len(text) == 1]
    if before:
        return characters[-1] if characters else ""
    return said[0] if said and len(said[0]) == 1 else ""


def secrets_of(own: str) -> Iterator[str]:
    """Yield the parts of a thing of one's own by which others would know it."""
    if own.isascii():
        figures = re.sub(r"\D", "", own)
        for start in range(len(figures) - LEAST_SECRET + 1):
            yield figures[start : start + LEAST_SECRET]
    elif own:
        yield own


def is_in(secret: str, text: str) -> bool:
    """Whether a text holds a secret, in whatever way numbers are written."""
    return secret in (digits(text) if secret.isdigit() else text)


def _heard_and_captioned(record: Record) -> Iterator[What]:
    return (what for what in record.whats if isinstance(what, Began | Captioned | Ended))


def redrawn(record: Record) -> Iterator[tuple[int, tuple[Shown, Shown]]]:
    """Yield each page that was drawn over another, and at which event."""
    numbered = [(n, what) for n, what in enumerate(record.whats) if isinstance(what, Shown)]
    for (_, before), (number, now) in pairwise(numbered):
        yield number, (before, now)
