"""Events by month and kind as a chart, and a page of the list below it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from kg.server.bars import Chart, chart
from kg.server.choosing import PAGE, Asked
from kg.server.figures import Figures
from kg.server.happenings import Happening, happenings
from kg.server.periods import MOST_MONTHS, months_before, period_of, through, unit_for
from kg.server.pool import Pool

FEW = 0.1
"""Share of the events that may lie before the months of a chart."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """A chart (None without events in it), how many events lie in no column, and one page of events.

    `more` is whether there is a next page; `total` is the number of events of all kinds in the chart's columns, and
    `before` of those that lie before them, from the month `earliest` on.
    """

    chart: Chart | None
    unit: str
    total: int
    outside: int
    before: int
    earliest: str
    events: list[Happening]
    more: bool


async def monthly(
    figures: Figures, pool: Pool, asked: Asked, language: str, up: Sequence[str], down: Sequence[str] = ()
) -> Monthly:
    """What was asked for; kinds in `down` hang below the line of the chart."""
    rows, iris = await asyncio.gather(
        figures.monthly(asked.all), figures.events(asked.listed, PAGE + 1, (asked.page - 1) * PAGE)
    )
    shown = [(month, kind, n) for month, kind, n in rows if kind in (*up, *down)]
    placed = [one for one in shown if one[0]]
    earliest = placed[0][0] if placed else ""
    placed, before = (placed, 0) if asked.all.since else _latest(placed)
    unit = unit_for(month for month, _, _ in placed)
    return Monthly(
        chart=_chart(placed, unit, up, down) if placed else None,
        unit=unit,
        total=sum(n for _, _, n in placed),
        outside=sum(n for month, _, n in shown if not month),
        before=before,
        earliest=earliest,
        events=await happenings(pool, iris[:PAGE], language),
        more=len(iris) > PAGE,
    )


def _latest(rows: list[tuple[str, str, int]]) -> tuple[list[tuple[str, str, int]], int]:
    """The months that fit a chart by months, if nearly all events lie in them, and how many lie before them.

    A few events of long ago, which an article remembers, would leave no room for those of now.
    """
    if unit_for(month for month, _, _ in rows) == "month":
        return rows, 0
    first = months_before(rows[-1][0], MOST_MONTHS - 1)
    latest = [one for one in rows if one[0] >= first]
    before = sum(n for month, _, n in rows if month < first)
    return (latest, before) if before <= FEW * sum(n for _, _, n in rows) else (rows, 0)


def _chart(rows: Sequence[tuple[str, str, int]], unit: str, up: Sequence[str], down: Sequence[str]) -> Chart:
    counts: dict[str, dict[str, int]] = {
        period: {} for period in through(*(period_of(rows[at][0], unit) for at in (0, -1)))
    }
    for month, kind, n in rows:
        column = counts[period_of(month, unit)]
        column[kind] = column.get(kind, 0) + n
    return chart(counts, up, down)
