"""Events of each month as a table of years: how dark a month is tells how many there are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SHADES = 4
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A month ("2025-03"), its events, and its shade from 0 (none) to SHADES (most of all)."""

    month: str
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """A year with its twelve months, and the events of which only the year is known."""

    year: str
    cells: Sequence[Cell]
    month_unknown: int

    @property
    def total(self) -> int:
        """Events of the year."""
        return self.month_unknown + sum(cell.count for cell in self.cells)


def is_period(text: str) -> bool:
    """Whether it is a year or a month.

    >>> is_period("2025-03"), is_period("2025-13")
    (True, False)
    """
    return _PERIOD.fullmatch(text) is not None


def rows(months: Mapping[str, int]) -> list[Row]:
    """The years that have events, the latest first; keys that are no months or years are left out.

    >>> [(row.year, row.total) for row in rows({"2024-01": 2, "2024": 1, "2022-12": 1})]
    [('2024', 3), ('2022', 1)]
    """
    dated = {key: count for key, count in months.items() if is_period(key)}
    most = max((count for key, count in dated.items() if "-" in key), default=1)
    years = sorted({key[:4] for key in dated}, reverse=True)
    return [
        Row(year, [_cell(f"{year}-{month:02}", dated, most) for month in range(1, 13)], dated.get(year, 0))
        for year in years
    ]


def _cell(month: str, dated: Mapping[str, int], most: int) -> Cell:
    count = dated.get(month, 0)
    return Cell(month, count, math.ceil(SHADES * math.log1p(count) / math.log1p(most)))
