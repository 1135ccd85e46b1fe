"""Names folded so that spellings of one name meet: case, Turkish i's, diacritics, hyphens, apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "İ": "i",
        "ə": "e",
        "Ə": "e",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "ł": "l",
        "Ł": "l",
        "þ": "th",
        "Þ": "th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
    }
)
_SILENT = re.compile("['\u2019\u2018\u02bc\u02bb\u02bd\u02be\u02bf`\u00b4\u2032]")
_OTHER = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Lower-case words without diacritics, joined by single spaces; "" if there are no letters or digits.

    >>> fold("İLHAM ƏLİYEV"), fold("Kim Jong-un"), fold("Şi Cinping")
    ('ilham eliyev', 'kim jong un', 'si cinping')
    """
    decomposed = unicodedata.normalize("NFKD", _SILENT.sub("", name).translate(_LETTERS))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _OTHER.sub(" ", plain.casefold().translate(_LETTERS)).strip()
