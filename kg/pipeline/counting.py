"""What a store holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pyoxigraph import QuerySolution, QuerySolutions

from kg.pipeline.findings import CLASSES, Findings
from kg.pipeline.naming import in_words

_PER_CLASS = "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a kg:{name} }}"
_SPAN = (
    "SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE { ?article a kg:Article ; dcterms:issued ?day }"
)
_TYPES = """
SELECT ?type (COUNT(DISTINCT ?event) AS ?n) WHERE { ?event a kg:Event ; kg:eventType ?type }
GROUP BY ?type ORDER BY DESC(?n) ?type
"""
_NAMED = """
SELECT ?what ?label (COUNT(DISTINCT ?g) AS ?n) WHERE {
  GRAPH ?g { ?mention kg:refersTo ?what }
  ?what a ?class . FILTER(?class IN (kg:Person, kg:Country, kg:Organization))
  OPTIONAL { ?what rdfs:label ?label FILTER(LANG(?label) = "tr") }
} GROUP BY ?what ?label ORDER BY DESC(?n) ?what LIMIT 10
"""

if TYPE_CHECKING:
    from kg.store import AnyStore


@dataclass(frozen=True, slots=True)
class Count:
    """A name and how many."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Sizes of a store. `first` and `last` are the days of the oldest and newest article, empty if undated.

    `triples` are those of the merged graph, `quads` all. `most_named` counts articles.
    """

    version: int
    articles: int
    first: str
    last: str
    triples: int
    quads: int
    findings: Findings
    event_types: tuple[Count, ...]
    most_named: tuple[Count, ...]


def stats(store: AnyStore) -> Stats:
    """Count what the store holds."""
    span = _rows(store, _SPAN)[0]
    return Stats(
        version=store.version,
        articles=len(store.articles()),
        first=in_words(span["first"]),
        last=in_words(span["last"]),
        triples=_number(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"),
        quads=store.size(),
        findings=Findings(tuple((name, _number(store, _PER_CLASS.format(name=name))) for name in CLASSES)),
        event_types=tuple(
            Count(in_words(row["type"]), int(in_words(row["n"]))) for row in _rows(store, _TYPES)
        ),
        most_named=tuple(
            Count(in_words(row["label"]) or in_words(row["what"]), int(in_words(row["n"])))
            for row in _rows(store, _NAMED)
        ),
    )


def _rows(store: AnyStore, query: str) -> list[QuerySolution]:
    return list(cast("QuerySolutions", store.query(query)))


def _number(store: AnyStore, query: str) -> int:
    return int(in_words(_rows(store, query)[0]["n"]))
