"""Readable ASCII names for IRIs, of bounded length and without false clashes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_SLUG = 64
"""Longest slug, in characters; a longer one is cut and ends in a digest of the whole."""

# Letters without a canonical decomposition to ASCII. The Turkish i's are here since `lower()` makes
# two code points of "İ", and since "I" may stand for either.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "İ": "I",
        "ə": "e",
        "Ə": "E",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ł": "l",
        "Ł": "L",
        "ħ": "h",
        "Ħ": "H",
        "ŋ": "n",
        "Ŋ": "N",
        "þ": "th",
        "Þ": "Th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
    }
)
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc\u02bb`\u00b4]")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens; never empty, at most `MAX_SLUG` long.

    Letters of other scripts have no ASCII form: a digest of the text then keeps two such names apart.

    >>> slug("Recep Tayyip Erdoğan"), slug("İLHAM ƏLİYEV"), slug("ışık")
    ('recep-tayyip-erdogan', 'ilham-eliyev', 'isik')
    >>> slug("O'Brien"), slug("Владимир")
    ('obrien', 'xc08a1749')
    """
    plain = _APOSTROPHES.sub("", text)
    decomposed = unicodedata.normalize("NFKD", plain).translate(_LETTERS)  # "ǽ" is an "æ" with an accent
    letters = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    name = _SEPARATORS.sub("-", letters).strip("-")
    if not name:
        name = f"x{_digest(letters)}"
    elif any(char.isalnum() and not char.isascii() for char in letters):
        name = f"{name}-{_digest(letters)}"
    return bounded(name, MAX_SLUG)


def bounded(name: str, limit: int) -> str:
    """The name itself, or its beginning and a digest of the whole if it is longer than `limit`."""
    if len(name) <= limit:
        return name
    return f"{name[: limit - 9].rstrip('-')}-{_digest(name)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
