"""Inflection of Turkish nouns whose stem is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.lang.tr.morphology import Case, case_of_suffix


@dataclass(frozen=True, slots=True)
class Noun:
    """A word as an inflected form of `stem`. `possessed`: with the third person or compound suffix -(s)I.

    A bare -I may be possessive or accusative; `ambiguous` says so, and `case` is then NOM.
    """

    stem: str
    plural: bool = False
    possessed: bool = False
    case: Case = Case.NOM
    ambiguous: bool = False


_INFLECTION = re.compile(
    r"(?P<pl>l[ae]r)?"
    r"(?:(?P<poss>s?[ıiuü])(?P<pcase>n[ıiuü]n|n[ae]|n[ıiuü]|nd[ae](?:ki(?:l[ae]r)?)?|nd[ae]n|yl[ae]|nc[ae])?"
    r"|(?P<own>[ıiuü]?m[ıiuü]z|[ıiuü]m|[ıiuü]n[ıiuü]z)(?P<ocase>[ıiuü]n|[ae]|[ıiuü]|d[ae](?:ki)?|d[ae]n|l[ae])?"
    r"|(?P<case>n?[ıiuü]n|y?[ae]|y[ıiuü]|[dt][ae](?:ki(?:l[ae]r)?)?|[dt][ae]n|y?l[ae]|c[ae]))?"
    r"(?:d[ıiuü]r|yd[ıiuü]|yken)?"
)


@lru_cache(maxsize=65536)
def inflection(rest: str) -> tuple[bool, bool, Case, bool] | None:
    """Plural, possessed, case, ambiguous of what follows a noun stem; None if it is no inflection.

    >>> inflection("sına")
    (False, True, <Case.DAT: 'dat'>, False)
    """
    match = _INFLECTION.fullmatch(rest)
    if match is None:
        return None
    plural = match["pl"] is not None
    if match["poss"]:
        case = case_of_suffix(match["pcase"] or "")
        return plural, True, case, match["pcase"] is None and match["poss"] in "ıiuü"
    if match["own"]:
        return plural, True, case_of_suffix(match["ocase"] or ""), False
    return plural, False, case_of_suffix(match["case"] or ""), False


_SHORTEST = 2


@lru_cache(maxsize=256)
def _beginnings(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem[:_SHORTEST] for stem in stems)


@lru_cache(maxsize=131072)
def noun_of(word: str, stems: frozenset[str], longest: int = 18) -> Noun | None:
    """The word as a form of one of `stems` (lower case), the longest that fits."""
    if word[:_SHORTEST] not in _beginnings(stems):
        return None
    for length in range(min(len(word), longest), _SHORTEST - 1, -1):
        stem = word[:length]
        if stem in stems:
            found = inflection(word[length:])
            if found is not None:
                return Noun(stem, *found)
    return None


_GUESS = (
    (re.compile(r"(?:[ıiuü]n|l[ae]r[ıiuü]?n?|[^n])d[ae]n$|t[ae]n$"), Case.ABL),
    (re.compile(r"[dt][ae](?:ki)?$"), Case.LOC),
    (re.compile(r"[ıiuü]n[ıiuü]n$|l[ae]r[ıiuü]n$"), Case.GEN),
    (re.compile(r"yl[ae]$|l[ae]rl[ae]$"), Case.INS),
    (re.compile(r"[ıiuü]n[ae]$|l[ae]r[ae]$|[aeıioöuü]y[ae]$"), Case.DAT),
    (re.compile(r"[ıiuü]n[ıiuü]$|l[ae]r[ıiuü]$|[aeıioöuü]y[ıiuü]$"), Case.ACC),
)


@lru_cache(maxsize=65536)
def guess_case(word: str) -> Case:
    """Case that an unknown common noun seems to be in, from its ending; NOM when nothing tells."""
    for pattern, case in _GUESS:
        if len(word) > 4 and pattern.search(word):
            return case
    return Case.NOM
