"""The classic matcher of strokes, to measure beside ours: zinnia, as Debian ships it.

Needs the packages libzinnia0 and tegaki-zinnia-simplified-chinese.
"""

from ctypes import CDLL, c_char_p, c_int, c_size_t, c_void_p
from pathlib import Path

from kiosk.ports.recogniser import NOWHERE, Candidate, Place, Stroke
from tests.bench.ink import BOX

_LIBRARY = "libzinnia.so.0"
_MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
NEEDED = "apt-get install libzinnia0 tegaki-zinnia-simplified-chinese"


class Zinnia:
    """A recogniser that wants each stroke as the school book has it.

    Raises:
        OSError: the library or its model is not installed.
    """

    def __init__(self) -> None:
        self._library = _library()
        self._recogniser = self._library.zinnia_recognizer_new()
        if not self._library.zinnia_recognizer_open(self._recogniser, bytes(_MODEL)):
            raise FileNotFoundError(_MODEL)

    def recognise(
        self, strokes: tuple[Stroke, ...], *, limit: int = 8, place: Place = NOWHERE
    ) -> tuple[Candidate, ...]:
        """Return the best candidates; the place has no weight."""
        del place
        character = self._library.zinnia_character_new()
        self._library.zinnia_character_set_width(character, BOX)
        self._library.zinnia_character_set_height(character, BOX)
        for number, stroke in enumerate(strokes):
            for point in stroke:
                x, y = round(point.x * BOX), round(point.y * BOX)
                self._library.zinnia_character_add(character, number, x, y)
        result = self._library.zinnia_recognizer_classify(self._recogniser, character, limit)
        found = []
        if result:
            for at in range(self._library.zinnia_result_size(result)):
                text = self._library.zinnia_result_value(result, at).decode()
                found.append(Candidate(text, -float(at)))
            self._library.zinnia_result_destroy(result)
        self._library.zinnia_character_destroy(character)
        return tuple(found)


def _library() -> CDLL:
    library = CDLL(_LIBRARY)
    for name in ("recognizer_new", "character_new", "recognizer_classify"):
        getattr(library, f"zinnia_{name}").restype = c_void_p
    library.zinnia_recognizer_open.argtypes = (c_void_p, c_char_p)
    library.zinnia_recognizer_classify.argtypes = (c_void_p, c_void_p, c_size_t)
    library.zinnia_character_add.argtypes = (c_void_p, c_size_t, c_int, c_int)
    for name in ("set_width", "set_height"):
        getattr(library, f"zinnia_character_{name}").argtypes = (c_void_p, c_size_t)
    library.zinnia_result_size.argtypes = (c_void_p,)
    library.zinnia_result_size.restype = c_size_t
    library.zinnia_result_value.argtypes = (c_void_p, c_size_t)
    library.zinnia_result_value.restype = c_char_p
    for name in ("result", "character"):
        getattr(library, f"zinnia_{name}_destroy").argtypes = (c_void_p,)
    return library
