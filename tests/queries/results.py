"""Answers of the competency queries on the sample store, as rows of a CSV file."""

from __future__ import annotations

import csv
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store, Triple

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ONTOLOGY = NamedNode("https://w3id.org/news-kg/ns")
WIKIDATA = NamedNode("https://w3id.org/news-kg/wikidata")

Rows = list[list[str]]
"""A row of names, then the rows of values."""


def sample_store() -> Store:
    """The sample articles with their merged graph, the ontology in its graph and in the merged one, Wikidata's copy."""
    store = Store()
    store.load(path=HERE / "sample.trig", format=RdfFormat.TRIG)
    store.load(path=HERE / "wikidata.ttl", format=RdfFormat.TURTLE, to_graph=WIKIDATA)
    for graph in (ONTOLOGY, None):
        store.load(path=ROOT / "ontology" / "kg.ttl", format=RdfFormat.TURTLE, to_graph=graph)
    return store


def answer(store: Store, text: str) -> Rows:
    """What a query answers: solutions in their order, the triples of a CONSTRUCT in order of their terms."""
    result = store.query(text)
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        return [names, *([_written(solution[name]) for name in names] for solution in result)]
    if isinstance(result, QueryTriples):
        triples = sorted([_written(t.subject), _written(t.predicate), _written(t.object)] for t in result)
        return [["subject", "predicate", "object"], *triples]
    raise TypeError(f"a competency query selects or constructs; this one does neither: {text}")


def expected(query_id: str) -> Rows:
    """The rows that a query must answer."""
    with (HERE / "expected" / f"{query_id}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def _written(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    if term is None:
        return ""
    raise TypeError(f"there are no blank nodes and quoted triples in the data: {term}")
