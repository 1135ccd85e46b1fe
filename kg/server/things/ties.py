"""Events and neighbours of a thing: from the file of `kg.server.roleindex` if it is of the current state of the store.

Where it is not there yet, or the store has changed since, the store itself is asked, which takes longer.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

from kg.server.pool import Pool
from kg.server.sideindex import SideIndex
from kg.server.things import neighbours, timeline
from kg.server.things.neighbours import Neighbour
from kg.server.things.timeline import Dated

_EVENTS = """SELECT DISTINCT event.iri, event.first, event.last
FROM thing JOIN role ON role.thing = thing.id JOIN event ON event.id = role.event WHERE thing.iri = :thing {also}"""
_ALSO = """AND event.id IN (SELECT role.event FROM thing JOIN role ON role.thing = thing.id
WHERE thing.iri = :other AND role.role IN ('actor', 'recipient', 'participant'))"""
_NEIGHBOURS = """SELECT them.iri,
  CASE WHEN mine.role = 'actor' AND theirs.role = 'actor' THEN 'with'
    WHEN mine.role = 'recipient' AND theirs.role = 'recipient' THEN 'other' ELSE kind.side END AS side,
  count(DISTINCT event.id), max(event.first)
FROM thing AS me JOIN role AS mine ON mine.thing = me.id JOIN event ON event.id = mine.event AND event.happened
JOIN kind ON kind.event = event.id JOIN role AS theirs ON theirs.event = event.id AND theirs.thing <> me.id
JOIN thing AS them ON them.id = theirs.thing
WHERE me.iri = :thing AND mine.role IN ('actor', 'recipient', 'participant')
  AND theirs.role IN ('actor', 'recipient', 'participant')
GROUP BY 1, 2"""


class Ties:
    """Answers from the file or the store."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.index = SideIndex(pool, "roles")

    async def events(self, thing: str, other: str) -> list[Dated]:
        """All events of a thing, of those only that `other` takes part in if it is given; raises Refused."""
        path = await self._path()
        if not path:
            return await timeline.dated(self._pool, thing, other)
        text = _EVENTS.format(also=_ALSO if other else "")
        rows = await asyncio.to_thread(_ask, path, text, {"thing": thing, "other": other})
        return timeline.latest_first([(iri, first, last) for iri, first, last in rows])

    async def neighbours(self, thing: str) -> list[Neighbour]:
        """Those who take part in events that happened, the most frequent first; raises Refused."""
        path = await self._path()
        if not path:
            return await neighbours.neighbours(self._pool, thing)
        rows = await asyncio.to_thread(_ask, path, _NEIGHBOURS, {"thing": thing})
        return neighbours.summed([(iri, side, n, last) for iri, side, n, last in rows])

    async def _path(self) -> str:
        """The file, empty if it is not of the current state."""
        path = await self.index.path(0.0)
        current = self._pool.snapshots.current
        return path if current is not None and self.index.stamp == current.stamp else ""


def _ask(path: str, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        return database.execute(query, values).fetchall()
