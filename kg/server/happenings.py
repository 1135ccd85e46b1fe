"""Events as pages list them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.rdf.vocabulary import KG
from kg.server import ask
from kg.server.names import in_language
from kg.server.pool import Pool

_ROWS = """SELECT ?e ?kind ?name ?when ?type ?issued {{
  VALUES ?e {{ {events} }}
  ?e a ?kind FILTER(?kind IN (kg:Event, kg:Prospect))
  OPTIONAL {{ ?e rdfs:label ?name }} OPTIONAL {{ ?e kg:when ?when }} OPTIONAL {{ ?e kg:eventType ?type }}
  OPTIONAL {{ ?report kg:reports ?e ; kg:inArticle/dcterms:issued ?issued }}
}}"""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event or prospect.

    `when` is an EDTF date or empty, `reported` the day of the first article (or empty), `types` are IRIs, `planned` is
    whether it has not happened.
    """

    iri: str
    name: str
    when: str
    reported: str
    types: tuple[str, ...]
    planned: bool


async def happenings(pool: Pool, iris: Sequence[str], language: str) -> list[Happening]:
    """What is shown of these events, in their order; those that are none are left out."""
    if not iris:
        return []
    rows = await ask.select(pool, _ROWS.format(events=" ".join(map(ask.iri, iris))))
    grouped: dict[str, list[ask.Row]] = {iri: [] for iri in iris}
    for row in rows:
        grouped[row["e"]["value"]].append(row)
    return [_happening(iri, given, language) for iri, given in grouped.items() if given]


def _happening(iri: str, rows: list[ask.Row], language: str) -> Happening:
    names = sorted((row["name"].get("xml:lang", ""), row["name"]["value"]) for row in rows if "name" in row)
    return Happening(
        iri,
        in_language(names, language),
        min((row["when"]["value"] for row in rows if "when" in row), default=""),
        min((row["issued"]["value"][:10] for row in rows if "issued" in row), default=""),
        tuple(sorted({row["type"]["value"] for row in rows if "type" in row})),
        all(row["kind"]["value"] != KG.Event.value for row in rows),
    )
