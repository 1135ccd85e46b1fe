"""Writing the run log so that it agrees with the store, whenever the process is killed.

Before a batch is committed to the store it is written down as pending, with the digests of its graphs; after the
commit it is made final. A run that finds a pending batch, since the one before was killed, looks whether the store
has it: a commit is whole or not at all, so one look at the graphs tells.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.model import Issue
from kg.pipeline.runlog import (
    LAYOUT,
    SCHEMA,
    Outcome,
    RunState,
    check_layout,
    in_words,
    log_file,
    now_in_words,
)

COUNTED = ("read", "stored", "unchanged", "skipped", "quarantined", "failed")
"""The counts of a run, as its table calls them."""

HEARTBEAT_SECONDS = 2.0
"""How often a run that goes on writes down what it has, batch or no batch."""

MANY = 2_000
"""Entries that wait to be written down together."""

KEPT_RUNS = 20
"""Of older runs, entries of articles that were left as they are (unchanged, skipped) are dropped."""

Row = tuple[int, int, str, str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """An article that is about to be stored, with the digest of its graph."""

    source: str
    article: str
    digest: str


Landed = Callable[[Sequence[Written]], bool]
"""Whether the store has a batch that was about to be committed."""


class Recorder:
    """The log of the run that goes on. Only who holds the store's lock may have one."""

    def __init__(self, connection: sqlite3.Connection, file: Path, number: int, seq: int = 0) -> None:
        self.number = number
        self.counts: Counter[str] = Counter()
        self._connection = connection
        self._file = file
        self._seq = seq
        self._rows: list[Row] = []
        self._met: dict[str, str] = {}  # sources of the articles in the rows
        self._written_at = time.monotonic()

    @classmethod
    def begin(
        cls, path: str | Path, *, arguments: str = "", expected: int | None = None, landed: Landed
    ) -> Recorder:
        """Settle what a killed run has left and begin a new one; `path` is the file or the store's folder."""
        file = log_file(path)
        with in_words(file):
            connection = sqlite3.connect(file, timeout=30, isolation_level=None)
            try:
                _prepare(connection, file)
                _settle_left(connection, landed)
                number = _begin(connection, arguments, expected)
            except BaseException:
                connection.close()
                raise
        return cls(connection, file, number)

    def note(self, outcome: Outcome, source: str, article: str = "", issue: Issue | None = None) -> None:
        """Write down what became of an article that is not to be stored, or of a record; soon, not at once."""
        self._seq += 1
        told = (issue.kind, issue.message, issue.hint, str(issue.severity)) if issue else ("", "", "", "")
        self._rows.append((self.number, self._seq, source, article, str(outcome), *told, now_in_words()))
        self._met.setdefault(article, source)
        self.beat()

    def beat(self) -> None:
        """Write down what there is, if that was not done just now or there is much of it."""
        if len(self._rows) >= MANY or time.monotonic() - self._written_at >= HEARTBEAT_SECONDS:
            with self._transaction():
                self._write()

    @contextmanager
    def committing(self, batch: Sequence[Written]) -> Iterator[None]:
        """Around the store's commit of a batch: its articles are called stored if the block ends well."""
        first, at = self._seq + 1, now_in_words()
        with self._transaction():
            self._write()
            self._connection.executemany(
                "INSERT INTO pending VALUES (?, ?, ?, ?, ?)",
                [(first + n, one.source, one.article, one.digest, at) for n, one in enumerate(batch)],
            )
        try:
            yield
        except BaseException:
            with self._transaction():
                self._connection.execute("DELETE FROM pending")
            raise
        with self._transaction():
            self._seq += _make_final(self._connection, self.number)
            self.counts["stored"] += len(batch)
            self._write()

    def source_of(self, article: str) -> str | None:
        """Where this run has met the article already; None if it has not, or if what becomes of it is still open."""
        if not article:
            return None
        if article in self._met:
            return self._met[article]
        with in_words(self._file):
            row = self._connection.execute(
                "SELECT source FROM outcome WHERE article = ? AND article <> '' AND run = ? ORDER BY seq LIMIT 1",
                (article, self.number),
            ).fetchone()
        return str(row[0]) if row else None

    def end(self, state: RunState) -> None:
        """Close the log; the run ended like this."""
        try:
            with self._transaction():
                self._write()
                self._connection.execute(
                    "UPDATE run SET state = ?, ended = ? WHERE id = ?",
                    (str(state), now_in_words(), self.number),
                )
        finally:
            self._connection.close()

    def _write(self) -> None:
        self._connection.executemany("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._rows.clear()
        self._met.clear()
        self._written_at = time.monotonic()
        values = [self.counts[name] for name in COUNTED]
        fields = ", ".join(f"{name} = ?" for name in COUNTED)
        self._connection.execute(
            f"UPDATE run SET {fields}, heartbeat = ? WHERE id = ?",  # noqa: S608  fixed words
            (*values, now_in_words(), self.number),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with in_words(self._file), _transaction(self._connection):
            yield


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _prepare(connection: sqlite3.Connection, file: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what is pending must outlive a loss of power
    if check_layout(connection, file) == 0:
        connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {LAYOUT}; COMMIT;")


def _settle_left(connection: sqlite3.Connection, landed: Landed) -> None:
    """End the runs that were killed; their last batch counts if it came through."""
    with _transaction(connection):
        left = connection.execute("SELECT source, article, digest FROM pending ORDER BY seq").fetchall()
        if left:
            (number,) = connection.execute("SELECT max(id) FROM run").fetchone()
            if landed([Written(*row) for row in left]):
                stored = _make_final(connection, number)
                connection.execute("UPDATE run SET stored = stored + ? WHERE id = ?", (stored, number))
            connection.execute("DELETE FROM pending")
        connection.execute("UPDATE run SET state = 'interrupted', ended = heartbeat WHERE state = 'running'")


def _make_final(connection: sqlite3.Connection, number: int) -> int:
    """Call the pending articles stored; how many they are."""
    done = connection.execute(
        "INSERT INTO outcome SELECT ?, seq, source, article, 'stored', '', '', '', '', at FROM pending",
        (number,),
    ).rowcount
    connection.execute("DELETE FROM pending")
    return int(done)


def _begin(connection: sqlite3.Connection, arguments: str, expected: int | None) -> int:
    with _transaction(connection):
        now = now_in_words()
        number = connection.execute(
            "INSERT INTO run (started, state, arguments, expected, heartbeat) VALUES (?, 'running', ?, ?, ?)",
            (now, arguments, expected, now),
        ).lastrowid
        connection.execute(
            "DELETE FROM outcome WHERE run = ? AND outcome IN ('unchanged', 'skipped') AND kind = ''",
            ((number or 0) - KEPT_RUNS,),
        )
    return int(number or 0)
