"""The region of a made-up hall in a real street."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.catalogue.regions import Regions, write_region

STREET = "420106001"


@cache
def a_region() -> Regions:
    """Return what a kiosk in that street knows of the country."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "regions.txt"
        write_region(STREET, file)
        return Regions(file)
