"""Events by month and kind as a chart, and a page of the list below it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from kg.server.bars import Chart, chart
from kg.server.choosing import PAGE, Asked
from kg.server.figures import Figures
from kg.server.happenings import Happening, happenings
from kg.server.periods import period_of, through, unit_for
from kg.server.pool import Pool


@dataclass(frozen=True, slots=True)
class Monthly:
    """A chart (None without events in it), how many events lie in no column, and one page of events.

    `more` is whether there is a next page; `total` is the number of events of all kinds in the chart's columns.
    """

    chart: Chart | None
    unit: str
    total: int
    outside: int
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
    unit = unit_for(month for month, _, _ in placed)
    return Monthly(
        chart=_chart(placed, unit, up, down) if placed else None,
        unit=unit,
        total=sum(n for _, _, n in placed),
        outside=sum(n for month, _, n in shown if not month),
        events=await happenings(pool, iris[:PAGE], language),
        more=len(iris) > PAGE,
    )


def _chart(rows: Sequence[tuple[str, str, int]], unit: str, up: Sequence[str], down: Sequence[str]) -> Chart:
    counts: dict[str, dict[str, int]] = {
        period: {} for period in through(*(period_of(rows[at][0], unit) for at in (0, -1)))
    }
    for month, kind, n in rows:
        column = counts[period_of(month, unit)]
        column[kind] = column.get(kind, 0) + n
    return chart(counts, up, down)
