"""Who holds which office, and on which days articles say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.server import ask
from kg.server.pool import Pool

LIMIT = 60

_ASKED = """SELECT ?position ?office ?holder ?of
  (MIN(COALESCE(STR(?day), "")) AS ?first) (MAX(COALESCE(STR(?day), "")) AS ?last) (COUNT(DISTINCT ?report) AS ?n) {{
  ?position kg:holder|kg:country|kg:organization {iri} ; kg:office ?office ; kg:holder ?holder .
  OPTIONAL {{ ?position kg:country|kg:organization ?of }} OPTIONAL {{ ?position kg:asOf ?day }}
  OPTIONAL {{ ?report kg:reports ?position }}
}} GROUP BY ?position ?office ?holder ?of ORDER BY DESC(?last) DESC(?n) ?position ?of LIMIT {limit}"""


@dataclass(frozen=True, slots=True)
class Held:
    """A position: IRIs, of which `of` is a country or organisation, or empty.

    `first` and `last` are the days between which it is attested (ISO, may be empty), `reports` says how often.
    """

    position: str
    office: str
    holder: str
    of: str
    first: str
    last: str
    reports: int


async def of(pool: Pool, thing: str) -> list[Held]:
    """The offices of a person, or those that persons hold in a country or organisation; raises Refused."""
    rows = await ask.select(pool, _ASKED.format(iri=ask.iri(thing), limit=LIMIT))
    return [_held(row) for row in rows if "position" in row]


def _held(row: ask.Row) -> Held:
    position, office, holder, body, first, last = (
        row.get(name, {}).get("value", "") for name in ("position", "office", "holder", "of", "first", "last")
    )
    return Held(position, office, holder, body, first, last, int(row["n"]["value"]))


def iris(held: Sequence[Held]) -> set[str]:
    """Everything in them that has a name."""
    return {iri for each in held for iri in (each.office, each.holder, each.of) if iri}
