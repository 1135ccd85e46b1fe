"""A run that writes nothing: what would become of each article."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreMissing
from kg.pipeline.nearness import copy_index
from kg.rdf import ArticleGraph

if TYPE_CHECKING:
    from kg.store import AnyStore


class Rehearsal:
    """Stands in for a store: compares with what is there, keeps nothing. Its run log lies in a folder of its own."""

    def __init__(self, store: AnyStore | None, path: Path) -> None:
        self.path = path
        self._store = store

    @property
    def version(self) -> int:
        """The number of the last commit that there was."""
        return self._store.version if self._store is not None else 0

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles."""
        return self._store.articles() if self._store is not None else ()

    def replace(self, graphs: Iterable[ArticleGraph]) -> frozenset[str]:
        """The articles that would change."""
        return frozenset(graph.iri for graph in graphs if self.article_graph(graph.iri) != graph)

    def has(self, article_iri: str) -> bool:
        """Whether the article is there."""
        return self._store is not None and self._store.has(article_iri)

    def article_graph(self, iri: str) -> ArticleGraph | None:
        """All that one article says; None if the article is not there."""
        return self._store.article_graph(iri) if self._store is not None else None


@contextmanager
def rehearsal(read: Callable[[], AnyStore]) -> Iterator[Rehearsal]:
    """A rehearsal on the store that `read` opens, which need not be there, and which others may be writing to."""
    with tempfile.TemporaryDirectory(prefix="kg-dry-run-") as folder, ExitStack() as stack:
        store: AnyStore | None = None
        with suppress(StoreMissing):
            store = read()
            stack.push(store.__exit__)
            copy_index(store.path, Path(folder))
        yield Rehearsal(store, Path(folder))
