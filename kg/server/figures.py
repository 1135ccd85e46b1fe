"""Figures of the current snapshot, from the file that `kg.server.eventindex` makes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from kg.server.pool import Pool
from kg.server.sideindex import SideIndex

PATIENCE_SECONDS = 0.6
"""A page waits this long for the first figures; without them it says that they are being counted."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which events are wanted; what is empty does not narrow.

    `quadrant` and `type` (an IRI) say of which kind, `country` and `other` (codes) who takes part: one country, or two
    against or with each other. `since` and `until` are months, `own` leaves out events without a date of their own.
    """

    quadrant: str = ""
    type: str = ""
    country: str = ""
    other: str = ""
    since: str = ""
    until: str = ""
    own: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """The two countries in the order of the table."""
        return min(self.country, self.other), max(self.country, self.other)


class Figures:
    """Answers from the file; each is found in a moment."""

    def __init__(self, pool: Pool) -> None:
        self.index = SideIndex(pool, "events")

    async def ready(self) -> bool:
        """Whether there are figures already, after a little patience; raises Refused when they cannot be made."""
        return bool(await self.index.path(PATIENCE_SECONDS))

    async def counts(self) -> dict[str, int]:
        """How many things of each class."""
        return dict(await self._rows("SELECT class, n FROM counted"))

    async def articles(self) -> list[tuple[str, int]]:
        """How many articles are of each month."""
        return [(m, n) for m, n in await self._rows("SELECT month, n FROM article ORDER BY month")]

    async def busiest(self, step: str, limit: int) -> list[tuple[str, int]]:
        """Who takes part in most events, of the things whose IRI has that first step (`person`)."""
        rows = await self._rows(
            "SELECT thing, n FROM busy WHERE instr(thing, ?) ORDER BY n DESC, thing LIMIT ?",
            f"/{step}/",
            limit,
        )
        return [(thing, n) for thing, n in rows]

    async def countries(self) -> list[tuple[str, int]]:
        """Codes of countries that take part in events, with how many, the busiest first."""
        rows = await self._rows("SELECT country, n FROM involvement ORDER BY n DESC, country")
        return [(country, n) for country, n in rows]

    async def monthly(self, chosen: Chosen) -> list[tuple[str, str, int]]:
        """Events by month and kind (the month is empty for those that lie in none)."""
        if not chosen.country:
            where, values = ["type = ?"], [chosen.type]
            if chosen.quadrant:
                where, values = [*where, "quadrant = ?"], [*values, chosen.quadrant]
            where, values = _in_time(where, values, chosen)
            query = f"SELECT month, quadrant, sum(n) FROM monthly WHERE {' AND '.join(where)} GROUP BY 1, 2"  # noqa: S608
        else:
            source, where, values = _narrowed(chosen)
            query = (
                "SELECT event.month, typed.quadrant, count(DISTINCT event.id) "  # noqa: S608 - fixed words
                f"FROM {source} WHERE {' AND '.join(where)} GROUP BY 1, 2"
            )
        return [(m, q, n) for m, q, n in await self._rows(f"{query} ORDER BY 1, 2", *values)]

    async def events(self, chosen: Chosen, limit: int, offset: int = 0) -> list[str]:
        """IRIs of events, the latest first."""
        source, where, values = _narrowed(chosen)
        query = (
            f"SELECT DISTINCT event.iri, event.day FROM {source} WHERE {' AND '.join(where)} "  # noqa: S608
            "ORDER BY event.day DESC, event.iri LIMIT ? OFFSET ?"
        )
        return [iri for iri, _ in await self._rows(query, *values, limit, offset)]

    async def pairs(self) -> list[tuple[str, str, str, int]]:
        """Events of each kind between each two countries that have any."""
        rows = await self._rows("SELECT one, other, quadrant, n FROM pair_count ORDER BY 1, 2, 3")
        return [(one, other, kind, n) for one, other, kind, n in rows]

    async def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        path = await self.index.path()
        return await asyncio.to_thread(_ask, path, query, values)


def _narrowed(chosen: Chosen) -> tuple[str, list[str], list[Any]]:
    """Tables and conditions for the events that are wanted."""
    source, where, values = "event", ["1"], list[Any]()
    if chosen.other:
        source = "pair JOIN event ON event.id = pair.event"
        where, values = ["pair.one = ?", "pair.other = ?"], [*chosen.pair]
    elif chosen.country:
        source = "involved JOIN event ON event.id = involved.event"
        where, values = ["involved.country = ?"], [chosen.country]
    where, values = _in_time(where, values, chosen)
    for column, value in (("quadrant", chosen.quadrant), ("type", chosen.type)):
        if value:
            where.append(f"typed.{column} = ?")
            values.append(value)
    if chosen.quadrant or chosen.type or chosen.country:
        source += " JOIN typed ON typed.event = event.id"
    return source, where, values


def _in_time(where: list[str], values: list[Any], chosen: Chosen) -> tuple[list[str], list[Any]]:
    tests = {"month >= ?": chosen.since, "month <= ?": chosen.until}
    wanted = {test: value for test, value in tests.items() if value}
    own = ["own"] if chosen.own else []
    within = ["month <> ''"] if chosen.until and not chosen.since else []
    return [*where, *wanted, *within, *own], [*values, *wanted.values()]


def _ask(path: str, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        return database.execute(query, values).fetchall()
