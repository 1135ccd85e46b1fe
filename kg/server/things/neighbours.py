"""Who acts with a thing and who against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.server import ask
from kg.server.pool import Pool
from kg.server.things.happening import ACTING
from kg.server.things.kinds import Side, kinds_of

LIMIT = 1000
"""Rows read: more neighbours than anybody looks at."""

_ACTING = "|".join(f"kg:{role}" for role in ACTING)
_ASKED = """SELECT ?other ?side (COUNT(DISTINCT ?e) AS ?n) (MAX(COALESCE(STR(?day), "")) AS ?last) {{
  VALUES ?mine {{ kg:actor kg:recipient kg:participant }} VALUES ?theirs {{ kg:actor kg:recipient kg:participant }}
  ?e ?mine {iri} ; a kg:Event ; ?theirs ?other ; kg:eventType ?kind . FILTER(?other != {iri})
  OPTIONAL {{ ?e kg:earliest ?day }}
  BIND(IF(?mine = kg:actor && ?theirs = kg:actor, "with", IF(?mine = kg:recipient && ?theirs = kg:recipient, "other",
    IF(?kind IN ({conflict}), "against", IF(?kind IN ({cooperation}), "with", "other")))) AS ?side)
}} GROUP BY ?other ?side ORDER BY DESC(?n) ?other ?side LIMIT {limit}"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who takes part in events with the thing: in how many on which side, and the last of them (ISO day)."""

    iri: str
    together: int
    against: int
    other: int
    last: str

    @property
    def total(self) -> int:
        """Events in all."""
        return self.together + self.against + self.other

    @property
    def side(self) -> Side:
        """Which side has the most events; one of the sides even if most events are on neither."""
        if self.against > self.together:
            return Side.AGAINST
        return Side.WITH if self.together else Side.OTHER


async def neighbours(pool: Pool, thing: str) -> list[Neighbour]:
    """Those who take part in events that happened, the most frequent first; raises Refused.

    Two who act together are with each other, whatever they do. Who acts and who is acted on, or who takes part
    without a side, are with or against each other by the kind of event. Who suffers the same is neither.
    """
    text = _ASKED.format(
        iri=ask.iri(thing), limit=LIMIT,
        conflict=_written(kinds_of(Side.AGAINST)), cooperation=_written(kinds_of(Side.WITH)),
    )  # fmt: skip
    return summed(
        (
            row["other"]["value"],
            row["side"]["value"],
            int(row["n"]["value"]),
            row.get("last", {}).get("value", ""),
        )
        for row in await ask.select(pool, text)
        if row.get("other", {}).get("type") == "uri"
    )


def summed(rows: Iterable[tuple[str, str, int, str]]) -> list[Neighbour]:
    """One neighbour of the rows about it: IRI, side, events, the day of the last; the most frequent first."""
    counts: dict[str, dict[str, int]] = {}
    last: dict[str, str] = {}
    for iri, side, n, day in rows:
        counts.setdefault(iri, {})[side] = n
        last[iri] = max(last.get(iri, ""), day)
    found = [
        Neighbour(iri, n.get("with", 0), n.get("against", 0), n.get("other", 0), last[iri])
        for iri, n in counts.items()
    ]
    return sorted(found, key=lambda each: (-each.total, each.iri))


def _written(iris: Sequence[str]) -> str:
    return ", ".join(f"<{iri}>" for iri in iris)
