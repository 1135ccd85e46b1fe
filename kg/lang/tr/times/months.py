"""Months: "Kasım ayında", "Ocak 2012'de", "Mayıs'ta", "Ocak-Eylül döneminde".

Names of months are also other words and names of people: alone, they need a case that tells when, and the stems
"ocak" (hearth, pit), "aralık" (gap) and "ekim" (sowing) a capital as well, or nothing around them that hints at those.
"""

from __future__ import annotations

from dataclasses import replace

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.nearest import nearest_month
from kg.lang.tr.times.period import FIRST_YEAR, LAST_YEAR, Period, Stamp, Unit
from kg.lang.tr.times.scene import Reading, Scene, Sense
from kg.lang.tr.times.words import Kind, Word

RULE = "tr/time-month@1"
YEARLESS = "tr/time-month-only@1"

_COMMON = ("ocak", "ocağ", "aralık", "aralığ", "ekim")
_PIT = ("ocak", "ocağ")
_DASHES = ("-", "–", "—")


def month(scene: Scene, at: int, year: int = 0, *, scoped: bool = False) -> Reading | None:
    """A month or a run of months; `year` and `scoped` if words before told the year, or that one is meant."""
    found = _months(scene, at)
    if found is None:
        return None
    first, last, end, word, mark = found
    sure = scoped
    if word.case is Case.NOM and not word.lasting:
        told = scene.word(end, Kind.INTEGER)
        if told is not None and not year and FIRST_YEAR <= told.value <= LAST_YEAR and not told.decade:
            year, end, word, sure = told.value, end + 1, told, True
            if word.case is Case.NOM and (unit := scene.unit(end, Unit.YEAR)) is not None and unit.possessed:
                end, word = end + 1, unit
    if word.case in (Case.NOM, Case.GEN) and (noun := _noun(scene, end)) is not None:
        end, word, sure = end + 1, noun, True
    if not (sure or first != last or _tells(scene, at, end, word)):
        return None
    sense = Sense.EITHER if mark == "or" else Sense.IN
    rule = RULE if year else YEARLESS
    reading = Reading(at, end, rule, Unit.MONTH, adverb=False, many=first != last, sense=sense).ending(
        end, word
    )
    return replace(reading, period=_period(scene, reading, first, last, year))


def _months(scene: Scene, at: int) -> tuple[int, int, int, Word, str] | None:
    """First and last month, where they end, the last word, and how they are joined."""
    word = scene.word(at, Kind.MONTH)
    if word is None or word.plural or word.lasting:
        return None
    mark, step = _joint(scene, at + 1)
    second = scene.word(at + 1 + step, Kind.MONTH) if step and word.case is Case.NOM else None
    if second is not None and not second.plural and (mark != "and" or (second.value - word.value) % 12 == 1):
        return word.value, second.value, at + 2 + step, second, mark
    return word.value, word.value, at + 1, word, ""


def _joint(scene: Scene, at: int) -> tuple[str, int]:
    mark = scene.lower(at)
    if mark in _DASHES:
        return "-", 1
    if mark in ("ve", "ile"):
        return "and", 1
    if mark == "veya":
        return "or", 1
    return ("or", 2) if mark == "ya" and scene.lower(at + 1) == "da" else ("", 0)


def _noun(scene: Scene, at: int) -> Word | None:
    """What may follow a month: "ayı", "ayında", "aylarının", "döneminde"."""
    noun = scene.unit(at, Unit.MONTH) or scene.word(at, Kind.DATE_NOUN)
    return noun if noun is not None and noun.possessed else None


def _tells(scene: Scene, at: int, end: int, word: Word) -> bool:
    """Whether a month alone tells when: by its case and what follows."""
    if word.possessed or _may_be_common(scene, at):
        return False
    match word.case:
        case Case.LOC:
            tells = True
        case Case.ABL:
            month = scene.word(end, Kind.MONTH)
            to = month is not None and month.case is Case.DAT
            tells = to or scene.listed(end, "since") or scene.listed(end, "from")
        case Case.DAT:
            tells = scene.listed(end, "until")
        case Case.GEN:
            tells = scene.word(end, Kind.PART, Kind.ORDINAL, Kind.INTEGER) is not None
        case Case.NOM:
            tells = scene.word(end, Kind.PART) is not None or scene.listed(end, "within")
        case _:
            tells = False
    return tells


def _may_be_common(scene: Scene, at: int) -> bool:
    """Whether the word may be the hearth, pit, gap or sowing: without a capital, but in a locative by itself."""
    token, word = scene.tokens[at], scene.words[at]
    if not token.stem.startswith(_COMMON) or (token.capital and (at > 0 or token.suffix)):
        return False
    if word is None or word.case is not Case.LOC or scene.listed(at - 1, "before_common"):
        return True
    if word.relative and token.stem.startswith(_PIT):
        return True
    return any(scene.listed(place, "pits") for place in range(len(scene.tokens)))


def _period(scene: Scene, reading: Reading, first: int, last: int, year: int) -> Period | None:
    if year:
        end = Stamp(year, last)
    elif scene.published is not None:
        end = nearest_month(scene.published, last, scene.way(reading))
    else:
        return None
    begin = Stamp(end.year - (first > last), first)
    return Period(begin, end)
