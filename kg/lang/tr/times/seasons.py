"""Seasons: three months, about, by the year told or by a pointing word: "2005 yazında", "geçen kış"."""

from __future__ import annotations

from datetime import date

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.period import Period, Stamp, Unit
from kg.lang.tr.times.scene import Reading, Scene

RULE = "tr/time-season@1"

_WINTER = 12
_SPRING_ENDS = 5


def season_of(year: int, first: int) -> Period:
    """The season that begins in month `first`; a winter lies in two years, so that only the year is told, about."""
    if first == _WINTER:
        return Period.at(Stamp(year), about=True)
    return Period(Stamp(year, first), Stamp(year, first + 2), about=True)


def season_near(published: date, first: int, step: int) -> Period:
    """The last (-1), this (0) or the next (1) season that begins in month `first`, seen from a day.

    "Bu" is the season of the same year, or the winter that has hardly ended; "geçen" the latest that is over;
    "gelecek" the first to come.
    """
    year = published.year
    begins = [(year + offset, first) for offset in range(-2, 3)]
    month = (year, published.month)
    if step < 0:
        chosen = max(begin for begin in begins if _end(begin) < month)
    elif step > 0:
        chosen = min(begin for begin in begins if begin > month)
    elif first == _WINTER and published.month <= _SPRING_ENDS:
        chosen = (year - 1, first)
    else:
        chosen = (year, first)
    return Period(Stamp(*chosen), Stamp(*_end(chosen)), about=True)


def _end(begin: tuple[int, int]) -> tuple[int, int]:
    year, month = begin
    return (year + 1, 2) if month == _WINTER else (year, month + 2)


def with_months(scene: Scene, reading: Reading) -> Reading:
    """The reading with the word for months after a season: "geçen yaz aylarında"."""
    months = scene.unit(reading.end, Unit.MONTH)
    if reading.case is not Case.NOM or months is None or not (months.plural and months.possessed):
        return reading
    return reading.ending(reading.end + 1, months)
