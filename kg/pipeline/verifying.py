"""Whether a store is what it should be: its graphs, its merged graph, and the sources that it came from.

Nothing is kept but counts and the first few of each kind of trouble, so any store can be verified.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Article, Issue
from kg.pipeline.ingesting import NO_GRAPH
from kg.pipeline.watching import Watch
from kg.ports import Validator
from kg.rdf import ArticleGraph
from kg.validate import ValidationReport

if TYPE_CHECKING:
    from kg.pipeline.parallel import Crew
    from kg.store import AnyStore

SHOWN = 10
"""Examples that are kept of each kind of trouble."""


@dataclass(slots=True)
class Trouble:
    """How often something was found wrong, and the first few with what is wrong."""

    count: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, words: str = "") -> None:
        """One more."""
        self.count += 1
        if len(self.examples) < SHOWN:
            self.examples.append((name, words))


@dataclass(slots=True)
class Graphs:
    """The articles of a store: those that break a shape, and on a server those that are not what was written.

    `unfinished` are noted as being changed: a client was lost, or is at work just now.
    """

    checked: int = 0
    broken: Trouble = field(default_factory=Trouble)
    altered: Trouble = field(default_factory=Trouble)
    unfinished: Trouble = field(default_factory=Trouble)

    @property
    def is_right(self) -> bool:
        """Whether nothing was found."""
        return not (self.broken.count or self.altered.count or self.unfinished.count)


@dataclass(slots=True)
class Sources:
    """The articles of sources, extracted again: the same as in the store, different, not there, or without a graph."""

    same: int = 0
    different: Trouble = field(default_factory=Trouble)
    absent: Trouble = field(default_factory=Trouble)
    failed: Trouble = field(default_factory=Trouble)

    @property
    def is_right(self) -> bool:
        """Whether the store has all of them as they are."""
        return not (self.different.count or self.absent.count or self.failed.count)


def check_graphs(
    store: AnyStore, gate: Validator[ArticleGraph, ValidationReport], watch: Watch | None = None
) -> Graphs:
    """Each article's graph against the shapes, and on a server against the digest of what was written."""
    watch = watch or Watch()
    found = Graphs()
    for iri, digest in watch.until_stopped(store.recorded()):
        graph = store.article_graph(iri)
        found.checked += 1
        watch.done()
        if graph is None:
            found.altered.add(iri, "It is recorded, but its graph is not there.")
            continue
        if digest is not None and graph.digest != digest:
            found.altered.add(iri, "Its graph is not the one that was written.")
        report = gate.validate(graph)
        if not report.conforms:
            found.broken.add(iri, _first_line(report))
    for iri in store.pending():
        found.unfinished.add(iri)
    return found


def check_sources(
    items: Iterable[Article | Issue], store: AnyStore, crew: Crew, watch: Watch | None = None
) -> Sources:
    """Articles extracted anew, against what the store has of them."""
    watch = watch or Watch()
    found = Sources()
    for outcome in crew.process(watch.until_stopped(items)):
        watch.done()
        if isinstance(outcome, Issue):
            if outcome.kind in NO_GRAPH:
                found.failed.add(outcome.source, outcome.message)
            continue
        graph = store.article_graph(outcome.graph.iri)
        name = f"{outcome.article.source} ({outcome.graph.iri})"
        if graph == outcome.graph:
            found.same += 1
        elif graph is not None:
            found.different.add(name, _difference(graph, outcome.graph))
        elif outcome.verdict.conforms:
            found.absent.add(name)
    return found


def _first_line(report: ValidationReport) -> str:
    return next((line.strip() for line in report.in_words().splitlines() if line.strip()), "")


def _difference(there: ArticleGraph, anew: ArticleGraph) -> str:
    before, after = set(there.triples), set(anew.triples)
    return f"{len(before - after)} triples would go, {len(after - before)} would come."
