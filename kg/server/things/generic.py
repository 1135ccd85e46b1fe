"""The page of what has no page of its own kind: offices, positions, reports, types, terms of the ontology."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from kg.server import ask
from kg.server.links import short
from kg.server.things.asked import Asked, Page
from kg.server.things.names import Names
from kg.server.things.shown import Shown, page_of

LIMIT = 200
"""Statements shown of each kind; the page says so when there are more."""

_ABOUT = """SELECT DISTINCT ?p ?o {{ {{ {iri} ?p ?o }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }} }}
ORDER BY ?p ?o LIMIT {limit}"""
_USED = "SELECT DISTINCT ?p ?s {{ ?s ?p {iri} FILTER(?p != rdf:type) }} ORDER BY ?p ?s LIMIT {limit}"
_SAID = """SELECT DISTINCT ?passage ?quote ?article ?issued ?source {{
  {{ ?report kg:reports {iri} ; kg:evidence ?passage . OPTIONAL {{ ?report kg:attributedTo ?source }} }}
  UNION {{ {iri} kg:evidence ?passage }}
  GRAPH ?article {{ ?passage kg:quote ?quote . OPTIONAL {{ ?article dcterms:issued ?issued }} }}
}} ORDER BY DESC(?issued) ?passage LIMIT {limit}"""
_NAMING = ("rdfs:label", "skos:prefLabel", "dcterms:title")


@dataclass(frozen=True, slots=True)
class Group:
    """A property and its values, or the things that have it."""

    property: Shown
    values: Sequence[Shown]


async def page(asked: Asked) -> Page | None:
    """All statements, as they are."""
    iri = ask.iri(asked.iri)
    about, used, said = await asyncio.gather(
        *(ask.select(asked.pool, query.format(iri=iri, limit=LIMIT + 1)) for query in (_ABOUT, _USED, _SAID))
    )
    if not about and not used:
        return None
    rows = [*about[:LIMIT], *used[:LIMIT]]
    nodes = {term["value"] for row in rows for term in row.values() if term["type"] == "uri"}
    nodes |= {row["source"]["value"] for row in said if "source" in row}
    names = await Names.of(asked.pool, asked.language, [asked.iri, *nodes])
    values = {
        "title": _title(about, names, asked.iri),
        "classes": [row["o"]["value"] for row in about if short(row["p"]["value"]) == "rdf:type"],
        "facts": _groups(
            [row for row in about[:LIMIT] if short(row["p"]["value"]) != "rdf:type"], "o", names
        ),
        "uses": _groups(used[:LIMIT], "s", names),
        "passages": [
            {
                "quote": row["quote"]["value"],
                "link": page_of(row["passage"]["value"]),
                "issued": row.get("issued", {}).get("value", ""),
                "source": names.shown(row["source"]["value"]) if "source" in row else None,
            }
            for row in said[:LIMIT]
        ],
        "more": max(len(about), len(used), len(said)) > LIMIT,
    }
    return Page("resource.html", values)


def _title(about: Sequence[ask.Row], names: Names, iri: str) -> str:
    """Its name in the merged graph or the ontology, else one that an article's own graph has."""
    text = names.text(iri)
    if text != short(iri):
        return text
    own = [row["o"]["value"] for row in about if short(row["p"]["value"]) in _NAMING]
    return own[0] if own else text


def _groups(rows: Sequence[ask.Row], key: str, names: Names) -> list[Group]:
    groups: dict[str, dict[Shown, None]] = {}
    for row in rows:
        term = row[key]
        shown = (
            names.shown(term["value"])
            if term["type"] == "uri"
            else Shown(term["value"], "", "", term.get("xml:lang", ""))
        )
        groups.setdefault(row["p"]["value"], {})[shown] = None
    return [Group(names.shown(predicate), list(values)) for predicate, values in groups.items()]
