"""Parts of a year or month that is told: "sonunda", "ilk yarısında", "ilk üç ayında", "3'ünde"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.numbers import quantity
from kg.lang.tr.times.period import Period, Stamp, Unit
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.words import Kind, Word

_MONTHS = 12
_DAYS = 31
_COARSE = (Unit.WEEK, Unit.DAY)
_WHOLES = (Unit.YEAR, Unit.MONTH)


@dataclass(frozen=True, slots=True)
class Fraction:
    """Months of a year, both included; None if the part is not told in months. `end`: token after it."""

    months: tuple[int, int] | None
    end: int
    word: Word


def fraction(scene: Scene, at: int) -> Fraction | None:
    """Part of a year or month: "ilk yarısında", "son çeyreğinde", "ilk 6 ayında", "ilk ayı", "son günlerinde"."""
    ordinal = scene.word(at, Kind.ORDINAL)
    counted = quantity(scene, at + 1)
    number, end = (counted.number, counted.end) if counted is not None else (1, at + 1)
    word = scene.word(end, Kind.FRACTION, Kind.UNIT)
    if ordinal is None or number is None or word is None or not word.possessed:
        return None
    if word.kind is Kind.UNIT and word.unit is not Unit.MONTH:
        return Fraction(None, end + 1, word) if word.unit in _COARSE else None
    size = number * (word.value if word.kind is Kind.FRACTION else 1)
    first = _MONTHS - size + 1 if ordinal.value < 0 else (ordinal.value - 1) * size + 1
    if first < 1 or first + size - 1 > _MONTHS:
        return None
    return Fraction((first, first + size - 1), end + 1, word)


def of_year(scene: Scene, reading: Reading) -> Reading | None:
    """Months of a year: "2024'ün ilk yarısında"; the first days or the last week of a month remain that month."""
    if reading.case is not Case.GEN or (found := fraction(scene, reading.end)) is None:
        return None
    if reading.grain not in _WHOLES or (found.months is not None and reading.grain is Unit.MONTH):
        return None
    if found.months is None or (reading.period is not None and reading.single is None):
        return reading.ending(found.end, found.word, grain=None, adverb=True)
    first, last = found.months
    single, many = reading.single, first != last
    period = Period(Stamp(single.year, first), Stamp(single.year, last)) if single is not None else None
    return reading.ending(found.end, found.word, grain=Unit.MONTH, period=period, many=many, adverb=True)


def begin_or_end(scene: Scene, reading: Reading) -> Reading | None:
    """About that month or year: "Mayıs sonunda", "2024'ün başında", "ay ortasında"."""
    word = scene.word(reading.end, Kind.PART)
    if word is None or reading.part or reading.case not in (Case.NOM, Case.GEN):
        return None
    if reading.grain not in (*_WHOLES, Unit.WEEK):
        return None
    period = Period.at(reading.single, about=True) if reading.single is not None else reading.period
    return reading.ending(reading.end + 1, word, period=period, part=word.text, adverb=True)


def day_of_month(scene: Scene, reading: Reading) -> Reading | None:
    """A day of the month just told: "Mart'ın 3'ünde", "bu ayın 15'inde"."""
    number = scene.word(reading.end, Kind.INTEGER)
    if reading.case is not Case.GEN or number is None or not (number.possessed or number.case is Case.ACC):
        return None
    if reading.grain is not Unit.MONTH or not 1 <= number.value <= _DAYS:
        return None
    single = reading.single
    day = Stamp.valid(single.year, single.month, number.value) if single is not None else None
    period = Period.at(day) if day is not None else None
    return reading.ending(reading.end + 1, number, grain=Unit.DAY, period=period, adverb=True)
