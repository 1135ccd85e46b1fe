"""Near-duplicates among the articles of a store: the same story of an agency in several papers.

An index beside the store, `nearness.sqlite`, holds a sketch of each original: an article that repeats no other one.
It follows from the graphs in the store, and is brought up to date with them whenever the store was changed without it:
after a kill, after `kg forget`, after writes through the server. An article is compared with originals only, so that
likeness does not drift from copy to copy, and what was once decided stays, so that ingesting again changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from kg.errors import StoreError
from kg.ports import Validator
from kg.rdf import ArticleGraph
from kg.rdf.likeness import Likeness
from kg.rdf.sharing import repeats, shared
from kg.validate import ValidationReport

FILE = "nearness.sqlite"

RESEMBLANCE = 0.5
"""Share of common shingles from which two articles are one story. On 7,486 articles nothing else was found above it."""

DAYS = 2
"""Papers print a story within so many days. The same words later are another occasion: a ceremony of every year."""

NUMBERS = 0.5
"""Share of the numbers of the one with fewer numbers that the other must have too."""

SHINGLES = 12
"""An article that quotes less than about two sentences is too short to be told from others."""

COMMON = 5
"""Hashes that two sketches must share for the graphs to be compared; like articles share half of 24 on average."""

CROWD = 100
"""A hash of so many originals is a phrase of the trade and tells nothing."""

CANDIDATES = 8
"""Originals that are compared as graphs, those with most hashes in common first."""

_FORMAT = 2
_SCHEMA = """
CREATE TABLE article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, day INTEGER, repeats TEXT);
CREATE TABLE sketch (hash INTEGER, article INTEGER, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE INDEX sketch_of_article ON sketch (article);
CREATE TABLE state (version INTEGER);
INSERT INTO state VALUES (-1);
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """A graph as it goes into the store, and what it repeats: the IRI of the original, None for an original.

    `trouble` says, in words, why a graph that repeats another was left as it was: together with it, it broke a shape.
    """

    graph: ArticleGraph
    repeats: str | None = None
    trouble: str = ""


class Stored(Protocol):
    """What is needed of a store."""

    @property
    def path(self) -> Path:
        """The folder for what belongs to the store and is no graph."""
        ...

    @property
    def version(self) -> int:
        """A number that grows with each commit."""
        ...

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles."""
        ...

    def article_graph(self, iri: str) -> ArticleGraph | None:
        """All that one article says; None if the article is not there."""
        ...


class Nearness:
    """The index of one store, for the one process that writes to it. Close it."""

    def __init__(
        self, store: Stored, gate: Validator[ArticleGraph, ValidationReport], index: sqlite3.Connection
    ) -> None:
        self._store = store
        self._gate = gate
        self._index = index
        self._graphs: dict[str, ArticleGraph] = {}

    @classmethod
    def open(cls, store: Stored, gate: Validator[ArticleGraph, ValidationReport]) -> Self:
        """The store's index, in agreement with what the store holds. A damaged one is made anew."""
        with _in_words(store):
            found = cls(store, gate, _connected(store.path / FILE))
            found._agree()
            return found

    def settle_each(self, graphs: Sequence[ArticleGraph]) -> list[Settled]:
        """The graphs of articles in their order, near-duplicates brought together with their originals.

        What that made passes the gate again. Until `commit`, the graphs count as if they were in the store.
        """
        with _in_words(self._store):
            settled = [self._settle(graph) for graph in graphs]
            changed = [place for place, each in enumerate(settled) if each.repeats is not None]
            verdicts = self._gate.validate_each([settled[place].graph for place in changed])
            for place, verdict in zip(changed, verdicts, strict=True):
                if not verdict.conforms:
                    settled[place] = Settled(graphs[place], trouble=verdict.in_words())
                    self._put(Likeness.of(graphs[place]), None)
        return settled

    def _settle(self, graph: ArticleGraph) -> Settled:
        likeness = Likeness.of(graph)
        original = self._original(likeness)
        found = self._graph(original) if original is not None else None
        settled = Settled(graph) if found is None else Settled(shared(graph, found), found.iri)
        if found is None:
            self._graphs[graph.iri] = graph
        self._put(likeness, settled.repeats)
        return settled

    def commit(self) -> None:
        """Say that the store holds what was settled."""
        with _in_words(self._store):
            self._index.execute("UPDATE state SET version = ?", (self._store.version,))
            self._index.commit()
        self._graphs.clear()

    def close(self) -> None:
        """Leave out what was not committed."""
        self._index.rollback()
        self._index.close()

    def _original(self, likeness: Likeness) -> str | None:
        """What the article repeats: as decided before if it can still be so, else the most alike original."""
        row = self._index.execute("SELECT repeats FROM article WHERE iri = ?", (likeness.iri,)).fetchone()
        if row is not None and (row[0] is None or self._is_original(row[0])):
            former: str | None = row[0]
            return former
        if len(likeness.shingles) < SHINGLES:
            return None
        graphs = ((iri, self._graph(iri)) for iri in self._candidates(likeness))
        like = [
            (-likeness.resemblance(other), iri)
            for iri, graph in graphs
            if graph is not None
            and _may_be_one_story(likeness, other := Likeness.of(graph))
            and likeness.resemblance(other) >= RESEMBLANCE
        ]
        return min(like)[1] if like else None

    def _is_original(self, iri: str) -> bool:
        row = self._index.execute("SELECT repeats FROM article WHERE iri = ?", (iri,)).fetchone()
        return row is not None and row[0] is None

    def _candidates(self, likeness: Likeness) -> list[str]:
        common: Counter[int] = Counter()
        for number in likeness.sketch:
            found = self._index.execute(
                "SELECT article FROM sketch WHERE hash = ? LIMIT ?", (number, CROWD)
            ).fetchall()
            if len(found) < CROWD:
                common.update(article for (article,) in found)
        ids = [article for article, count in common.items() if count >= COMMON]
        named = [
            (-common[article], iri)
            for article in ids
            for iri, day in self._index.execute("SELECT iri, day FROM article WHERE id = ?", (article,))
            if iri != likeness.iri and _are_near(_day(likeness), day)
        ]
        return [iri for _, iri in sorted(named)[:CANDIDATES]]

    def _graph(self, iri: str) -> ArticleGraph | None:
        return self._graphs.get(iri) or self._store.article_graph(iri)

    def _put(self, likeness: Likeness, original: str | None) -> None:
        self._index.execute(
            "INSERT INTO article (iri, day, repeats) VALUES (?, ?, ?)"
            " ON CONFLICT (iri) DO UPDATE SET day = excluded.day, repeats = excluded.repeats",
            (likeness.iri, _day(likeness), original),
        )
        (number,) = self._index.execute("SELECT id FROM article WHERE iri = ?", (likeness.iri,)).fetchone()
        before = {
            each for (each,) in self._index.execute("SELECT hash FROM sketch WHERE article = ?", (number,))
        }
        after = set(likeness.sketch) if original is None and len(likeness.shingles) >= SHINGLES else set()
        if before != after:
            self._index.execute("DELETE FROM sketch WHERE article = ?", (number,))
            self._index.executemany(
                "INSERT INTO sketch VALUES (?, ?)", [(each, number) for each in sorted(after)]
            )

    def _agree(self) -> None:
        """Bring the index up to date with the store, if the store was changed without it."""
        (version,) = self._index.execute("SELECT version FROM state").fetchone()
        if version == self._store.version:
            return
        stored = self._store.articles()
        known = {iri for (iri,) in self._index.execute("SELECT iri FROM article")}
        self._leave_out(known.difference(stored))
        for iri in stored:
            if iri not in known and (graph := self._store.article_graph(iri)) is not None:
                self._put(Likeness.of(graph), repeats(graph))
        self.commit()

    def _leave_out(self, gone: Iterable[str]) -> None:
        for iri in gone:
            self._index.execute(
                "DELETE FROM sketch WHERE article = (SELECT id FROM article WHERE iri = ?)", (iri,)
            )
            self._index.execute("DELETE FROM article WHERE iri = ?", (iri,))


def copy_index(store: Path, target: Path) -> None:
    """Put a copy of a store's index into another folder, if it has one that can be read, whoever writes to it."""
    if not (store / FILE).exists():
        return
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{(store / FILE).absolute().as_uri()}?mode=ro", uri=True)) as index,
        closing(sqlite3.connect(target / FILE)) as copy,
    ):
        index.backup(copy)


def _may_be_one_story(one: Likeness, other: Likeness) -> bool:
    """Whether both are long enough to tell, with the same numbers; of about one day they are as candidates."""
    return len(other.shingles) >= SHINGLES and one.agreement(other) >= NUMBERS


def _day(likeness: Likeness) -> int | None:
    """The article's day as a number; None if it is not known."""
    return likeness.published.toordinal() if likeness.published else None


def _are_near(one: int | None, other: int | None) -> bool:
    """Whether two days are so near that papers may print one story on them; a day that is not known may be any."""
    return one is None or other is None or abs(one - other) <= DAYS


def _connected(path: Path) -> sqlite3.Connection:
    """The index at the path; a new one if there is none, or one that is damaged or of another version of kg."""
    try:
        return _tables(sqlite3.connect(path))
    except sqlite3.DatabaseError:
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()
        return _tables(sqlite3.connect(path))


def _tables(index: sqlite3.Connection) -> sqlite3.Connection:
    try:
        index.execute("PRAGMA journal_mode = WAL")
        index.execute("PRAGMA synchronous = NORMAL")
        index.execute("PRAGMA cache_size = -32768")  # in kibibytes
        (found,) = index.execute("PRAGMA user_version").fetchone()
        if found != _FORMAT:
            index.executescript(_SCHEMA)  # fails on the tables of another format, as it should
            index.execute(f"PRAGMA user_version = {_FORMAT}")
    except sqlite3.DatabaseError:
        index.close()
        raise
    return index


@contextmanager
def _in_words(store: Stored) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"The index of near-duplicates, {store.path / FILE}, cannot be used: {error}.",
            hint="See whether the disk is full. The file may be deleted: it is made anew from the store.",
        ) from error
