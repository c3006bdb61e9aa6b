"""No core files: what a process held in memory when it died stays out of every file."""

import ctypes
import resource

_PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def forbid_core_files() -> None:
    """Let no crash of this process write its memory anywhere.

    The limit stops core files but not a program the kernel pipes cores into; a process that is
    not dumpable is passed over by both, and other programs of its user cannot read its memory.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
