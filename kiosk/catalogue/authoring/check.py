"""Finding every mistake of a service before a citizen does; messages are for hall staff."""

from importlib.resources import files

from pyxform.errors import PyXFormError

from kiosk.catalogue.authoring import foreign
from kiosk.catalogue.authoring.checks.draft import Draft
from kiosk.catalogue.authoring.checks.expressions import expression_mistakes
from kiosk.catalogue.authoring.checks.facts import fact_mistakes
from kiosk.catalogue.authoring.checks.rows import row_mistakes
from kiosk.catalogue.authoring.checks.wording import wording_mistakes
from kiosk.catalogue.authoring.compile import Compilation, compile_service, with_params
from kiosk.catalogue.authoring.source import (
    Library,
    Mistake,
    ServiceSource,
    Severity,
    split_mend,
)
from kiosk.domain.errors import BadService, FormError
from kiosk.forms.xform import load_form

_HEADER_ROWS = 2  # pyxform counts rows as a spreadsheet does: the header is row 1


def check_source(
    source: ServiceSource, library: Library, *, known_services: frozenset[str] = frozenset()
) -> tuple[Compilation | None, tuple[Mistake, ...]]:
    """Return the compiled service, when it can be had, and all mistakes and warnings."""
    draft = Draft(
        source=with_params(source),
        library=library,
        known_services=known_services | {source.service_id},
        icons=icon_names(),
    )
    found = [*source.mistakes, *fact_mistakes(draft), *row_mistakes(draft)]
    found += [*expression_mistakes(draft), *wording_mistakes(draft)]
    mistakes = tuple(dict.fromkeys(found))
    if any(mistake.severity is Severity.MISTAKE for mistake in mistakes):
        return None, mistakes
    try:
        compilation = compile_service(source, library)
        load_form(compilation.form_xml)
    except BadService as wrong:
        return None, (*mistakes, _refused(source, wrong))
    except FormError as wrong:
        return None, (*mistakes, Mistake(source.file, *split_mend(str(wrong))))
    return compilation, mistakes


def icon_names() -> frozenset[str] | None:
    """Return the names of the icons this product has, or None while it has none."""
    folder = files("assets").joinpath("icons")
    names = (
        {file.name.removesuffix(".svg") for file in folder.iterdir()} if folder.is_dir() else ()
    )
    return frozenset(names) or None


def _refused(source: ServiceSource, wrong: BadService) -> Mistake:
    if not isinstance(wrong.__cause__, PyXFormError):
        what, mend = split_mend(str(wrong))
        return Mistake(source.file, what, mend)
    row, what, mend = foreign.in_chinese(str(wrong.__cause__))
    index = row - _HEADER_ROWS if row else -1
    place = source.survey[index].place if 0 <= index < len(source.survey) else source.file
    return Mistake(place, what, mend)
