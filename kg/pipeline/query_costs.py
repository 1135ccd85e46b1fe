"""What a query costs: how much each of its patterns matches, and how long its answer takes.

The engine chooses the order of joins by itself and cannot be asked for it. What its work depends on can be
measured: the matches of every pattern alone, and whether patterns share no variable, so that all matches of one
are combined with all of the other.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import QuerySolutions, QueryTriples
from pyparsing import ParseException
from rdflib import Graph, Variable
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode

from kg.errors import QueryError
from kg.rdf.vocabulary import PREFIXES
from kg.store import Store

MOST_MATCHES = 1_000_000
"""Matches of one pattern are counted up to this number."""


@dataclass(frozen=True, slots=True)
class PatternCost:
    """A triple pattern as people write it, and how many matches it has alone (at most MOST_MATCHES)."""

    text: str
    matches: int


@dataclass(frozen=True, slots=True)
class QueryCosts:
    """Patterns in the order of the text; rows or triples of the answer; seconds to the first and to the last of them.

    `groups` are the parts of the query that share no variable; more than one are multiplied.
    `unread` says why there are no patterns, if the query could not be taken apart.
    """

    patterns: tuple[PatternCost, ...]
    groups: int
    rows: int
    first_seconds: float
    seconds: float
    unread: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    triple: tuple[Any, Any, Any]
    graph: Any


def query_costs(store: Store, text: str) -> QueryCosts:
    """Run a query and its patterns; QueryError if it cannot be run."""
    begun = time.perf_counter()
    answer = store.query(text)
    first = last = time.perf_counter()
    rows = 1
    if isinstance(answer, QuerySolutions | QueryTriples):
        rows = 0
        try:
            for _ in answer:
                if not rows:
                    first = time.perf_counter()
                rows += 1
        except (RuntimeError, OSError) as error:
            raise QueryError(f"This query failed while it ran: {error}") from error
        last = time.perf_counter()
    try:
        algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    except (ParseException, TypeError, ValueError, NotImplementedError) as error:
        return QueryCosts((), 1, rows, first - begun, last - begun, unread=str(error).partition("\n")[0])
    patterns = list(_patterns(algebra, None))
    costs = tuple(PatternCost(_written(pattern), _matches(store, pattern)) for pattern in patterns)
    return QueryCosts(costs, _groups(algebra, patterns), rows, first - begun, last - begun)


def _patterns(node: Any, graph: Any) -> Iterator[_Pattern]:
    """All triple patterns below a node of the algebra, with the graph that they are asked of."""
    if not isinstance(node, CompValue):
        return
    if node.name == "BGP":
        for triple in node.triples:
            yield _Pattern(triple, graph)
    inner = node.term if node.name == "Graph" else graph
    for part in ("p", "p1", "p2"):
        yield from _patterns(node.get(part), inner)


def _matches(store: Store, pattern: _Pattern) -> int:
    body = " ".join(_in_full(term) for term in pattern.triple)
    if pattern.graph is not None:
        body = f"GRAPH {_in_full(pattern.graph)} {{ {body} }}"
    found = store.query(f"SELECT (COUNT(*) AS ?n) {{ SELECT * {{ {body} }} LIMIT {MOST_MATCHES} }}")
    assert isinstance(found, QuerySolutions)  # noqa: S101 - the query above is a SELECT
    return int(next(found)["n"].value)


def _in_full(term: Any) -> str:
    return f"?_{term}" if isinstance(term, BNode) else str(term.n3())


def _written(pattern: _Pattern) -> str:
    names = Graph().namespace_manager
    for prefix, iri in PREFIXES.items():
        names.bind(prefix, iri, replace=True)

    def short(term: Any) -> str:
        return "[]" if isinstance(term, BNode) else str(term.n3(names))

    text = " ".join(short(term) for term in pattern.triple)
    return text if pattern.graph is None else f"GRAPH {short(pattern.graph)} {{ {text} }}"


def _groups(algebra: Any, patterns: list[_Pattern]) -> int:
    """Parts of the query that are connected by no variable, whether of a pattern, a filter, BIND or VALUES."""
    links = [
        {term for term in (*pattern.triple, pattern.graph) if isinstance(term, Variable | BNode)}
        for pattern in patterns
    ]
    asked = set().union(*links) if links else set()
    links += [found & asked for found in _together(algebra)]
    groups: list[set[Any]] = []
    for link in filter(None, links):
        apart = [group for group in groups if not group & link]
        groups = [*apart, link.union(*(group for group in groups if group & link))]
    return max(1, len(groups))


def _together(node: Any) -> Iterator[set[Any]]:
    """Variables that one filter, BIND or VALUES has to do with."""
    if not isinstance(node, CompValue):
        return
    if node.name in ("Filter", "LeftJoin", "Extend", "values"):
        rows = [list(row) for row in node.get("res") or ()]
        yield set(_variables([node.get("expr"), node.get("var"), *rows]))
    for part in ("p", "p1", "p2"):
        yield from _together(node.get(part))


def _variables(value: Any) -> Iterator[Variable]:
    if isinstance(value, Variable):
        yield value
    elif isinstance(value, CompValue):
        for part in value.values():
            yield from _variables(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _variables(part)
