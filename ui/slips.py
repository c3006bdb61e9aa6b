"""The slip on the screen: the same layout as on paper, as rows of a page."""

from kiosk.domain.slip import Code, Line, Picture, Rule, Slip, Weight
from kiosk.domain.words import Words
from ui import pages
from ui.pages import Row


def slip_rows(slip: Slip) -> tuple[Row, ...]:
    """Return the slip block by block, in the text size of the visitor instead of the paper's."""
    rows: list[Row] = []
    for block in slip.blocks:
        match block:
            case Line(text=text, weight=weight, spoken=spoken):
                is_strong = weight in {Weight.TITLE, Weight.LARGE}
                rows.append(pages.Paragraph(words=Words(text, spoken), is_strong=is_strong))
            case Code(content=content, caption=caption, spoken=spoken):
                rows.append(pages.Code(content=content, caption=Words(caption, spoken)))
            case Picture(icon=icon, text=text, spoken=spoken):
                rows.append(pages.Illustration(icon=icon, words=Words(text, spoken)))
            case Rule():
                pass
    return tuple(rows)
