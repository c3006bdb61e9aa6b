"""The order of the home screen as ``_index.yaml`` says it; a service it leaves out comes last."""

from pydantic import ConfigDict

from kiosk.catalogue.service import Category, Model

LAST = 999


class Entry(Model):
    """A service and its place inside its category.

    Attributes:
        big: it has a large tile on the first page.
        always_visible: it stays on the first page whatever the category.
    """

    id: str
    weight: int = LAST
    big: bool = False
    always_visible: bool = False


class Order(Model):
    """The categories and what is listed in them; what else the file holds is for people."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    categories: tuple[Category, ...] = ()
    services: tuple[Entry, ...] = ()

    def entry(self, service_id: str) -> Entry:
        """Return what the file says of a service, or the last place."""
        found = (entry for entry in self.services if entry.id == service_id)
        return next(found, Entry(id=service_id))
