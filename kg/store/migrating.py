"""From stores of older versions to this one: what the graphs alone allow, and what needs the articles again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import StoreOutdated
from kg.rdf import MAPPING_VERSION, ArticleGraph
from kg.store.layout import FORMAT

if TYPE_CHECKING:
    from kg.store import AnyStore

BATCH = 200


@dataclass(frozen=True, slots=True)
class Step:
    """From one version of the mapping to the next.

    `convert` gives the graph that the newer mapping would have made, from the graph alone, and gives a graph that is
    converted already back as it is; None where the graph does not have what the newer mapping adds.
    """

    before: int
    words: str
    convert: Callable[[ArticleGraph], ArticleGraph] | None = None


STEPS = (
    Step(
        1,
        "Entities are linked to Wikidata, with labels and offices of the index: that takes the articles themselves.",
    ),
)
"""One for each version of the mapping so far, in their order."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a store needs: another format, steps that its graphs allow, and then steps that need the articles."""

    format: int
    mapping: int
    from_graphs: tuple[Step, ...]
    from_articles: tuple[Step, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the store is of this version already."""
        return self.format == FORMAT and not (self.from_graphs or self.from_articles)

    @property
    def reached(self) -> int:
        """The version of the mapping that the graphs alone allow."""
        return self.from_articles[0].before if self.from_articles else self.mapping + len(self.from_graphs)


def plan(store: AnyStore, steps: Sequence[Step] = STEPS, current: int = MAPPING_VERSION) -> Plan:
    """What a store needs to be as this kg would make it; StoreOutdated if nobody knows how to get there."""
    marker = store.marker
    needed = [step for step in steps if marker.mapping <= step.before < current]
    if [step.before for step in needed] != list(range(marker.mapping, current)):
        raise StoreOutdated(
            f"The store at {store.name} is of version {marker.mapping} of the mapping, which this kg "
            f"({current}) cannot convert.",
            hint="Ingest its articles into a new store.",
        )
    number = next((n for n, step in enumerate(needed) if step.convert is None), len(needed))
    return Plan(marker.format, marker.mapping, tuple(needed[:number]), tuple(needed[number:]))


def migrate(store: AnyStore, todo: Plan, done: Callable[[], None] = lambda: None) -> int:
    """Do what needs no articles, and say in the store how far it got; gives how many articles changed.

    It can be repeated after it was cut short. `done` is called after each article.
    """
    changed = 0
    if todo.from_graphs:
        graphs = _converted(store, todo.from_graphs)
        while batch := list(islice(graphs, BATCH)):
            changed += len(store.replace(batch))
            for _ in batch:
                done()
    store.rebuild()
    store.mark(todo.reached)
    return changed


def _converted(store: AnyStore, steps: tuple[Step, ...]) -> Iterator[ArticleGraph]:
    for iri in store.articles():
        graph = store.article_graph(iri)
        if graph is None:
            continue
        for step in steps:
            graph = step.convert(graph) if step.convert else graph
        yield graph
