"""Months and years as the columns of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MOST_MONTHS = 60
"""A longer time is shown by years."""


def unit_for(months: Iterable[str]) -> str:
    """`month` or `year`, whichever shows these months without crowding.

    >>> unit_for(["2025-01", "2025-12"]), unit_for(["1999-01", "2025-12"])
    ('month', 'year')
    """
    known = [month for month in months if month]
    return "month" if not known or _number(max(known)) - _number(min(known)) < MOST_MONTHS else "year"


def period_of(month: str, unit: str) -> str:
    """The column that a month belongs to: `2025-03` itself, or its year."""
    return month if unit == "month" else month[:4]


def through(first: str, last: str) -> Iterator[str]:
    """All months or years from the first to the last, so that a chart has its gaps.

    >>> list(through("2024-11", "2025-02")), list(through("2023", "2025"))
    (['2024-11', '2024-12', '2025-01', '2025-02'], ['2023', '2024', '2025'])
    """
    if len(first) == len("2025"):
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
        return
    for number in range(_number(first), _number(last) + 1):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def months_before(month: str, count: int) -> str:
    """The month so many before another.

    >>> months_before("2025-02", 3)
    '2024-11'
    """
    number = _number(month) - count
    return f"{number // 12:04}-{number % 12 + 1:02}"


def bounds(period: str) -> tuple[str, str]:
    """First and last month of a column.

    >>> bounds("2025"), bounds("2025-03")
    (('2025-01', '2025-12'), ('2025-03', '2025-03'))
    """
    return (f"{period}-01", f"{period}-12") if len(period) == len("2025") else (period, period)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
