"""Counting what a run found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import KG, RDF

CLASSES = ("Person", "Country", "Organization", "Place", "Agreement", "Event", "Prospect")
"""Local names of the classes that are counted, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Findings:
    """How many different things of each class were found, in the order of `CLASSES`."""

    counts: tuple[tuple[str, int], ...] = ()

    def __getitem__(self, name: str) -> int:
        return dict(self.counts).get(name, 0)


class Tally:
    """Collects the things that graphs name; the same thing in two articles counts once."""

    def __init__(self) -> None:
        self._found: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, graph: ArticleGraph) -> None:
        """Count what a graph names."""
        for triple in graph.triples:
            thing, kind = triple.subject, triple.object
            if triple.predicate == RDF.type and isinstance(thing, NamedNode) and isinstance(kind, NamedNode):
                self._found[kind.value].add(thing.value)

    def findings(self) -> Findings:
        """The counts so far."""
        return Findings(tuple((name, len(self._found[KG(name).value])) for name in CLASSES))
