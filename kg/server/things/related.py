"""Occurrences around one: its whole, its parts, what is about it, and what may be the same told differently."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.server import ask
from kg.server.pool import Pool
from kg.server.things.happening import ACTING, Happening, happenings

LIMIT = 60
NEAR_DAYS = 3
"""Two tellings of one event may differ by so many days."""

_ACTING = "|".join(f"kg:{role}" for role in ACTING)
_AROUND = """SELECT DISTINCT ?how ?e ?day {{
  {{ {iri} kg:subEventOf ?e BIND("whole" AS ?how) }} UNION {{ ?e kg:subEventOf {iri} BIND("part" AS ?how) }}
  UNION {{ ?e kg:concerns {iri} BIND("about" AS ?how) }}
  OPTIONAL {{ ?e kg:earliest ?day }}
}} ORDER BY ?how DESC(?day) ?e LIMIT {limit}"""
_LIKE = """SELECT DISTINCT ?e {{ {who}
  ?e kg:eventType ?kind ; kg:earliest ?day . VALUES ?kind {{ {kinds} }}
  FILTER(?day >= "{first}"^^xsd:date && ?day <= "{last}"^^xsd:date && ?e != {iri})
}} ORDER BY ?e LIMIT {limit}"""


@dataclass(frozen=True, slots=True)
class Around:
    """Occurrences by how they belong to the thing."""

    whole: Sequence[Happening]
    parts: Sequence[Happening]
    about: Sequence[Happening]

    @property
    def all(self) -> list[Happening]:
        """All of them."""
        return [*self.whole, *self.parts, *self.about]


async def around(pool: Pool, thing: str) -> Around:
    """The whole, the parts, and what concerns the thing; raises Refused."""
    rows = await ask.select(pool, _AROUND.format(iri=ask.iri(thing), limit=LIMIT))
    by_how: dict[str, list[str]] = {}
    for row in rows:
        group = by_how.setdefault(row["how"]["value"], [])
        if row["e"]["type"] == "uri" and row["e"]["value"] not in group:
            group.append(row["e"]["value"])
    found = await asyncio.gather(
        *(happenings(pool, by_how.get(how, [])) for how in ("whole", "part", "about"))
    )
    return Around(*found)


async def alike(pool: Pool, one: Happening) -> list[Happening]:
    """Other occurrences of the same kind, with the same people, within days; raises Refused."""
    people = one.people()
    try:
        day = date.fromisoformat(one.day)
        first, last = day - timedelta(NEAR_DAYS), day + timedelta(NEAR_DAYS)
    except (ValueError, OverflowError):
        return []
    if not people or not one.kinds or not all(map(ask.is_iri, (*people, *one.kinds))):
        return []
    text = _LIKE.format(
        who=" ".join(f"?e {_ACTING} {ask.iri(iri)} ." for iri in people[:4]),
        kinds=" ".join(ask.iri(kind) for kind in one.kinds),
        first=first, last=last, iri=ask.iri(one.iri), limit=LIMIT,
    )  # fmt: skip
    found = await happenings(pool, ask.iris(await ask.select(pool, text), "e"))
    return [other for other in found if set(other.people()) == set(people)]
