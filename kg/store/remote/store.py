"""The store on a server, with the meaning that the embedded one has."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from kg import __version__
from kg.errors import QueryError, StoreError, StoreMissing, StoreRefused
from kg.rdf import MAPPING_VERSION, ArticleGraph
from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import ARTICLE, ONTOLOGY, WIKIDATA
from kg.store.changes import changes
from kg.store.layout import FORMAT, Marker
from kg.store.layout import outdated as outdated_error
from kg.store.querying import FOR_ROWS, FOR_TRIPLES, Format
from kg.store.rebuilding import RebuildReport
from kg.store.remote import merging, records
from kg.store.remote.address import Access, Endpoints
from kg.store.remote.client import Client, Clock
from kg.store.remote.commits import Commit
from kg.store.remote.founding import found
from kg.store.remote.journal import Entry, Journal
from kg.store.remote.lease import Lease
from kg.store.remote.reading import Reader
from kg.store.remote.records import State
from kg.store.updates import drop

MOST_TRIPLES = 20_000
"""Triples of articles in one commit: some 4 MB. Virtuoso 7 refuses requests of more than 10 MB."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was found half done, left by a client that was lost.

    The changes of `finished` articles were completed from the journal. `removed` articles were taken out of the store
    as a whole, since what they should become was not known here: ingest them again.
    """

    finished: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.finished or self.removed)


class RemoteStore:
    """A store on a SPARQL 1.1 server. Open it with `RemoteStore.open` or `RemoteStore.open_read_only`."""

    def __init__(self, client: Client, notes: Path, state: State, lease: Lease | None) -> None:
        self._client = client
        self._state = state
        self._lease = lease
        self._journal = Journal(notes)
        self._reader = Reader(client, state.merged)
        self._lock = threading.Lock()
        self._unfinished = False
        self.mended = Mended()

    @classmethod
    def open(
        cls,
        endpoints: Endpoints,
        notes: Path,
        access: Access | None = None,
        *,
        create: bool = True,
        outdated: bool = False,
        clock: Clock | None = None,
    ) -> Self:
        """Open for writing, make the store if there is none, and mend what a lost client left half done.

        `notes` is a folder of this machine for the journal, the quarantine and the like. StoreLocked if somebody else
        writes; StoreMissing if there is no store and none is to be made; StoreOutdated if it is of an older format,
        unless `outdated` ones are wanted; StoreRefused and StoreUnreachable.
        """
        client = Client(endpoints, access or Access(), clock)
        lease = Lease(client)
        try:
            if not create:
                _state_of(client)
            lease.take()
            store = cls(client, notes, records.read_state(client) or found(client), lease)
            store._check_format()
            if not outdated and store.marker.format < FORMAT:
                raise outdated_error(store.name, store.marker)  # noqa: TRY301  the lease is let go below
            store._mend()
            store._refresh_ontology()
        except BaseException:
            _let_go(lease, client)
            raise
        return store

    @classmethod
    def open_read_only(
        cls, endpoints: Endpoints, notes: Path, access: Access | None = None, *, clock: Clock | None = None
    ) -> Self:
        """Open for reading what is there at the moment of each question. StoreMissing if there is no store."""
        client = Client(endpoints, access or Access(), clock)
        try:
            store = cls(client, notes, _state_of(client), None)
            store._check_format()
        except BaseException:
            client.close()
            raise
        return store

    @property
    def name(self) -> str:
        """The address that queries go to."""
        return self._client.endpoints.query

    @property
    def path(self) -> Path:
        """The folder of this machine for what belongs to the store and is no graph."""
        return self._journal.folder

    @property
    def version(self) -> int:
        """The number of commits when the store was opened, and of one's own since."""
        return self._state.version

    @property
    def marker(self) -> Marker:
        """What the store was made with."""
        return self._state.marker

    @property
    def is_current(self) -> bool:
        """Whether all its articles were mapped by this version of the mapping."""
        return self._state.marker.mapping == MAPPING_VERSION

    def mark(self, mapping: int) -> None:
        """Say that the store is of this format, and that all its articles are of this version of the mapping."""
        self._commit(
            {}, marker=replace(self._state.marker, format=FORMAT, mapping=mapping, release=__version__)
        )

    def replace(self, graphs: Iterable[ArticleGraph]) -> frozenset[str]:
        """Put each graph in the place of its article's former graph, all or nothing; gives the articles that changed.

        Many graphs are several commits, since servers have limits: then each of these is all or nothing. Where the
        server does not do a request as a whole, what a failure leaves half done is finished when the store is written
        to or opened again.
        """
        wanted = {graph.iri: graph if graph.triples else None for graph in graphs}
        for iri in wanted:
            if iri not in ARTICLE:
                raise ValueError(f"not the IRI of an article: {iri}")
        changed: frozenset[str] = frozenset()
        for part in _parts(wanted):
            changed |= self._commit(part)
        return changed

    def keep_items(self, items: ArticleGraph) -> None:
        """Put the copy of Wikidata's items in the place of the former."""
        if items.iri != WIKIDATA.value:
            raise ValueError(f"not the graph of Wikidata's items: {items.iri}")
        if not self._client.endpoints.graphs:
            self._commit({items.iri: items if items.triples else None})
            return
        self._writer().hold()
        if items.triples:
            self._client.put_graph(items.iri, serialize(items.triples, format=RdfFormat.N_TRIPLES) or b"")
        else:
            self._client.update(drop(WIKIDATA))

    def forget(self, article_iri: str) -> bool:
        """Drop an article's graph and the facts that only it said; False if it is not there."""
        return bool(article_iri in ARTICLE and self._commit({article_iri: None}))

    def rebuild(self) -> RebuildReport:
        """Make the merged graph anew from the named graphs, and say what was wrong with it."""
        with self._lock:
            self._writer().hold()
            report = merging.repair(self._client, self._state.merged)
        if not report.was_right:
            self._commit({}, marker=self._state.marker)
        return report

    def check_merged(self) -> RebuildReport:
        """What `rebuild` would find, without changing anything."""
        return merging.check(self._client, self._state.merged)

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles, sorted."""
        return tuple(sorted(iri for iri, _ in records.every_digest(self._client)))

    def has(self, article_iri: str) -> bool:
        """Whether the article is there."""
        return bool(records.digests(self._client, [article_iri]))

    def recorded(self) -> Iterator[tuple[str, str | None]]:
        """All articles, each with the digest of the graph that was written for it, in no order."""
        yield from records.every_digest(self._client)

    def pending(self) -> tuple[str, ...]:
        """The articles that are being changed just now, or were when a client was lost."""
        return tuple(sorted(records.pending(self._client)))

    def article_graph(self, iri: str) -> ArticleGraph | None:
        """All that one article says; None if the article is not there."""
        triples = self._reader.graph(iri)
        return ArticleGraph.of(iri, triples) if triples else None

    def merged(self) -> Iterator[Triple]:
        """The triples of the merged graph, worked out from the articles' graphs, which servers give in full."""
        seen: set[Triple] = set()
        for iri in (*self.articles(), ONTOLOGY.value):
            graph = self.article_graph(iri)
            for triple in graph.merged if graph else ():
                if triple not in seen:
                    seen.add(triple)
                    yield triple

    def size(self) -> int:
        """How many quads there are, the merged graph's among them; the records are not counted."""
        return merging.size(self._client, self._state.merged)

    def query(self, text: str) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Run a SPARQL query on the server; QueryError if it refuses it. The usual prefixes need no declaration."""
        return self._reader.query(text)

    def query_bytes(self, text: str, format: Format) -> bytes:  # noqa: A002  as pyoxigraph calls it
        """The results of a query in a format."""
        results = self.query(text)
        if isinstance(results, QuerySolutions | QueryBoolean):
            if isinstance(format, QueryResultsFormat):
                return results.serialize(format=format) or b""
            raise QueryError(f"This query makes rows: {format.name} cannot hold them.", hint=FOR_ROWS)
        if isinstance(format, RdfFormat):
            return serialize(results, format=format) or b""
        raise QueryError(f"This query makes triples: {format.name} cannot hold them.", hint=FOR_TRIPLES)

    def close(self) -> None:
        """Let others write. Nothing can be done with it afterwards."""
        lease, self._lease = self._lease, None
        _let_go(lease, self._client)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _commit(
        self, wanted: Mapping[str, ArticleGraph | None], marker: Marker | None = None
    ) -> frozenset[str]:
        with self._lock:
            self._writer().hold()
            if self._unfinished:
                self._mend()
            before = records.digests(self._client, (iri for iri in wanted if iri in ARTICLE))
            digests = {iri: graph.digest if graph else None for iri, graph in wanted.items()}
            changed = {
                iri: graph
                for iri, graph in wanted.items()
                if iri not in ARTICLE or before.get(iri) != digests[iri]
            }
            if not changed and marker is None:
                return frozenset()
            change = changes(
                changed,
                lambda iri: (
                    self._reader.graph(iri, before.get(iri, ""))
                    if iri in before or iri not in ARTICLE
                    else ()
                ),
                self._reader.given_elsewhere,
            )
            articles = [iri for iri in changed if iri in ARTICLE]
            if not change and not articles and marker in (None, self._state.marker) and wanted:
                return frozenset()
            self._do(
                Commit(
                    batch=f"{self._state.version + 1}-{secrets.token_hex(4)}",
                    change=change,
                    before={iri: before[iri] for iri in articles if iri in before},
                    after={iri: digest for iri in articles if (digest := digests[iri]) is not None},
                    state_before=self._state,
                    state_after=replace(
                        self._state, version=self._state.version + 1, marker=marker or self._state.marker
                    ),
                )
            )
        return frozenset(changed)

    def _do(self, commit: Commit) -> None:
        """Send a commit: noted before, forgotten when the server has it or will not have it."""
        entry = Entry(self._state.key, commit.batch, self._state.version, commit.articles, commit.update())
        self._journal.write(entry)
        self._unfinished = True
        try:
            self._client.update(entry.update)
        except StoreRefused:
            self._journal.clear()  # sent again it would be refused again; what it did in part is taken back
            self._mend()
            raise
        self._journal.clear()
        self._unfinished = False
        self._state = commit.state_after

    def _mend(self) -> None:
        """Finish what the journal has, and take out of the store what is half there and not in it."""
        self._state = records.read_state(self._client) or self._state
        entry = self._journal.read()
        if entry is not None:
            noted = set(records.pending(self._client).values())
            if entry.store == self._state.key and (self._state.version == entry.base or entry.batch in noted):
                self._client.update(entry.update)
                self.mended = replace(self.mended, finished=(*self.mended.finished, *entry.articles))
                self._state = records.read_state(self._client) or self._state
            self._journal.clear()
        self._unfinished = False
        left = records.pending(self._client)
        if left:
            self._take_out(left)

    def _take_out(self, left: Mapping[str, str]) -> None:
        """Remove articles of which nobody knows what they should be, and that they were being changed."""
        change = changes(dict.fromkeys(left), self._reader.graph, self._reader.given_elsewhere)
        commit = Commit(
            batch=f"{self._state.version + 1}-{secrets.token_hex(4)}",
            change=change,
            before=dict.fromkeys(left, ""),
            after={},
            state_before=self._state,
            state_after=replace(self._state, version=self._state.version + 1),
        )
        self._do(commit)
        marks = [t for iri, batch in left.items() for t in records.pending_triples([iri], batch)]
        self._client.update(records.without(marks))
        self.mended = replace(self.mended, removed=(*self.mended.removed, *sorted(left)))

    def _refresh_ontology(self) -> None:
        """Have the store hold the ontology of this version of kg."""
        graph = ArticleGraph.of(ONTOLOGY.value, ontology_triples())
        if self._state.marker.ontology != graph.digest:
            self._commit({graph.iri: graph}, marker=replace(self._state.marker, ontology=graph.digest))

    def _check_format(self) -> None:
        if self._state.marker.format > FORMAT:
            raise StoreError(
                f"The store at {self.name} was made by a newer kg (format {self._state.marker.format}, this one "
                f"reads {FORMAT}).",
                hint="Install the newer kg.",
            )

    def _writer(self) -> Lease:
        if self._lease is None:
            raise StoreError(f"The store at {self.name} was opened read-only.", hint="Open it for writing.")
        return self._lease


def _parts(wanted: Mapping[str, ArticleGraph | None]) -> Iterator[dict[str, ArticleGraph | None]]:
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


def _state_of(client: Client) -> State:
    """What is said of the store; StoreMissing if there is none."""
    state = records.read_state(client)
    if state is None:
        raise StoreMissing(
            f"There is no store at {client.endpoints.query}.",
            hint="Make one with `kg ingest --store` and this address.",
        )
    return state


def _let_go(lease: Lease | None, client: Client) -> None:
    try:
        if lease is not None:
            lease.release()
    except StoreError:
        pass  # a server that is away takes the turn for over after a while
    finally:
        client.close()
