"""The one tree of errors.

KioskError
├── BadInput            something a person typed, with the sentence to show
├── BadConfiguration    settings or keys: file, place and mend
├── BadService          a service file: file, row and mend
├── FormError           a form outside the supported subset, or broken
├── StorageFailed       the disk or the database did not keep a promise
│   └── DiskFull        there is no room for another application
├── SealBroken          a sealed bundle, receipt or chain does not verify
└── DeviceFailed        a device answered wrongly in the middle of work

The ``code`` names the sentence shown and spoken (``error-<code>`` in the text files) and the
row of ADMIN.md. No message ever carries a person's data.
"""


class KioskError(Exception):
    """An error of ours. ``code`` is stable and picks the sentence."""

    code = "unexpected"

    def __init__(self, message: str = "", *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class BadInput(KioskError):
    """A person's entry cannot be taken as it stands."""

    code = "bad-input"


class BadConfiguration(KioskError):
    """Settings, keys or installation are wrong; the message names file, place and mend."""

    code = "bad-configuration"


class BadService(KioskError):
    """A service file is wrong; the message names file, row and mend."""

    code = "bad-service"


class FormError(KioskError):
    """A compiled form is broken or leaves the supported subset; the message names the node."""

    code = "bad-form"


class StorageFailed(KioskError):
    """The machine could not keep something. Nothing was promised to the citizen yet."""

    code = "storage-failed"


class DiskFull(StorageFailed):
    """There is no room for another application."""

    code = "disk-full"


class SealBroken(KioskError):
    """Sealed bytes, a signature or the event chain do not verify."""

    code = "seal-broken"


class DeviceFailed(KioskError):
    """A device that was there answered wrongly."""

    code = "device-failed"
