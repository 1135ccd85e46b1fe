"""Two time expressions that make one: "3 Mart'tan 5 Nisan'a kadar", "salıyı çarşambaya bağlayan gece"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kg.lang.tr.morphology import Case
from kg.lang.tr.times import dates, months
from kg.lang.tr.times.distances import DISTANCE, away
from kg.lang.tr.times.numbers import quantity
from kg.lang.tr.times.period import Period, Unit
from kg.lang.tr.times.refining import refined
from kg.lang.tr.times.scene import Reading, Scene, Sense
from kg.lang.tr.times.words import Kind, Word

Read = Callable[[int], Reading | None]

_DASHES = ("-", "–", "—")


def joined(scene: Scene, reading: Reading, read: Read) -> Reading:
    """The reading with a second one that follows it and belongs to it; `read` reads a core at a token."""
    if reading.sense is not Sense.IN or reading.relative:
        return reading
    if reading.case is Case.NOM:
        return _between(scene, reading, read) or reading
    if reading.case is Case.ABL:
        return _from_to(scene, reading, read) or _counted_from(scene, reading) or reading
    return (_night(scene, reading, read) or reading) if reading.case is Case.ACC else reading


def _second(scene: Scene, at: int, read: Read) -> Reading | None:
    """The reading that begins at a token, refined."""
    found = read(at)
    return refined(scene, found) if found is not None and found.begin == at else None


def _span(first: Reading, second: Reading) -> Period | None:
    """From the one to the other, if both are told and in order."""
    if first.period is None or second.period is None:
        return None
    begin, end = first.period.first, second.period.last
    return Period(begin, end) if begin.first() <= end.last() else None


def _between(scene: Scene, reading: Reading, read: Read) -> Reading | None:
    """A range in full: "1 Ocak 2023 ile 31 Aralık 2023 arasında", "Ocak 2012 - Mart 2013"."""
    mark = scene.lower(reading.end)
    if reading.rule not in (dates.RULE, months.RULE) or not (mark in _DASHES or mark in ("ile", "ve")):
        return None
    second = _second(scene, reading.end + 1, read)
    if second is None or second.rule != reading.rule or second.relative:
        return None
    told = scene.lower(second.end).startswith("arası")
    if not told and mark not in _DASHES:
        return None
    return refined(scene, replace(second, begin=reading.begin, period=_span(reading, second), many=True))


def _from_to(scene: Scene, reading: Reading, read: Read) -> Reading | None:
    """From one time to another: "3 Mart'tan 5 Nisan'a kadar"."""
    second = _second(scene, reading.end, read)
    if second is None or second.case is not Case.DAT or not scene.listed(second.end, "until"):
        return None
    last = Word(Kind.PART, case=Case.LOC)
    return reading.ending(second.end + 1, last, grain=None, period=_span(reading, second), adverb=True)


def _night(scene: Scene, reading: Reading, read: Read) -> Reading | None:
    """The night between two days, which the second tells: "11 Mart'ı 12 Mart'a bağlayan gece"."""
    second = _second(scene, reading.end, read)
    if second is None or second.case is not Case.DAT or scene.lower(second.end) != "bağlayan":
        return None
    end = second.end + 1
    word = scene.word(end, Kind.DAY_PART)
    day = second.single.first() if second.single is not None and second.grain is Unit.DAY else None
    period = Period.days(day - timedelta(1), day) if day is not None else None
    last = word or Word(Kind.DAY_PART)
    return reading.ending(end + (word is not None), last, grain=None, period=period, adverb=True)


def _counted_from(scene: Scene, reading: Reading) -> Reading | None:
    """So long before or after a date: "3 Mart'tan iki gün sonra"."""
    found = quantity(scene, reading.end)
    unit = scene.unit(found.end) if found is not None else None
    word = scene.lower(found.end + 1) if found is not None else ""
    if found is None or unit is None or word not in ("önce", "sonra", "önceki", "sonraki"):
        return None
    way = -1 if word.startswith("önce") else 1
    period = away(reading.single, found, unit.unit, found.about, way)
    last = Word(Kind.PART, relative=word.endswith("ki"))
    return reading.ending(found.end + 2, last, rule=DISTANCE, grain=None, period=period, adverb=True)
