"""The citizen's status page behind the QR code of the slip: read by eye, ear and old phones.

It carries no name, no script and nothing from elsewhere. A slip that is unknown, not there yet
or asked for with another token looks the same, so nobody learns which numbers exist.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

import sqlalchemy as sa
from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from kiosk.domain.case import PlatformStatus, Stage, StatusChange
from kiosk.domain.slip_number import SlipNumber
from kiosk.i18n import Text
from sync.platform.store import Case, reading

_STAGE: Mapping[PlatformStatus, Stage] = MappingProxyType({
    PlatformStatus.RECEIVED: Stage.REVIEW,
    PlatformStatus.PRE_ACCEPTED: Stage.REVIEW,
    PlatformStatus.NEEDS_CORRECTION: Stage.REVIEW,
    PlatformStatus.ACCEPTED: Stage.HANDLE,
    PlatformStatus.NOT_ACCEPTED: Stage.FEEDBACK,
    PlatformStatus.WITHDRAWN: Stage.FEEDBACK,
    PlatformStatus.DONE: Stage.FEEDBACK,
})  # fmt: skip

_STYLE = """
html{font-size:clamp(1.5rem,1.2rem + 1.2vw,2rem);line-height:1.6;color:#111;background:#fff}
body{margin:0 auto;padding:1rem;max-width:32rem;font-family:sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0}
h2,h3{font-size:1.2rem;line-height:1.3;margin:1rem 0 .5rem}
p{margin:.5rem 0}
.number{display:block;font-variant-numeric:tabular-nums}
.steps{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.4rem}
.steps li{border:.15rem solid #555;border-radius:.4rem;padding:.2rem .6rem;display:flex;
flex-wrap:wrap;justify-content:space-between;gap:0 .6rem}
.steps li[aria-current]{border-color:#0a3d91;background:#0a3d91;color:#fff}
@media (min-width:48em){.steps{grid-template-columns:repeat(5,1fr)}
.steps li{flex-direction:column;align-items:center}}
.correct{border-left:.4rem solid #b00020;padding-left:.8rem}
a{color:#0a3d91;display:inline-block;min-height:2.5rem;line-height:2.5rem}
a:focus-visible{outline:.2rem solid #111;outline-offset:.2rem}
"""
_STYLE_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = MappingProxyType({
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """Whom the page names.

    Attributes:
        phone: the number a citizen may call.
    """

    name: str
    phone: str


def citizen_pages(*, engine: sa.Engine, text: Text, hall: Hall) -> APIRouter:
    """Return the pages as routes.

    Args:
        engine: the platform's database.
        text: the wording.
        hall: named at the top, called from the bottom.
    """
    router = APIRouter(include_in_schema=False)
    page = _StatusPage(text=text, hall=hall)

    @router.get("/s/{slip_number}/{token}", response_class=HTMLResponse)
    def status(slip_number: str, token: str) -> HTMLResponse:
        digest = hashlib.sha256(token.encode()).hexdigest()
        with reading(engine) as store:
            cases = store.cases_on_slip("".join(slip_number.split()).upper(), digest)
        # An unknown slip is no error: it may still lie in the kiosk. Some phones would put
        # their own frightening page in place of a 404.
        return HTMLResponse(page.render(cases), headers=_HEADERS)

    return router


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatusPage:
    """Draws cases as a page."""

    text: Text
    hall: Hall

    def render(self, cases: tuple[Case, ...]) -> str:
        """Return the whole page."""
        body = self._known(cases) if cases else self._unknown()
        return (
            f'<!DOCTYPE html><html lang="{self.text.language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{self._say('web-title')}</title><style>{_STYLE}</style></head><body>"
            f"<header><p>{escape(self.hall.name)}</p></header><main>{body}</main>"
            f"<footer><p>{self._say('web-phone')}{self._phone()}</p></footer></body></html>"
        )

    def _unknown(self) -> str:
        return f"<h1>{self._say('web-unknown-title')}</h1><p>{self._say('web-unknown')}</p>"

    def _known(self, cases: tuple[Case, ...]) -> str:
        slip = SlipNumber(cases[0].slip_number).grouped
        parts = [f"<h1>{self._say('web-title')}</h1>", self._numbered("web-slip", slip)]
        for place, case in enumerate(cases, start=1):
            is_alone = len(cases) == 1
            heading = "" if is_alone else f"<h2>{self._say('web-case', place=place)}</h2>"
            shown = self._case(case, level=2 if is_alone else 3)
            parts.append(f"<section>{heading}{shown}</section>")
        return "".join(parts)

    def _case(self, case: Case, *, level: int) -> str:
        latest = case.latest
        day = self.text.full_day(self.text.local(latest.at).date()).shown
        return (
            self._numbered("web-number", case.platform_number)
            + self._steps(_STAGE[latest.status])
            + f"<p><strong>{self._say(f'web-status-{latest.status.value}')}</strong></p>"
            + (f"<p>{escape(latest.note)}</p>" if latest.note else "")
            + self._corrections(latest, level=level)
            + f"<p>{self._say('web-updated', day=day)}</p>"
        )

    def _steps(self, now: Stage) -> str:
        stages = tuple(Stage)
        items = (
            self._step(
                stage, "over" if place < stages.index(now) else "ahead", is_now=stage is now
            )
            for place, stage in enumerate(stages)
        )
        return f'<ol class="steps" aria-label="{self._say("web-steps")}">{"".join(items)}</ol>'

    def _step(self, stage: Stage, when: str, *, is_now: bool) -> str:
        current = ' aria-current="step"' if is_now else ""
        mark = self._say("web-step-now" if is_now else f"web-step-{when}")
        return f"<li{current}><b>{self._say(f'web-stage-{stage.value}')}</b> {mark}</li>"

    def _corrections(self, latest: StatusChange, *, level: int) -> str:
        if latest.status is not PlatformStatus.NEEDS_CORRECTION:
            return ""
        day = latest.deadline and self.text.full_day(self.text.local(latest.deadline).date()).shown
        until = f"<p>{self._say('web-deadline', day=day)}</p>" if day else ""
        return (
            f'<section class="correct"><h{level}>{self._say("web-corrections")}</h{level}>'
            f"<ol>{_items(latest.to_correct)}</ol>{until}"
            f"<p>{self._say('web-corrections-where')}</p></section>"
        )

    def _numbered(self, key: str, number: str) -> str:
        return f'<p>{self._say(key)} <span class="number">{escape(number)}</span></p>'

    def _phone(self) -> str:
        digits = "".join(c for c in self.hall.phone if c.isascii() and (c.isdigit() or c == "+"))
        return f'<a href="tel:{digits}">{escape(self.hall.phone)}</a>'

    def _say(self, key: str, **arguments: object) -> str:
        return escape(self.text(key, **arguments).shown)


def _items(sentences: Iterable[str]) -> str:
    return "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
