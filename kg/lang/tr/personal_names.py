"""Whether two spellings may be of one person's name.

News spell foreign names in many ways ("Zelenskiy", "Zelenskyy"; "el-Hatib", "El Hatip") and slip now and then. Words
are compared by a key in which the ways of writing one sound are alike, then with one slip allowed in longer words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.lang.tr.casing import lower

_ARTICLES = frozenset(
    "el al es eş ez ed er en et ul ül as aş ad ar an at bin ibn bint de da van von der den la le".split()
)
_SPELLINGS = tuple(
    pair.split(":")
    for pair in (
        "sch:s tch:c tsch:c sh:s ch:c kh:h gh:g ph:f th:t dj:c dzh:c zh:j ou:u oo:u ee:i ck:k x:ks q:k w:v "
        "yy:i iy:i yi:i y:i ii:i"
    ).split()
)
_FINAL = {"b": "p", "d": "t", "g": "k", "c": "ç", "v": "f"}
_GLUED = re.compile(r"(?<=[a-zçğıöşü]{3})(?=[A-ZÇĞİÖŞÜ][a-zçğıöşü]{2})")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeıioöuü")
_SHORTEST_SLIP = 6


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Key of a lower-case word: equal for the usual spellings of one name.

    >>> sound("zelenskiy") == sound("zelenskyy"), sound("hatib") == sound("hatip")
    (True, True)
    """
    text = "".join(
        char
        for char in unicodedata.normalize(
            "NFKD", word.replace("ş", "sh").replace("ç", "ch").replace("ı", "i")
        )
        if not unicodedata.combining(char)
    )
    for spelling, plain in _SPELLINGS:
        text = text.replace(spelling, plain)
    text = _DOUBLE.sub(r"\1", text)
    return text[:-1] + _FINAL.get(text[-1:], text[-1:])


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: lower case, without articles and particles.

    >>> name_words("Muaz el-Hatib"), name_words("El Hatip")
    (('muaz', 'hatib'), ('hatip',))
    """
    parts = [part for part in re.split(r"[\s\-–.]+", lower(name)) if part]
    kept = [part for part in parts if part not in _ARTICLES]
    return tuple(kept or parts)


def spaced(name: str) -> str:
    """A name with the space that a text lost between its words.

    >>> spaced("MesrurBarzani"), spaced("McDonald")
    ('Mesrur Barzani', 'McDonald')
    """
    return _GLUED.sub(" ", name)


def follows_stem(stem: str, suffix: str) -> bool:
    """Whether a case suffix joins a stem by the rule: a consonant between two vowels, none after a consonant.

    >>> follows_stem("kovanlı", "nın"), follows_stem("kovan", "nın")
    (True, False)
    """
    if stem[-1] in _VOWELS:
        return suffix[0] in "nydt" and suffix not in ("n", "y")
    return suffix[0] in _VOWELS or suffix[0] in "dtl"


def same_word(a: str, b: str) -> bool:
    """Whether two words of names are one in sound, or, where both are long, but for one letter."""
    if a == b or sound(a) == sound(b) or _glued_article(a, b) or _glued_article(b, a):
        return True
    return min(len(a), len(b)) >= _SHORTEST_SLIP and _one_slip(a, b)


def _glued_article(a: str, b: str) -> bool:
    """Whether the one word is the other with its article: "elarabi", "arabi"."""
    return a.endswith(b) and a[: -len(b)] in ("el", "al") and len(b) >= 4


def same_given(a: str, b: str) -> bool:
    """Whether two given names, before one family name, may be of one person: also with other vowels ("Ali", "Eli")."""
    if same_word(a, b) or (min(len(a), len(b)) >= 5 and _one_slip(a, b)):
        return True
    if len(a) != len(b):
        return False
    wrong = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    vowels = sum(char in _VOWELS for char in a)
    return len(wrong) < vowels and all(x in _VOWELS and y in _VOWELS for x, y in wrong)


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names, as `name_words` gives them, may be of one person."""
    if a == b or min(len(a), len(b)) < 2:
        return a == b
    if a == b[: len(a)] or b == a[: len(b)]:  # "Ali Can" of "Ali Can Taşören"
        return True
    if same_word(a[-1], b[-1]) and len(a[-1]) > 2:
        if _within(a, b) or _within(b, a):
            return True
        return same_given(a[0], b[0]) or (min(len(a[0]), len(b[0])) <= 2 and a[0][0] == b[0][0])
    if a[0] == b[0] and len(a) == len(b) == 2 and min(len(a[1]), len(b[1])) >= 5 and _one_slip(a[1], b[1]):
        return True
    return sorted(map(sound, a)) == sorted(map(sound, b))


def _within(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return all(any(same_word(x, y) for y in b) for x in a)


def _one_slip(a: str, b: str) -> bool:
    """One letter changed, added, left out or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        return len(wrong) <= 1 or (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and a[wrong[0]] == b[wrong[1]]
            and a[wrong[1]] == b[wrong[0]]
        )
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
