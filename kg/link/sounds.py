"""How foreign names sound when Turkish newspapers write them.

Names from scripts other than the Latin one reach Turkish and English texts by different spellings: Şi Cinping and
Xi Jinping, Zelenskiy and Zelenskyy, Hoşyar Zebari and Hoshyar Zebari. Both are brought to one alphabet of sounds, `S`
for ş and sh, `C` for ç and ch, `c` for the sound of j in Jinping, so that they can be compared. Newspapers keep the
spelling of names from Latin scripts; for these there is no sound, only the folded name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.link.folding import fold

_CYRILLIC = frozenset("RU UA BY KZ KG BG RS MK AM GE TJ MN UZ TM".split())
_CHINESE = frozenset("CN TW HK SG".split())
_EASTERN = frozenset(
    "KR KP JP IN NP PK BD AF IR IQ SY JO LB EG SA AE QA KW BH OM YE LY TN DZ MA SD PS MR SO IL GR CY".split()
)
_VOWELLESS = frozenset("AF IR IQ SY JO LB EG SA AE QA KW BH OM YE LY TN DZ MA SD PS MR PK IL KP KR".split())

_ENGLISH = (
    ("shch", "SC"),
    ("tch", "C"),
    ("dzh", "c"),
    ("sch", "S"),
    ("sh", "S"),
    ("ch", "C"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ou", "u"),
)
_AFTER_CYRILLIC = (("zh", "j"), ("x", "ks"), ("c", "k"), ("q", "k"))
_AFTER_CHINESE = (("zh", "c"), ("x", "S"), ("q", "C"), ("j", "c"), ("e", "i"))
_AFTER_EASTERN = (("zh", "j"), ("j", "c"), ("x", "ks"), ("q", "k"))
_TURKISH = {"ş": "S", "Ş": "S", "ç": "C", "Ç": "C", "q": "k", "Q": "k", "x": "ks"}
_BOTH = (("dj", "c"), ("ee", "i"), ("oo", "u"), ("w", "v"), ("y", "i"))
_TRANSPARENT = re.compile(r"\b(?:al|el|as|es|ad|ed|ar|er|an|en|at|et|az|ez|bin|ibn|ben|ul|ol|i)\b")
_REPEATED = re.compile(r"([a-zA-Z])\1+")
_VOWELS = re.compile("[aeiouAEIOU]+")
MIN_CONSONANTS = 5
"""Consonants that a whole name must have before their likeness says anything."""


def has_sound(country: str) -> bool:
    """Whether names from the country (ISO code) come from another script."""
    return country in _CYRILLIC or country in _CHINESE or country in _EASTERN


@lru_cache(maxsize=4096)
def sound_in_turkish(name: str) -> str:
    """The sounds of a name as a Turkish text spells it, words sorted.

    >>> sound_in_turkish("Şi Cinping"), sound_in_turkish("İşiba Şigeru")
    ('Si cinping', 'Sigeru iSiba')
    """
    words = re.split(r"[\W_]+", unicodedata.normalize("NFC", name))
    return _sorted([_common("".join(_TURKISH.get(char) or fold(char) for char in word)) for word in words])


def sound_in_english(name: str, country: str) -> str:
    """The sounds of a name as an English text spells it, for a name from the country; words sorted.

    >>> sound_in_english("Xi Jinping", "CN"), sound_in_english("Shigeru Ishiba", "JP")
    ('Si cinping', 'Sigeru iSiba')
    """
    words = fold(name).split()
    return _sorted([_common(_english(word, country)) for word in words])


def consonants(sound: str) -> str:
    """The consonants of a sound, without articles and "bin"; "" if there are fewer than five.

    >>> consonants(sound_in_turkish("Beşşar Esed")) == consonants(sound_in_english("Bashar al-Assad", "SY"))
    True
    """
    bare = _TRANSPARENT.sub(" ", sound)
    words = [word for word in (_VOWELS.sub("", part.rstrip("h")) for part in bare.split()) if word]
    text = _sorted([_REPEATED.sub(r"\1", word) for word in words])
    return text if sum(char != " " for char in text) >= MIN_CONSONANTS and len(words) > 1 else ""


def loses_vowels(country: str) -> bool:
    """Whether spellings of names from the country differ in vowels: scripts that leave them out, and Korean."""
    return country in _VOWELLESS


def _english(word: str, country: str) -> str:
    rules = (
        _AFTER_CHINESE if country in _CHINESE else _AFTER_CYRILLIC if country in _CYRILLIC else _AFTER_EASTERN
    )
    if country in _CHINESE:
        word = word.replace("zh", "c")
    for spelled, sound in (*_ENGLISH, *rules):
        word = word.replace(spelled, sound)
    return word


def _common(word: str) -> str:
    for spelled, sound in _BOTH:
        word = word.replace(spelled, sound)
    word = _REPEATED.sub(r"\1", word)
    return word[1:] if word.startswith("ie") else word


def _sorted(words: list[str]) -> str:
    return " ".join(sorted(word for word in words if word))
