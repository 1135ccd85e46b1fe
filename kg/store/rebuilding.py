"""Making the merged graph anew from the named graphs, inside the engine."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from kg.errors import StoreError
from kg.rdf.graph import SPAN_FRAGMENT
from kg.rdf.vocabulary import ONTOLOGY, WIKIDATA
from kg.store.engine import check_room, in_words
from kg.store.layout import Layout

_SAID = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {WIKIDATA} && !CONTAINS(STR(?s), '{SPAN_FRAGMENT}'))"
_MISSING = f"{_SAID} FILTER NOT EXISTS {{ ?s ?p ?o }}"
_SURPLUS = f"?s ?p ?o FILTER NOT EXISTS {{ {_SAID} }}"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }} }}"
_REPAIR = f"DELETE {{ ?s ?p ?o }} WHERE {{ {_SURPLUS} }} ; INSERT {{ ?s ?p ?o }} WHERE {{ {_MISSING} }}"


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """How many articles there are, how many merged triples, and how many were missing or one too many."""

    articles: int
    triples: int
    missing: int
    surplus: int

    @property
    def was_right(self) -> bool:
        """Whether the merged graph was what the named graphs say."""
        return not (self.missing or self.surplus)


def check(store: Store) -> RebuildReport:
    """What is wrong with the merged graph; nothing is changed."""
    missing, surplus = _count(store, _MISSING), _count(store, _SURPLUS)
    articles = sum(graph not in (ONTOLOGY, WIKIDATA) for graph in store.named_graphs())
    return RebuildReport(articles, _count(store, "?s ?p ?o"), missing, surplus)


def rebuild(store: Store, layout: Layout) -> RebuildReport:
    """Repair the merged graph in one transaction; nothing is written if it was right."""
    missing, surplus = _count(store, _MISSING), _count(store, _SURPLUS)
    if missing or surplus:
        check_room(layout, missing)
        layout.begin_commit()
        try:
            with in_words(layout):
                store.update(_REPAIR)
        except StoreError:
            layout.cancel_commit()
            raise
        layout.end_commit()
    articles = sum(graph not in (ONTOLOGY, WIKIDATA) for graph in store.named_graphs())
    return RebuildReport(articles, _count(store, "?s ?p ?o"), missing, surplus)


def _count(store: Store, pattern: str) -> int:
    results = store.query(_COUNT.format(pattern=pattern))
    if not isinstance(results, QuerySolutions):
        raise TypeError("a SELECT query gives rows")
    return int(next(results)["n"].value)
