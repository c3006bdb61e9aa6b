"""Small forms for tests, compiled by pyxform from rows as hall staff write them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pyxform.xls2xform import convert

from kiosk.devices.clock import FixedClock
from kiosk.forms.model import Form
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form

ZONE = ZoneInfo("Asia/Shanghai")
CLOCK = FixedClock(datetime(2026, 11, 22, 4, tzinfo=UTC))
YES_NO = (
    {"list_name": "yes_no", "name": "yes", "label": "是"},
    {"list_name": "yes_no", "name": "no", "label": "不是"},
)
Row = dict[str, str]


def xform(survey: Sequence[Row], choices: Sequence[Row] = YES_NO, **settings: str) -> bytes:
    """Compile rows to an XForm."""
    workbook = {
        "survey": list(survey),
        "choices": list(choices),
        "settings": [
            {"form_id": "f", "form_title": "表", "version": "1", "namespaces": 'kiosk="urn:kiosk"'}
            | settings
        ],
    }
    return convert(workbook).xform.encode()


def form(survey: Sequence[Row], choices: Sequence[Row] = YES_NO, **settings: str) -> Form:
    """Compile and load rows."""
    return load_form(xform(survey, choices, **settings))


def session(survey: Sequence[Row], choices: Sequence[Row] = YES_NO) -> FormSession:
    """Start a session on rows."""
    return start(form(survey, choices))


def start(loaded: Form, instance_id: str = "0192f0c1-0000-7000-8000-000000000000") -> FormSession:
    """Start a session on a form."""
    return FormSession(loaded, clock=CLOCK, time_zone=ZONE, instance_id=instance_id)


def text(name: str, **columns: str) -> Row:
    """A text row."""
    return {"type": "text", "name": name, "label": name} | columns


def row(kind: str, name: str, **columns: str) -> Row:
    """A row of any type."""
    return {"type": kind, "name": name, "label": name} | columns


def raw(body: str, model: str, leaves: str = "<a/><b/>") -> bytes:
    """An XForm written by hand."""
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance>'
        f'<data id="f">{leaves}</data></instance>{model}</model></h:head><h:body>{body}</h:body>'
        "</h:html>"
    ).encode()
