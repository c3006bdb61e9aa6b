"""The folder of sealed bundle files, as its housekeeping sees it."""

from typing import Protocol

from kiosk.ports.outbox import BundleReader


class BundleFolder(BundleReader, Protocol):
    """Lists and removes bundle files."""

    def file_names(self) -> tuple[str, ...]:
        """Return the finished bundles, oldest case first."""
        ...

    def remove(self, file_name: str) -> None:
        """Remove one bundle.

        Raises:
            StorageFailed: the disk refused.
        """
        ...

    def remove_unfinished(self) -> int:
        """Remove what a power cut left half written; return how many files."""
        ...
