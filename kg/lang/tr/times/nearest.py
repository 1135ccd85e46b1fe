"""Which year, month or day is meant where the text leaves it to the reader: the nearest in the clause's direction."""

from __future__ import annotations

from datetime import date, timedelta

from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.period import Stamp

_SOON, _HALF_YEAR = timedelta(60), timedelta(183)
_FAR = timedelta(300)  # nobody leaves out the year of a day so far ahead: it tells what had been planned
_SOON_MONTHS, _HALF_YEAR_MONTHS = 3, 6


def nearest_day(published: date, month: int, day: int, way: Direction, weekday: int = 0) -> Stamp | None:
    """The day of some year; `weekday`, an ISO number, decides the year if the text tells it.

    With no sure direction, a day that is near at hand wins over one in the past; "near" is more for what is going on.
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
    unsure = way in (Direction.UNKNOWN, Direction.PRESENT)
    if unsure or (way is Direction.FUTURE and future - published > _FAR):
        limit = _HALF_YEAR if way is Direction.PRESENT else _SOON
        way = Direction.FUTURE if future - published <= min(published - past, limit) else Direction.PAST
    return Stamp.of(future if way is Direction.FUTURE else past)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_month(published: date, month: int, way: Direction) -> Stamp:
    """The month of some year; the article's own month counts as past and as future."""
    ahead = (month - published.month) % 12
    limit = {Direction.PAST: 0, Direction.UNKNOWN: _SOON_MONTHS, Direction.PRESENT: _HALF_YEAR_MONTHS}
    if ahead > limit.get(way, ahead):
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
