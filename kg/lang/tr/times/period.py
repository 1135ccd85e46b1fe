"""Calendar arithmetic at the precision of the text: years, months and days, and spans of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kg.model.edtf import Edtf

FIRST_YEAR, LAST_YEAR = 1000, 2199
_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
_MONTHS = 12


class Unit(StrEnum):
    """Units that a date can be given in, and those below and above, which give none."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A year, a month of a year, or a day: what is not told is 0. ValueError if there is no such day."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"a year that no news tells of: {self.year}")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> Stamp:
        """The day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def valid(cls, year: int, month: int = 0, day: int = 0) -> Stamp | None:
        """The stamp, or None if there is no such day, or only in years that no news tells of."""
        if not FIRST_YEAR <= year <= LAST_YEAR or month > _MONTHS or day > monthrange(year, month or 1)[1]:
            return None
        return cls(year, month, day)

    @property
    def unit(self) -> Unit:
        """Its precision."""
        return Unit.DAY if self.day else Unit.MONTH if self.month else Unit.YEAR

    def first(self) -> date:
        """First day in it."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """Last day in it."""
        month = self.month or _MONTHS
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def plus(self, number: int, unit: Unit) -> Stamp | None:
        """So many units later, at the coarser of both precisions.

        None if the stamp is coarser than the unit, or in years that no news tells of.

        >>> str(Stamp(2025, 12, 11).plus(-2, Unit.MONTH)), Stamp(2025).plus(1, Unit.DAY)
        ('2025-10', None)
        """
        if unit in (Unit.DAY, Unit.WEEK):
            days = self.first().toordinal() + number * (7 if unit is Unit.WEEK else 1)
            return Stamp.of(date.fromordinal(days)) if self.day and _FIRST_DAY <= days <= _LAST_DAY else None
        if unit is Unit.MONTH:
            months = self.year * _MONTHS + self.month - 1 + number
            return Stamp.valid(months // _MONTHS, months % _MONTHS + 1) if self.month else None
        return Stamp.valid(self.year + number) if unit is Unit.YEAR else None

    def __str__(self) -> str:
        month = f"-{self.month:02d}" if self.month else ""
        return f"{self.year:04d}{month}" + (f"-{self.day:02d}" if self.day else "")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last stamp, both in it; `about`: the words only say "about" or "early in"."""

    first: Stamp
    last: Stamp
    about: bool = False

    def __post_init__(self) -> None:
        if self.first.first() > self.last.last():
            raise ValueError(f"ends before it begins: {self.first}/{self.last}")

    @classmethod
    def at(cls, stamp: Stamp, *, about: bool = False) -> Period:
        """One year, month or day."""
        return cls(stamp, stamp, about)

    @classmethod
    def day(cls, day: date) -> Period:
        """One day."""
        return cls.at(Stamp.of(day))

    @classmethod
    def days(cls, first: date, last: date) -> Period:
        """Days from first to last."""
        return cls(Stamp.of(first), Stamp.of(last))

    @property
    def single(self) -> Stamp | None:
        """The stamp if it is only one."""
        return self.first if self.first == self.last else None

    def edtf(self) -> Edtf:
        """As EDTF.

        >>> str(Period(Stamp(2025, 6), Stamp(2025, 8), about=True).edtf())
        '2025-06~/2025-08~'
        """
        mark = "~" if self.about else ""
        return Edtf(f"{self.first}{mark}" if self.single else f"{self.first}{mark}/{self.last}{mark}")

    def since(self) -> Edtf:
        """From its beginning on."""
        return Edtf(f"{self.first}{'~' if self.about else ''}/..")

    def until(self) -> Edtf:
        """Until its end."""
        return Edtf(f"../{self.last}{'~' if self.about else ''}")

    def either(self) -> Edtf:
        """Some time in it."""
        return Edtf(f"[{self.first}..{self.last}]")

    def before(self) -> Edtf:
        """Some time before it; its own days stay possible, as "before 2013" seldom means exactly that."""
        return Edtf(f"[..{self.last}]")

    def after(self) -> Edtf:
        """Some time after it; its own days stay possible."""
        return Edtf(f"[{self.first}..]")


def week_of(day: date, weeks: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the week so many weeks after the day's."""
    monday = day - timedelta(day.weekday()) + timedelta(weeks * 7)
    return monday, monday + timedelta(6)
