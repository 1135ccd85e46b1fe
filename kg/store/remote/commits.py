"""The update that a commit on a server is: its steps stand in an order that can be cut short anywhere.

First the articles are noted as being changed. Then their graphs get what is new, the merged graph gets it, the merged
graph loses what nobody says any more, and only then the graphs lose it. So as long as an article is noted, its graph
holds all that can be in the merged graph because of it. At the end the records say what is there now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from pyoxigraph import NamedNode, Triple

from kg.rdf import ArticleGraph
from kg.store.changes import Changes, name_of
from kg.store.remote.records import (
    RECORDS,
    TERM,
    State,
    article_triples,
    pending_triples,
    state_triples,
)
from kg.store.updates import BLOCK, data_in, data_of, delete, drop, insert

T = TypeVar("T")

STEP = 5_000
"""Quads in one step: servers that compile a step have limits."""

MOST_TRIPLES = 20_000
"""Triples of articles in one commit: some 4 MB. Virtuoso 7 refuses requests of more than 10 MB."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A change of graphs with what the records say before and after: digests by article, and of the whole store.

    A digest "" before stands for one that is not known.
    """

    batch: str
    change: Changes
    before: Mapping[str, str]
    after: Mapping[str, str]
    state_before: State
    state_after: State

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose records change."""
        return tuple(sorted({*self.before, *self.after}))

    def update(self) -> str:
        """The request."""
        return ";\n".join(self._steps())

    def _steps(self) -> Iterator[str]:
        noted = pending_triples(self.articles, self.batch)
        if noted:
            yield insert(data_in(RECORDS.value, noted))
        yield from self._graphs()
        yield from self._records()
        yield from _deletions(RECORDS.value, noted)

    def _graphs(self) -> Iterator[str]:
        merged = self.state_after.merged
        default = merged.value if merged else ""
        whole = set(self.change.dropped)
        for quads in _parts(self.change.added):
            yield insert(data_of(quads))
        for triples in _parts(self.change.merged):
            yield insert(data_in(default, triples))
        yield from _deletions(default, self.change.unmerged)
        for name, lost in groupby(self.change.removed, key=name_of):
            if NamedNode(name) not in whole:
                yield from _deletions(name, [quad.triple for quad in lost])
        yield from map(drop, self.change.dropped)

    def _records(self) -> Iterator[str]:
        for iri in sorted(iri for iri, digest in self.before.items() if not digest):
            yield f"DELETE WHERE {{ GRAPH {RECORDS} {{ {NamedNode(iri)} {TERM.digest} ?digest }} }}"
        old = self._said(self.before, self.state_before)
        new = self._said(self.after, self.state_after)
        for triples in _parts([triple for triple in new if triple not in old]):
            yield insert(data_in(RECORDS.value, triples))
        yield from _deletions(RECORDS.value, [triple for triple in old if triple not in new])

    @staticmethod
    def _said(digests: Mapping[str, str], state: State) -> dict[Triple, None]:
        articles = (t for iri, digest in sorted(digests.items()) for t in article_triples(iri, digest))
        return dict.fromkeys((*articles, *state_triples(state)))


def portions(wanted: Mapping[str, ArticleGraph | None]) -> Iterator[dict[str, ArticleGraph | None]]:
    """The graphs in parts that make no larger requests than servers take."""
    part: dict[str, ArticleGraph | None] = {}
    triples = 0
    for iri, graph in wanted.items():
        size = len(graph) if graph else 0
        if part and triples + size > MOST_TRIPLES:
            yield part
            part, triples = {}, 0
        part[iri] = graph
        triples += size
    if part:
        yield part


def _deletions(graph: str, triples: Sequence[Triple]) -> Iterator[str]:
    """Steps of one block each: from several, Virtuoso 7 deletes no text with a language, and says that it did."""
    for part in _parts(triples, BLOCK):
        yield delete(data_in(graph, part))


def _parts(items: Sequence[T], size: int = STEP) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
