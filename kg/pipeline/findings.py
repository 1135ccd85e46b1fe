"""Counting what a run found, in bounded memory however much it is."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from heapq import heappush, heappushpop

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import KG, RDF

CLASSES = ("Person", "Country", "Organization", "Place", "Agreement", "Event", "Prospect")
"""Local names of the classes that are counted, in the order they are shown."""

EXACT = 20_000
"""Up to so many things of a class are counted exactly; more are estimated, with a standard error of 0.7 %."""

_HASHES = 2**64

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Findings:
    """How many different things of each class were found, in the order of `CLASSES`; above `EXACT` about so many."""

    counts: tuple[tuple[str, int], ...] = ()

    def __getitem__(self, name: str) -> int:
        return dict(self.counts).get(name, 0)


class Tally:
    """Collects the things that graphs name; the same thing in two articles counts once."""

    def __init__(self) -> None:
        self._found = {name: Distinct() for name in CLASSES}
        self._of_class: dict[Term, Distinct] = {KG(name): found for name, found in self._found.items()}

    def add(self, graph: ArticleGraph) -> None:
        """Count what a graph names."""
        for triple in graph.triples:
            if triple.predicate == RDF.type and isinstance(triple.subject, NamedNode):
                found = self._of_class.get(triple.object)
                if found is not None:
                    found.add(triple.subject.value)

    def findings(self) -> Findings:
        """The counts so far."""
        return Findings(tuple((name, self._found[name].count()) for name in CLASSES))


class Distinct:
    """How many different texts there are.

    Only the smallest hashes are kept. Hashes spread evenly, so where the last of the smallest ones lies tells how many
    there are in all (the estimator of the k minimum values: Bar-Yossef et al. 2002).
    """

    def __init__(self, exact: int = EXACT) -> None:
        self._exact = exact
        self._kept: set[int] = set()
        self._largest_first: list[int] = []

    def add(self, text: str) -> None:
        """Take a text into account."""
        number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
        if number in self._kept:
            return
        if len(self._kept) < self._exact:
            self._kept.add(number)
            heappush(self._largest_first, -number)
        elif number < -self._largest_first[0]:
            self._kept.add(number)
            self._kept.discard(-heappushpop(self._largest_first, -number))

    def count(self) -> int:
        """Their number: exact while it is below what was asked to be, else an estimate."""
        if len(self._kept) < self._exact:
            return len(self._kept)
        return round((self._exact - 1) * _HASHES / -self._largest_first[0])
