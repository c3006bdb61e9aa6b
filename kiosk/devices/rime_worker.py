"""The child process that owns librime: ``python -m kiosk.devices.rime_worker``.

A request is ``{"schema", "steps", "limit"}``, an answer the parts of a
:class:`~kiosk.ports.input_method.Composition`. The engine is given the whole spelling each time
and forgets it, so it may be killed between any two keys. librime is BSD-3-Clause by its authors;
Debian's notice still says GPL-3, which it once was: either way it stays in a process of its own.

With a folder as its argument it compiles our schemes into it instead, which is done at set-up. At
run time nothing is written: the folder Rime wants for a user's own words does not exist.
"""

import ctypes
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_int,
    c_size_t,
    c_void_p,
    sizeof,
)
from pathlib import Path
from typing import Any

from kiosk.devices.rime_data import compiled_schemes, schemas, write_sources
from kiosk.devices.serving import Answering, serve

_LIBRARY = "librime.so.1"
_SHARED = "/usr/share/rime-data"
_WORDS = "essay.txt"
_NOWHERE = "/proc/nowhere"  # no file can be made there
_SELECT_CANDIDATE = 72  # its place in the table RimeApi of 1.8, which grows at its end only
_ERRORS_ONLY = 2


class _Traits(Structure):
    _fields_ = (
        ("data_size", c_int),
        ("shared_data_dir", c_char_p),
        ("user_data_dir", c_char_p),
        ("distribution_name", c_char_p),
        ("distribution_code_name", c_char_p),
        ("distribution_version", c_char_p),
        ("app_name", c_char_p),
        ("modules", c_void_p),
        ("min_log_level", c_int),
        ("log_dir", c_char_p),
        ("prebuilt_data_dir", c_char_p),
        ("staging_dir", c_char_p),
    )


class _Candidate(Structure):
    _fields_ = (("text", c_char_p), ("comment", c_char_p), ("reserved", c_void_p))


class _Context(Structure):
    _fields_ = (
        ("data_size", c_int),
        ("length", c_int),
        ("cursor", c_int),
        ("selected_from", c_int),
        ("selected_to", c_int),
        ("preedit", c_char_p),
        ("page_size", c_int),
        ("page", c_int),
        ("is_last_page", c_int),
        ("highlighted", c_int),
        ("count", c_int),
        ("candidates", c_void_p),
        ("select_keys", c_char_p),
        ("preview", c_char_p),
        ("select_labels", c_void_p),
    )


class _Candidates(Structure):
    _fields_ = (("engine", c_void_p), ("index", c_int), ("candidate", _Candidate))


class _Commit(Structure):
    _fields_ = (("data_size", c_int), ("text", c_char_p))


class Rime:
    """One session of librime.

    Raises:
        OSError: the library is not installed, or the schemes were not compiled.
    """

    def __init__(self, schemes: Path) -> None:
        _require(schemes)
        self._library = _library()
        _set_up(self._library, user=_NOWHERE, staging=str(schemes))
        self._select = CFUNCTYPE(c_int, c_size_t, c_size_t)(
            self._library.rime_get_api()[_SELECT_CANDIDATE]
        )
        self._session = self._library.RimeCreateSession()
        self._schema = ""

    def compose(self, schema: str, steps: Sequence[str | int], *, limit: int) -> dict[str, object]:
        """Return the parts of a composition, with at most ``limit`` candidates."""
        self._begin(schema)
        text, used = "", 0
        for number, step in enumerate(steps, start=1):
            if isinstance(step, int):
                self._select(self._session, step)
            else:
                self._library.RimeProcessKey(self._session, ord(step), 0)
            if committed := self._committed():
                text, used = text + committed, number
        return {
            "text": text,
            "used": used,
            "spelled": self._spelled(),
            "candidates": self._candidates(limit),
        }

    def _begin(self, schema: str) -> None:
        if schema != self._schema:
            self._library.RimeSelectSchema(self._session, schema.encode())
            self._schema = schema
        self._library.RimeClearComposition(self._session)
        self._committed()

    def _committed(self) -> str:
        commit = _Commit()
        commit.data_size = sizeof(commit) - sizeof(c_int)
        if not self._library.RimeGetCommit(self._session, byref(commit)):
            return ""
        text = commit.text.decode()
        self._library.RimeFreeCommit(byref(commit))
        return str(text)

    def _spelled(self) -> str:
        context = _Context()
        context.data_size = sizeof(context) - sizeof(c_int)
        if not self._library.RimeGetContext(self._session, byref(context)):
            return ""
        spelled = (context.preedit or b"").decode()
        self._library.RimeFreeContext(byref(context))
        return str(spelled)

    def _candidates(self, limit: int) -> list[str]:
        at, found = _Candidates(), list[str]()
        if self._library.RimeCandidateListBegin(self._session, byref(at)):
            while len(found) < limit and self._library.RimeCandidateListNext(byref(at)):
                found.append(at.candidate.text.decode())
            self._library.RimeCandidateListEnd(byref(at))
        return found


def compile_schemes(folder: Path) -> None:
    """Compile our schemes into ``folder``.

    Raises:
        OSError: the library or the data of a scheme is not installed.
    """
    library = _library()
    if not (Path(_SHARED) / _WORDS).is_file():  # Rime would do without, and know no words
        raise FileNotFoundError(f"{_WORDS} is missing: is its package rime-essay installed?")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as sources:
        write_sources(Path(sources))
        _set_up(library, user=sources, staging=str(folder))
        library.RimeStartMaintenance(1)
        library.RimeJoinMaintenanceThread()
        library.RimeFinalize()
    _require(folder)


def _require(folder: Path) -> None:
    for schema in schemas():
        if not (folder / f"{schema}.schema.yaml").is_file():
            raise FileNotFoundError(f"{schema} was not compiled: is its package installed?")


def _library() -> Any:
    library = ctypes.CDLL(_LIBRARY)
    session, listing = [c_size_t], [POINTER(_Candidates)]
    library.rime_get_api.restype = POINTER(c_void_p)
    library.RimeCreateSession.restype = c_size_t
    library.RimeSelectSchema.argtypes = [*session, c_char_p]
    library.RimeProcessKey.argtypes = [*session, c_int, c_int]
    library.RimeClearComposition.argtypes = session
    library.RimeGetCommit.argtypes = [*session, POINTER(_Commit)]
    library.RimeGetContext.argtypes = [*session, POINTER(_Context)]
    library.RimeCandidateListBegin.argtypes = [*session, *listing]
    library.RimeCandidateListNext.argtypes = listing
    library.RimeCandidateListEnd.argtypes = listing
    return library


def _set_up(library: Any, *, user: str, staging: str) -> None:
    traits = _Traits(
        shared_data_dir=_SHARED.encode(),
        user_data_dir=user.encode(),
        distribution_name=b"hall-kiosk",
        distribution_code_name=b"hall-kiosk",
        distribution_version=b"1",
        app_name=b"rime.hall-kiosk",
        min_log_level=_ERRORS_ONLY,
        log_dir=b"",  # no files
        staging_dir=staging.encode(),
    )
    traits.data_size = sizeof(traits) - sizeof(c_int)
    library.RimeSetup(byref(traits))
    library.RimeInitialize(byref(traits))


def _start() -> Answering:
    rime = Rime(compiled_schemes())

    def answer(request: Mapping[str, Any]) -> Mapping[str, object]:
        return rime.compose(request["schema"], request["steps"], limit=request["limit"])

    return answer


if __name__ == "__main__":
    if len(sys.argv) > 1:
        compile_schemes(Path(sys.argv[1]))
    else:
        serve(_start)
