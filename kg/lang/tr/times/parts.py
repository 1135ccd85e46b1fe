"""Parts of a year or month that is told: "sonunda", "ilk yarısında", "ilk üç ayında", "3'ünde"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.numbers import quantity
from kg.lang.tr.times.period import Period, Stamp, Unit
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.words import Kind, Word

_MONTHS = 12
_COARSE = (Unit.WEEK, Unit.DAY)


@dataclass(frozen=True, slots=True)
class Fraction:
    """Months of a year, both included; None if the part is not told in months. `end`: token after it."""

    months: tuple[int, int] | None
    end: int
    word: Word


def fraction(scene: Scene, at: int) -> Fraction | None:
    """ "ilk yarısında", "son çeyreğinde", "ilk 6 ayında", "ilk ayı", "ikinci yarısı", "son günlerinde"."""
    ordinal = scene.word(at, Kind.ORDINAL)
    if ordinal is None:
        return None
    number, end = 1, at + 1
    counted = quantity(scene, end)
    if counted is not None:
        if counted.number is None:
            return None
        number, end = counted.number, counted.end
    word = scene.word(end, Kind.FRACTION, Kind.UNIT)
    if word is None or not word.possessed:
        return None
    if word.kind is Kind.UNIT and word.unit in _COARSE:
        return Fraction(None, end + 1, word)
    if word.kind is Kind.UNIT and word.unit is not Unit.MONTH:
        return None
    size = number * (word.value if word.kind is Kind.FRACTION else 1)
    first = _MONTHS - size + 1 if ordinal.value < 0 else (ordinal.value - 1) * size + 1
    if first < 1 or first + size - 1 > _MONTHS:
        return None
    return Fraction((first, first + size - 1), end + 1, word)


def of_year(scene: Scene, reading: Reading) -> Reading | None:
    """ "2024'ün ilk yarısında", "geçen yılın son çeyreğinde"; a month's first days or last week remain that month."""
    if reading.case is not Case.GEN or (found := fraction(scene, reading.end)) is None:
        return None
    single = reading.period.single if reading.period is not None else None
    if single is None:
        return reading.ending(found.end, found.word)
    if found.months is None:
        return reading.ending(found.end, found.word, period=Period.at(single))
    if single.unit is not Unit.YEAR:
        return None
    first, last = (Stamp(single.year, number) for number in found.months)
    return reading.ending(found.end, found.word, period=Period(first, last))


def begin_or_end(scene: Scene, reading: Reading) -> Reading | None:
    """ "Mayıs sonunda", "2024'ün başında", "ay ortasında": about that month or year."""
    word = scene.word(reading.end, Kind.PART)
    if word is None or reading.part or reading.habit or reading.case not in (Case.NOM, Case.GEN):
        return None
    single = reading.period.single if reading.period is not None else None
    if reading.period is not None and single is None and reading.period.first.unit is Unit.DAY:
        about = Period(reading.period.first, reading.period.last)
        return reading.ending(reading.end + 1, word, period=about, part=word.text)
    if single is not None and single.unit is Unit.DAY:
        return None
    period = Period(reading.period.first, reading.period.last, about=single is not None) if reading.period else None
    return reading.ending(reading.end + 1, word, period=period, part=word.text, adverb=True)


def day_of_month(scene: Scene, reading: Reading) -> Reading | None:
    """ "Mart'ın 3'ünde", "bu ayın 15'inde"."""
    number = scene.word(reading.end, Kind.INTEGER)
    if reading.case is not Case.GEN or number is None or not (number.possessed or number.case is Case.ACC):
        return None
    single = reading.period.single if reading.period is not None else None
    if single is None:
        return reading.ending(reading.end + 1, number)
    day = Stamp.valid(single.year, single.month, number.value) if single.unit is Unit.MONTH and number.value else None
    return reading.ending(reading.end + 1, number, period=Period.at(day)) if day else None
