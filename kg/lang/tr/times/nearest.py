"""Which year, month or day is meant where the text leaves it to the reader: the nearest in the clause's direction."""

from __future__ import annotations

from datetime import date, timedelta

from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.period import Stamp

_SOON = timedelta(60)
_FAR = timedelta(
    300
)  # nobody leaves out the year of a day so far ahead: the clause tells what had been planned
_SOON_MONTHS = 3


def nearest_day(published: date, month: int, day: int, way: Direction, weekday: int = 0) -> Stamp | None:
    """The day of some year; `weekday`, an ISO number, decides the year if the text tells it.

    With no sure direction, a day that is near at hand wins over one in the past.
    """
    days = [
        found for year in range(published.year - 8, published.year + 9) if (found := _day(year, month, day))
    ]
    named = [
        found for found in days if found.isoweekday() == weekday and abs(found.year - published.year) <= 2
    ]
    if named:
        return Stamp.of(min(named, key=lambda found: (abs(found - published), found)))
    past = max((found for found in days if found <= published), default=None)
    future = min((found for found in days if found >= published), default=None)
    if past is None or future is None:
        return None
    if way in (Direction.UNKNOWN, Direction.PRESENT) or (
        way is Direction.FUTURE and future - published > _FAR
    ):
        way = Direction.FUTURE if future - published <= min(published - past, _SOON) else Direction.PAST
    return Stamp.of(future if way is Direction.FUTURE else past)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_month(published: date, month: int, way: Direction) -> Stamp:
    """The month of some year; the article's own month counts as past and as future."""
    ahead = (month - published.month) % 12
    if ahead and (way is Direction.PAST or (way is not Direction.FUTURE and ahead > _SOON_MONTHS)):
        ahead -= 12
    months = published.year * 12 + published.month - 1 + ahead
    return Stamp(months // 12, months % 12 + 1)


def nearest_weekday(published: date, weekday: int, way: Direction, *, today: bool = True) -> date:
    """The day with the ISO weekday; `today`: the article's own day is possible."""
    back = (published.isoweekday() - weekday) % 7
    if way in (Direction.FUTURE, Direction.PRESENT):
        ahead = (weekday - published.isoweekday()) % 7
        return published + timedelta(ahead or (0 if today else 7))
    return published - timedelta(back or (0 if today else 7))
