"""English sentences as the neural voice is given them: its phonemes, by way of espeak-ng.

Runs in the tool's own environment, with the library that the kiosk speaks with. espeak writes the
International Phonetic Alphabet; the voice was trained on an alphabet of its own (Kokoro-82M's list
of phonemes), where a diphthong or an affricate is one sign and vowels have no length.
"""

import ctypes
import re
from functools import cache

_LIBRARY, _VOICE = "libespeak-ng.so.1", b"en-us"
_RETRIEVAL = 1  # synthesise into memory: nothing is to be heard
_UTF8 = 1
_TIE = "^"
_IPA_TIED = 0x02 | 0x80 | ord(_TIE) << 8  # IPA, and what is one sound held together by the tie
_SIGNS = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "O"), ("ɔ^ɪ", "Y"),
    ("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"), ("ə^l", "ᵊl"), ("n\u0329", "ᵊn"), ("l\u0329", "ᵊl"),
    ("ɚ", "əɹ"), ("ɜː", "ɜɹ"), ("ɹɹ", "ɹ"), ("r", "ɹ"), ("ɐ", "ə"), ("ɾ", "T"), ("ʔ", "t"),
    ("x", "k"), ("o", "ɔ"), ("e", "A"), ("ː", ""), (_TIE, ""),
)  # fmt: skip
"""From the longest on: a later pair sees what an earlier one left."""
_CLAUSE = re.compile(r"([^,.;:!?()—]*(?:[.:,](?=\w)[^,.;:!?()—]*)*)([,.;:!?()—]*)")
_MARKS = {
    ",": ", ", ";": "; ", ":": ": ", ".": ". ", "!": "! ", "?": "? ",
    "(": ", ", ")": ", ", "—": ", ",
}  # fmt: skip


def phonemes(text: str) -> str:
    """Return what the voice is given for ``text``."""
    said = "".join(
        _sounds(words) + (_MARKS[marks[-1]] if marks else "")
        for words, marks in _CLAUSE.findall(text)
        if words.strip()
    )
    return said.strip(", ")


def _sounds(words: str) -> str:
    pointer = ctypes.c_char_p(words.encode())
    rest = ctypes.pointer(pointer)
    parts = []
    while pointer.value:
        part = _espeak().espeak_TextToPhonemes(rest, _UTF8, _IPA_TIED)
        parts.append(part.decode().strip())
    said = " ".join(filter(None, parts))
    for sign, own in _SIGNS:
        said = said.replace(sign, own)
    return said


@cache
def _espeak() -> ctypes.CDLL:
    library = ctypes.CDLL(_LIBRARY)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    if library.espeak_Initialize(_RETRIEVAL, 0, None, 0) < 0 or library.espeak_SetVoiceByName(
        _VOICE
    ):
        raise SystemExit("espeak-ng 没有英语。改法：apt install espeak-ng-data，再运行一次。")
    return library
