"""What a first look at a store shows: calls, agreements, events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from kg.pipeline.naming import in_words
from kg.store import Store

_CALLS = """
SELECT ?event ?when
  (GROUP_CONCAT(DISTINCT ?caller; separator=", ") AS ?who)
  (GROUP_CONCAT(DISTINCT ?called; separator=", ") AS ?whom)
WHERE {
  ?event a kg:Event ; kg:eventType et:consult-phone .
  OPTIONAL { ?event kg:when ?when }
  OPTIONAL { ?event kg:actor|kg:participant ?a . ?a rdfs:label ?caller FILTER(LANG(?caller) = "tr") }
  OPTIONAL { ?event kg:recipient ?r . ?r rdfs:label ?called FILTER(LANG(?called) = "tr") }
} GROUP BY ?event ?when ORDER BY (!BOUND(?when)) DESC(?when) ?event
"""

_AGREEMENTS = """
SELECT ?agreement ?label ?signed ?inForce (GROUP_CONCAT(DISTINCT ?party; separator=", ") AS ?parties) WHERE {
  ?agreement a kg:Agreement ; rdfs:label ?label . FILTER(LANG(?label) = "tr")
  OPTIONAL { ?agreement kg:party/rdfs:label ?party FILTER(LANG(?party) = "tr") }
  OPTIONAL { ?agreement kg:signed ?signed }
  OPTIONAL { ?agreement kg:inForce ?inForce }
} GROUP BY ?agreement ?label ?signed ?inForce ORDER BY ?label ?agreement
"""

_EVENTS = """
SELECT ?event ?when (SAMPLE(?type) AS ?kind) (GROUP_CONCAT(DISTINCT ?name; separator=", ") AS ?who) WHERE {
  ?event a kg:Event ; kg:eventType ?type .
  OPTIONAL { ?event kg:when ?when }
  OPTIONAL {
    ?event (kg:actor|kg:recipient|kg:participant)/rdfs:label ?name FILTER(LANG(?name) = "tr")
  }
} GROUP BY ?event ?when ORDER BY (!BOUND(?when)) DESC(?when) ?event
"""


@dataclass(frozen=True, slots=True)
class Call:
    """A telephone call: its IRI, day, who called (or both, if the article does not say), who was called."""

    iri: str
    when: str
    who: str
    whom: str


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement with its parties; dates are EDTF, empty if no article gives them."""

    label: str
    parties: str
    signed: str
    in_force: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event: when (EDTF), of which type, who takes part."""

    when: str
    kind: str
    who: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """A first look at a store: the newest first, what has no day last; agreements by name."""

    calls: tuple[Call, ...]
    deals: tuple[Deal, ...]
    happenings: tuple[Happening, ...]


def highlights(store: Store) -> Highlights:
    """Look."""
    return Highlights(
        calls=tuple(
            Call(cast("NamedNode", row["event"]).value, *_texts(row, "when", "who", "whom"))
            for row in _rows(store, _CALLS)
        ),
        deals=tuple(
            Deal(*_texts(row, "label", "parties", "signed", "inForce")) for row in _rows(store, _AGREEMENTS)
        ),
        happenings=tuple(Happening(*_texts(row, "when", "kind", "who")) for row in _rows(store, _EVENTS)),
    )


def _rows(store: Store, query: str) -> list[QuerySolution]:
    return list(cast("QuerySolutions", store.query(query)))


def _texts(row: QuerySolution, *names: str) -> list[str]:
    return [in_words(row[name]) for name in names]
