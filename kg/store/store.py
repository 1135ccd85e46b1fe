"""The store: one named graph for each article, and the merged default graph derived from them."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple

from kg.errors import StoreError, StoreMissing
from kg.rdf import MAPPING_VERSION, ArticleGraph
from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import ONTOLOGY, WIKIDATA
from kg.store import querying
from kg.store.changes import Changes, changes
from kg.store.engine import (
    ONE_LOAD,
    check_room,
    in_words,
    open_for_reading,
    open_for_writing,
    past_the_log,
)
from kg.store.homes import Home
from kg.store.layout import FORMAT, Layout, Marker
from kg.store.rebuilding import RebuildReport, check, rebuild
from kg.store.updates import in_one_transaction


class Store:
    """A folder with the knowledge graph. Open it with `Store.open` or `Store.open_read_only`.

    Beside the articles there is a named graph of the ontology, so that queries can follow classes, properties and
    concepts, and there may be one with a copy of Wikidata's items (`keep_items`). Writing is safe from several
    threads; a second writing process is refused.
    """

    def __init__(
        self, layout: Layout, engine: pyoxigraph.Store, home: Home | None = None, *, writable: bool
    ) -> None:
        self._layout = layout
        self._engine = engine
        self._home = home
        self._writable = writable
        self._closed = False
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, outdated: bool = False) -> Self:
        """Open for writing, and make the store if there is none.

        StoreLocked if another process has it open for writing; StoreMissing if there is none and it
        is not to be made; StoreError if the folder holds something else; StoreOutdated if it is of an older format,
        unless `outdated` ones are wanted, to be migrated.
        """
        layout = Layout(Path(path))
        if not layout.exists():
            _make(layout, create=create)
        marker = layout.read_marker()
        if not outdated:
            layout.check_format(marker)
        store = cls(layout, open_for_writing(layout), writable=True)
        try:
            layout.claim()
            layout.finish_interrupted_commit()
            store._refresh_ontology(marker)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_read_only(cls, path: str | Path) -> Self:
        """Open what is there now, frozen, without a lock: a later commit is seen after opening again.

        StoreMissing if there is no store.
        """
        layout = Layout(Path(path))
        layout.read_marker()
        return cls(layout, *open_for_reading(layout), writable=False)

    @property
    def name(self) -> str:
        """The store's folder as text, for messages."""
        return str(self.path)

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._layout.root

    @property
    def version(self) -> int:
        """A number that grows with each commit, read from the folder."""
        return self._layout.read_version()

    @property
    def raw(self) -> pyoxigraph.Store:
        """The engine's store, for reading. Whoever writes to it by hand breaks the merged graph."""
        if self._closed:
            raise StoreError(f"The store at {self.path} is closed.", hint="Open it again.")
        return self._engine

    @property
    def marker(self) -> Marker:
        """What the store was made with."""
        return self._layout.read_marker()

    @property
    def is_current(self) -> bool:
        """Whether all its articles were mapped by this version of the mapping; else `kg migrate` them."""
        return self.marker.mapping == MAPPING_VERSION

    def mark(self, mapping: int) -> None:
        """Say that the store is of this format, and that all its articles are of this version of the mapping."""
        self._check_writable()
        self._layout.write_marker(Marker(FORMAT, mapping, self.marker.ontology))

    def replace(self, graphs: Iterable[ArticleGraph]) -> frozenset[str]:
        """Put each graph in the place of its article's former graph, all or nothing; gives the articles that changed.

        Of two graphs of one article the later counts. A batch that changes nothing is no commit.
        What is committed survives a loss of power. StoreFull if the disk has no room: then nothing was written.
        """
        return self._commit({graph.iri: graph for graph in graphs})

    def load(self, quads: bytes, number: int) -> None:
        """Add N-Quads as they are, which is many times as fast as `replace`; up to `ONE_LOAD` quads all or nothing.

        `number` is how many there are, or more. They must hold whole graphs of articles that the store does not have,
        or has with the same graph, and all merged triples of these: nothing is taken away, nothing is worked out.
        StoreFull if the disk has no room; SyntaxError if it is no N-Quads.
        """
        self._check_writable()
        with self._lock:
            check_room(self._layout, number)
            self._layout.begin_commit()
            try:
                with in_words(self._layout), past_the_log(self._layout):
                    self.raw.bulk_load(quads, RdfFormat.N_QUADS)
            except (StoreError, SyntaxError):
                self._layout.cancel_commit()
                raise
            self._layout.end_commit()
            self._write_out()

    def keep_items(self, items: ArticleGraph) -> None:
        """Put the copy of Wikidata's items, a graph named `kg.rdf.vocabulary.WIKIDATA`, in the place of the former."""
        if items.iri != WIKIDATA.value:
            raise ValueError(f"not the graph of Wikidata's items: {items.iri}")
        self._commit({items.iri: items if items.triples else None})

    def forget(self, article_iri: str) -> bool:
        """Drop an article's graph and the facts that only it said; False if it is not there."""
        if not self.has(article_iri):
            return False
        self._commit({article_iri: None})
        return True

    def rebuild(self) -> RebuildReport:
        """Make the merged graph anew from the named graphs, and say what was wrong with it."""
        self._check_writable()
        with self._lock:
            report = rebuild(self.raw, self._layout)
            self._write_out()
            return report

    def check_merged(self) -> RebuildReport:
        """What `rebuild` would find, without changing anything."""
        return check(self.raw)

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles, sorted."""
        names = (graph.value for graph in self.raw.named_graphs())
        return tuple(sorted(name for name in names if name not in _NO_ARTICLES))

    def article_graph(self, iri: str) -> ArticleGraph | None:
        """All that one article says, None if the article is not there."""
        graph = ArticleGraph.of(iri, self._triples_of(iri))
        return graph if graph.triples else None

    def recorded(self) -> Iterator[tuple[str, str | None]]:
        """All articles, each with the digest of the graph that was written for it if the store keeps one: here None."""
        return ((iri, None) for iri in self.articles())

    def pending(self) -> tuple[str, ...]:
        """The articles that a lost client left half changed: none, since a commit is whole or not there."""
        return ()

    def has(self, article_iri: str) -> bool:
        """Whether the article is there."""
        return article_iri not in _NO_ARTICLES and self.raw.contains_named_graph(NamedNode(article_iri))

    def merged(self) -> Iterator[Triple]:
        """The triples of the merged graph."""
        return (quad.triple for quad in self.raw.quads_for_pattern(None, None, None, DefaultGraph()))

    def size(self) -> int:
        """How many quads there are, the merged graph's among them."""
        return len(self.raw)

    def query(
        self,
        text: str,
        *,
        bindings: Mapping[str, querying.Term] | None = None,
        union: bool = False,
    ) -> querying.Results:
        """Run a SPARQL query; QueryError if it cannot be run.

        The prefixes of `kg.rdf.vocabulary` need no declaration. `bindings` gives variables a value.
        With `union` all graphs together are the default graph, and a triple matches as often as it is said.
        """
        return querying.query(self.raw, text, bindings=bindings, union=union)

    def query_bytes(self, text: str, format: querying.Format) -> bytes:  # noqa: A002  as pyoxigraph calls it
        """The results of a query, serialised by the engine."""
        return querying.query_bytes(self.raw, text, format)

    def dump(
        self,
        output: IO[bytes] | Path,
        format: RdfFormat,  # noqa: A002  as pyoxigraph calls it
        *,
        graph: str | None = None,
    ) -> None:
        """Write the dataset, or for formats without graphs the merged graph or the one named."""
        source: NamedNode | DefaultGraph | None = NamedNode(graph) if graph else None
        if source is None and not format.supports_datasets:
            source = DefaultGraph()
        with in_words(self._layout):
            self.raw.dump(output, format, from_graph=source)

    def backup(self, path: str | Path) -> Path:
        """A copy that opens as a store of its own; cheap on the same disk, and safe from power loss.

        StoreError if there is something at `path` already.
        """
        target = Layout(Path(path))
        if target.root.exists():
            raise StoreError(f"{target.root} is there already.", hint="Name a folder that does not exist.")
        with self._lock, in_words(self._layout):
            version, marker = self.version, self._layout.read_marker()
            target.root.mkdir(parents=True)
            try:
                self.raw.backup(target.quads)
                target.write_version(version)
                target.write_marker(marker)
            except BaseException:
                shutil.rmtree(target.root, ignore_errors=True)
                raise
        return target.root

    def close(self) -> None:
        """Write out what is buffered and let others write. Nothing can be done with it afterwards."""
        if self._closed:
            return
        try:
            if self._writable:
                with in_words(self._layout):
                    self._engine.flush()
        finally:
            self._closed = True
            del self._engine
            if self._home is not None:
                self._home.close()
            if self._writable:
                self._layout.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _commit(self, wanted: Mapping[str, ArticleGraph | None]) -> frozenset[str]:
        self._check_writable()
        with self._lock:
            change = changes(wanted, self._triples_of, self._given_elsewhere)
            if not change:
                return frozenset()
            check_room(self._layout, change.written)
            self._layout.begin_commit()
            try:
                self._bring(change)
            except StoreError:
                self._layout.cancel_commit()
                raise
            self._layout.end_commit()
            self._write_out()
        return change.graphs

    def _bring(self, change: Changes) -> None:
        """Write a change, all or nothing.

        What only adds goes past the engine's log as tables, at half the cost, in one step as long as it is one load.
        """
        with in_words(self._layout):
            if not change.only_adds:
                self.raw.update(in_one_transaction(change))
            elif change.written > ONE_LOAD:
                self.raw.extend(change.new_quads())
            else:
                with past_the_log(self._layout):
                    self.raw.bulk_extend(change.new_quads())

    def _triples_of(self, iri: str) -> Iterator[Triple]:
        return (quad.triple for quad in self.raw.quads_for_pattern(None, None, None, NamedNode(iri)))

    def _given_elsewhere(self, triples: tuple[Triple, ...], without: frozenset[str]) -> Iterator[Triple]:
        for triple in triples:
            quads = self.raw.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            names = (quad.graph_name for quad in quads)
            if any(
                isinstance(name, NamedNode) and name != WIKIDATA and name.value not in without
                for name in names
            ):
                yield triple

    def _write_out(self) -> None:
        """Make tables of the log, which then survive a loss of power and need no replay by whoever opens the store.

        The log has the commit whether or not this succeeds; `close` says it if the disk is in trouble.
        """
        with suppress(OSError, RuntimeError):
            self._engine.flush()

    def _refresh_ontology(self, marker: Marker) -> None:
        """Have the store hold the ontology of this version of kg."""
        graph = ArticleGraph.of(ONTOLOGY.value, ontology_triples())
        if marker.ontology != graph.digest:
            self._commit({graph.iri: graph})
            self._layout.write_marker(Marker(marker.format, marker.mapping, graph.digest))

    def _check_writable(self) -> None:
        if not self._writable:
            raise StoreError(f"The store at {self.path} was opened read-only.", hint="Open it for writing.")


_NO_ARTICLES = frozenset({ONTOLOGY.value, WIKIDATA.value})
"""The named graphs that are no article's."""


def _make(layout: Layout, *, create: bool) -> None:
    if not create:
        raise StoreMissing(
            f"There is no store at {layout.root}.",
            hint="Make one with `kg ingest`, or name another with --store or KG_STORE.",
        )
    if not layout.is_free():
        raise StoreError(f"{layout.root} is not a store, and not empty.", hint="Name a new or empty folder.")
    with in_words(layout):
        layout.root.mkdir(parents=True, exist_ok=True)
        layout.write_marker(Marker(FORMAT, MAPPING_VERSION, ontology=""))
