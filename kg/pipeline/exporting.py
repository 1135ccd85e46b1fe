"""Knowledge out of the store, in the formats that other programs read; always in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import QueryError, SettingsError
from kg.rdf import ArticleGraph, to_trig, to_turtle
from kg.rdf.vocabulary import OWL, SCHEMA

if TYPE_CHECKING:
    from kg.store import AnyStore


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported: shared triples and article graphs. Formats without graphs hold `triples` only."""

    shared: tuple[Triple, ...]
    graphs: tuple[ArticleGraph, ...]
    triples: tuple[Triple, ...]

    def quads(self) -> Iterator[Quad]:
        """The shared triples, then those of the graphs."""
        for triple in self.shared:
            yield Quad(triple.subject, triple.predicate, triple.object)
        for graph in self.graphs:
            name = NamedNode(graph.iri)
            for triple in graph.triples:
                yield Quad(triple.subject, triple.predicate, triple.object, name)


def everything(store: AnyStore) -> Selection:
    """The merged graph, and every article's; the ontology is not among it."""
    graphs = tuple(graph for iri in store.articles() if (graph := store.article_graph(iri)))
    merged = _sorted(store.merged())
    return Selection(merged, graphs, merged)


def one_article(store: AnyStore, iri: str) -> Selection:
    """All that one article says; `SettingsError` if it is not in the store."""
    graph = store.article_graph(iri)
    if graph is None:
        raise SettingsError(
            f"There is no article {iri} in {store.name}.", hint="`kg query articles` lists them."
        )
    return Selection((), (graph,), graph.triples)


def constructed(store: AnyStore, query: str) -> Selection:
    """What a CONSTRUCT or DESCRIBE query makes; `QueryError` for other queries."""
    result = store.query(query)
    if isinstance(result, QuerySolutions | QueryBoolean):
        raise QueryError("This query makes no graph.", hint="Export a CONSTRUCT or DESCRIBE query.")
    return selected(result)


def with_same_as(selection: Selection) -> Selection:
    """The selection with each link to Wikidata as `owl:sameAs` too, which reasoners act upon."""
    return Selection(
        _linked(selection.shared),
        tuple(ArticleGraph.of(graph.iri, _linked(graph.triples)) for graph in selection.graphs),
        _linked(selection.triples),
    )


def _linked(triples: tuple[Triple, ...]) -> tuple[Triple, ...]:
    made = [Triple(one.subject, OWL.sameAs, one.object) for one in triples if one.predicate == SCHEMA.sameAs]
    return _sorted((*triples, *made))


def selected(triples: Iterable[Triple]) -> Selection:
    """A selection of triples without graphs."""
    ordered = _sorted(triples)
    return Selection(ordered, (), ordered)


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    unique = {str(triple): triple for triple in triples}
    return tuple(unique[written] for written in sorted(unique))


def _turtle(selection: Selection) -> str:
    """Canonical Turtle; N-Triples, which are Turtle too, where a query made blank nodes."""
    if all(_is_plain(triple) for triple in selection.triples):
        return to_turtle(selection.triples)
    return _ntriples(selection)


def _is_plain(triple: Triple) -> bool:
    """Whether canonical Turtle can hold it: what the store holds is so, what a query makes need not be."""
    return isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)


def _trig(selection: Selection) -> str:
    return to_trig(selection.graphs, selection.shared)


def _ntriples(selection: Selection) -> str:
    return "".join(f"{line}\n" for line in sorted(f"{triple} ." for triple in selection.triples))


def _nquads(selection: Selection) -> str:
    return "".join(f"{line}\n" for line in sorted(f"{quad} ." for quad in selection.quads()))


def _jsonld(selection: Selection) -> str:
    written = serialize(selection.quads(), format=RdfFormat.JSON_LD)
    return json.dumps(json.loads(written or b"[]"), ensure_ascii=False, indent=1) + "\n"


FORMATS = MappingProxyType[str, Callable[[Selection], str]](
    {"turtle": _turtle, "trig": _trig, "nquads": _nquads, "ntriples": _ntriples, "jsonld": _jsonld}
)
"""Writers by the name of their format."""
