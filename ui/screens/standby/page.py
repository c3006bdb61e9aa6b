"""The invitation, apart from its presenter: the window draws it before it knows of visits."""

from kiosk.i18n import Text
from ui.pages import Illustration, Page


def standby_page(text: Text, hall_name: str) -> Page:
    """Return the page that invites whoever comes near."""
    return Page(
        screen="standby",
        heading=text("standby-heading", hall=hall_name),
        lead=text("standby-lead"),
        rows=(Illustration(icon="touch", words=text("standby-picture")),),
        primary=text("standby-start"),
        primary_icon="touch",
    )
