"""All articles of one store into another, of whatever kind the two are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import WIKIDATA

if TYPE_CHECKING:
    from kg.store import AnyStore

BATCH = 100


@dataclass(frozen=True, slots=True)
class Copied:
    """How many articles there are now, how many of them changed, and how many others were forgotten."""

    articles: int
    changed: int
    forgotten: int


def copy_articles(source: AnyStore, target: AnyStore, done: Callable[[], None] = lambda: None) -> Copied:
    """Make the target hold the source's articles and no others; it can be repeated after it was cut short.

    The copy of Wikidata's items comes along. `done` is called after each article.
    """
    changed = 0
    wanted = dict(source.recorded())
    graphs = _graphs(source, wanted)
    while batch := list(islice(graphs, BATCH)):
        changed += len(target.replace(batch))
        for _ in batch:
            done()
    surplus = sorted(set(target.articles()) - wanted.keys())
    for iri in surplus:
        target.forget(iri)
    target.keep_items(source.article_graph(WIKIDATA.value) or ArticleGraph(WIKIDATA.value, ()))
    return Copied(len(wanted), changed, len(surplus))


def _graphs(source: AnyStore, wanted: Mapping[str, str | None]) -> Iterator[ArticleGraph]:
    for iri, digest in sorted(wanted.items()):
        graph = source.article_graph(iri)
        if graph is None or digest not in (None, graph.digest):
            raise StoreError(
                f"The article {iri} is not what was written to {source.name}, or was changed just now.",
                hint="Begin again when nobody writes; if it stays so, see `kg verify`.",
            )
        yield graph
