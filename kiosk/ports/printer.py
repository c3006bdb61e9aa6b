"""The slip printer."""

from enum import StrEnum
from typing import Protocol


class PrintOutcome(StrEnum):
    """What became of a print."""

    PRINTED = "printed"
    PAPER_OUT = "paper-out"
    MISSING = "printer-missing"


class Printer(Protocol):
    """Prints one slip: a one-bit picture as wide as the paper, already laid out."""

    def print_slip(self, png: bytes) -> PrintOutcome:
        """Print the black-and-white PNG and cut. Never raises for paper or cable."""
        ...
