"""What a commit adds to and removes from the dataset, worked out before anything is written.

The merged default graph holds a triple exactly if at least one named graph holds it as a merged triple.
So a triple leaves it only when the last graph that gave it no longer does. The copy of Wikidata's items is not merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.rdf import ArticleGraph, is_merged
from kg.rdf.vocabulary import WIKIDATA

_MERGED = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Changes:
    """Quads to remove and add; `dropped` are graphs that go as a whole."""

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]
    dropped: tuple[NamedNode, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.dropped)

    def update(self) -> str:
        """One SPARQL update request, which the engine applies wholly or not at all."""
        steps = [f"DROP SILENT GRAPH {graph}" for graph in self.dropped]
        if self.removed:
            steps.append(f"DELETE DATA {{\n{_data(self.removed)}\n}}")
        if self.added:
            steps.append(f"INSERT DATA {{\n{_data(self.added)}\n}}")
        return " ;\n".join(steps)


def changes(store: Store, wanted: Mapping[str, ArticleGraph | None]) -> Changes:
    """How to get from the store to the `wanted` graphs; None stands for no graph."""
    removed: list[Quad] = []
    added: list[Quad] = []
    dropped: list[NamedNode] = []
    gone: dict[Triple, None] = {}
    given: dict[Triple, None] = {}
    for iri, graph in wanted.items():
        name = NamedNode(iri)
        shared = name != WIKIDATA
        before = {quad.triple: quad for quad in store.quads_for_pattern(None, None, None, name)}
        after = dict.fromkeys(graph.triples if graph else ())
        if before and not after:
            dropped.append(name)
        for triple, quad in before.items():
            if triple not in after:
                if after:
                    removed.append(quad)
                if shared and is_merged(triple):
                    gone[triple] = None
        for triple in after:
            if triple not in before:
                added.append(_in(name, triple))
            if shared and is_merged(triple):
                given[triple] = None
    removed += [
        _in(_MERGED, triple)
        for triple in gone
        if triple not in given and not _is_given_elsewhere(store, triple, wanted)
    ]
    changed = {quad.triple for quad in added if quad.graph_name != WIKIDATA}
    added += [_in(_MERGED, triple) for triple in given if triple in changed]
    return Changes(tuple(removed), tuple(added), tuple(dropped))


def _is_given_elsewhere(store: Store, triple: Triple, wanted: Mapping[str, ArticleGraph | None]) -> bool:
    for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
        name = quad.graph_name
        if isinstance(name, NamedNode) and name != WIKIDATA and name.value not in wanted:
            return True
    return False


def _in(graph: NamedNode | DefaultGraph, triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _data(quads: tuple[Quad, ...]) -> str:
    return "\n".join(_blocks(quads))


def _blocks(quads: tuple[Quad, ...]) -> Iterator[str]:
    """Quad data, neighbours of one graph in one block."""
    current: NamedNode | None = None
    for quad in quads:
        graph = quad.graph_name if isinstance(quad.graph_name, NamedNode) else None
        if graph != current:
            if current is not None:
                yield "}"
            if graph is not None:
                yield f"GRAPH {graph} {{"
            current = graph
        yield f"{quad.triple} ."
    if current is not None:
        yield "}"
