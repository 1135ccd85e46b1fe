"""What a commit adds to and removes from the dataset, worked out before anything is written.

The merged default graph holds a triple exactly if at least one named graph holds it as a merged triple.
So a triple leaves it only when the last graph that gave it no longer does. The copy of Wikidata's items is not merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Triple

from kg.rdf import ArticleGraph, is_merged
from kg.rdf.vocabulary import WIKIDATA

Former = Callable[[str], Iterable[Triple]]
"""What the graph of this name holds now."""

GivenElsewhere = Callable[[tuple[Triple, ...], frozenset[str]], Iterable[Triple]]
"""Which of the triples are in a named graph that counts, other than those of these names."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Quads that named graphs lose and get, triples that the merged graph loses and gets.

    `dropped` are graphs that go as a whole; their quads are in `removed` too.
    """

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]
    dropped: tuple[NamedNode, ...]
    unmerged: tuple[Triple, ...]
    merged: tuple[Triple, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    @property
    def only_adds(self) -> bool:
        """Whether nothing goes away."""
        return not (self.removed or self.unmerged)

    def new_quads(self) -> Iterator[Quad]:
        """What is added, also to the merged graph."""
        yield from self.added
        yield from (Quad(triple.subject, triple.predicate, triple.object) for triple in self.merged)

    @property
    def written(self) -> int:
        """How many quads it adds."""
        return len(self.added) + len(self.merged)

    @property
    def graphs(self) -> frozenset[str]:
        """The names of the graphs that change."""
        return frozenset(name_of(quad) for quad in (*self.removed, *self.added))


@dataclass(slots=True)
class _Draft:
    removed: list[Quad] = field(default_factory=list)
    added: list[Quad] = field(default_factory=list)
    dropped: list[NamedNode] = field(default_factory=list)
    gone: dict[Triple, None] = field(default_factory=dict)
    given: dict[Triple, None] = field(default_factory=dict)
    new: set[Triple] = field(default_factory=set)

    def take(self, name: NamedNode, before: dict[Triple, None], after: dict[Triple, None]) -> None:
        """Bring one graph from what it holds to what it shall hold."""
        shared = name != WIKIDATA
        if before and not after:
            self.dropped.append(name)
        for triple in before:
            if triple not in after:
                self.removed.append(_in(name, triple))
                if shared and is_merged(triple):
                    self.gone[triple] = None
        for triple in after:
            if triple not in before:
                self.added.append(_in(name, triple))
                if shared:
                    self.new.add(triple)
            if shared and is_merged(triple):
                self.given[triple] = None


def changes(
    wanted: Mapping[str, ArticleGraph | None], former: Former, given_elsewhere: GivenElsewhere
) -> Changes:
    """How to get from the store to the `wanted` graphs; None stands for no graph."""
    draft = _Draft()
    for iri, graph in wanted.items():
        draft.take(NamedNode(iri), dict.fromkeys(former(iri)), dict.fromkeys(graph.triples if graph else ()))
    doubtful = tuple(triple for triple in draft.gone if triple not in draft.given)
    stays = set(given_elsewhere(doubtful, frozenset(wanted))) if doubtful else set()
    return Changes(
        removed=tuple(draft.removed),
        added=tuple(draft.added),
        dropped=tuple(draft.dropped),
        unmerged=tuple(triple for triple in doubtful if triple not in stays),
        merged=tuple(triple for triple in draft.given if triple in draft.new),
    )


def name_of(quad: Quad) -> str:
    """The name of a quad's graph; "" for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _in(graph: NamedNode, triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
