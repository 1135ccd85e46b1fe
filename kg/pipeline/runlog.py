"""The run log of a store: what each run read, stored, left out, and why. Reading; `recording` writes it.

It is one SQLite file in the store's folder, in WAL mode: who reads it never makes the writer wait. What is still
being committed to the store is not in it, so an article that it calls stored is in the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import StoreError, StoreFull

FILE = "runs.sqlite"
"""Its name in the folder of a store."""

LAYOUT = 1
"""Number of the tables' layout. A file of a higher number is refused: only a newer kg can read it."""

SCHEMA = """
CREATE TABLE run (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, state TEXT NOT NULL, arguments TEXT NOT NULL,
  expected INTEGER, read INTEGER NOT NULL DEFAULT 0, stored INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, heartbeat TEXT NOT NULL
);
CREATE TABLE outcome (
  run INTEGER NOT NULL, seq INTEGER NOT NULL, source TEXT NOT NULL, article TEXT NOT NULL, outcome TEXT NOT NULL,
  kind TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL, severity TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) WITHOUT ROWID;
CREATE INDEX outcome_article ON outcome (article, run) WHERE article <> '';
CREATE INDEX outcome_kind ON outcome (kind, run) WHERE kind <> '';
CREATE TABLE pending (
  seq INTEGER PRIMARY KEY, source TEXT NOT NULL, article TEXT NOT NULL, digest TEXT NOT NULL, at TEXT NOT NULL
);
"""
"""`pending` holds the batch that the last run was about to commit to the store; `Recorder` settles it."""

PATIENCE = timedelta(seconds=60)
"""A run that goes on says so more often than this."""


class RunState(StrEnum):
    """How a run stands. A run that was killed is `running` until the next one finds it."""

    RUNNING = "running"
    DONE = "done"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class Outcome(StrEnum):
    """What became of an article, or of a record that gave none.

    `left-out` is a record that is no article; `noted` is a warning, which kept nothing out.
    """

    STORED = "stored"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    LEFT_OUT = "left-out"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Run:
    """A run. Times are ISO 8601 in UTC, by the machine's clock; `id` grows from run to run, whatever the clock does.

    `read` is the sum of the five counts after it and of what is under way. `expected` is None where nobody knew.
    """

    id: int
    started: str
    ended: str | None
    state: RunState
    arguments: str
    expected: int | None
    read: int
    stored: int
    unchanged: int
    skipped: int
    quarantined: int
    failed: int
    heartbeat: str

    def is_alive(self, now: datetime) -> bool:
        """Whether it is running, and not just left so by a process that was killed."""
        seen = datetime.fromisoformat(self.heartbeat)
        return self.state is RunState.RUNNING and now - seen < PATIENCE


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one article or record of a run.

    `article` is the article's identifier (`Article.id`), "" for a record that gave none; `kind`, `message`, `hint`
    and `severity` are those of an issue, "" where there was none.
    """

    run: int
    seq: int
    source: str
    article: str
    outcome: Outcome
    kind: str
    message: str
    hint: str
    severity: str
    at: str


class RunLog:
    """The runs of a store, newest first. Open it with `RunLog.open_read`, and close it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open_read(cls, path: str | Path) -> Self:
        """The log at `path`, which is the file or the store's folder; without runs if there is none yet.

        It may be used in any one thread at a time. StoreError if the file is damaged or from a newer kg.
        """
        file = log_file(path)
        with in_words(file):
            return cls(_connect_to_read(file), file)

    def latest(self, n: int = 1) -> tuple[Run, ...]:
        """The last `n` runs, the newest first."""
        rows = self._rows("SELECT * FROM run ORDER BY id DESC LIMIT ?", n)
        return tuple(_run(row) for row in rows)

    def run(self, number: int) -> Run | None:
        """The run of a number; None if there is none."""
        return next((_run(row) for row in self._rows("SELECT * FROM run WHERE id = ?", number)), None)

    def issues(self, run: int | None = None, kind: str | None = None, limit: int = 100) -> tuple[Entry, ...]:
        """What was left out or noted, the newest first; of one run, of one kind, or all."""
        return self.entries(run=run, kind=kind, issues_only=True, limit=limit)

    def entries(
        self,
        *,
        run: int | None = None,
        kind: str | None = None,
        outcome: Outcome | None = None,
        issues_only: bool = False,
        containing: str = "",
        limit: int = 100,
    ) -> tuple[Entry, ...]:
        """What became of articles and records, the newest first. `containing` is a part of the source's name."""
        tests = {
            "run = ?": run,
            "kind = ?": kind,
            "outcome = ?": outcome,
            "instr(source, ?) > 0": containing or None,
        }
        where = [test for test, value in tests.items() if value is not None]
        values = [value for value in tests.values() if value is not None]
        if issues_only:
            where.append("kind <> ''")
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        query = f"SELECT * FROM outcome {condition} ORDER BY run DESC, seq DESC LIMIT ?"  # noqa: S608  fixed words
        return tuple(_entry(row) for row in self._rows(query, *values, limit))

    def kinds(self, run: int | None = None) -> tuple[tuple[str, int], ...]:
        """How many issues of each kind, by name."""
        rows = self._rows(
            "SELECT kind, count(*) FROM outcome WHERE kind <> '' AND (?1 IS NULL OR run = ?1) "
            "GROUP BY kind ORDER BY kind",
            run,
        )
        return tuple((str(kind), int(number)) for kind, number in rows)

    def quarantined(self) -> tuple[Entry, ...]:
        """The articles that are in quarantine now, each with the entry that put it there, by identifier."""
        rows = self._rows(
            "SELECT * FROM outcome AS o WHERE outcome = 'quarantined' AND kind <> '' AND NOT EXISTS ("
            "SELECT 1 FROM outcome AS later WHERE later.article = o.article AND later.article <> '' "
            "AND (later.run, later.seq) > (o.run, o.seq) AND later.outcome IN ('stored', 'unchanged', 'quarantined')"
            ") ORDER BY article"
        )
        return tuple(_entry(row) for row in rows)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with in_words(self._path):
            return self._connection.execute(query, values).fetchall()


def log_file(path: str | Path) -> Path:
    """The file of the log, given as itself or as the folder of its store."""
    given = Path(path)
    return given if given.name == FILE else given / FILE


def now_in_words() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def in_words(file: Path) -> Iterator[None]:
    """SQLite's errors as errors of `kg`."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_FULL:
            raise StoreFull(
                f"The disk with {file} is full.", hint="Free some space and run it again."
            ) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StoreError(
                f"The run log {file} is damaged ({error}).",
                hint="Move it away: a new one is begun, and the store itself does not need it.",
            ) from error
        raise StoreError(
            f"The run log {file} cannot be used: {error}.", hint="See who owns it and whether the disk works."
        ) from error


def check_layout(connection: sqlite3.Connection, file: Path) -> int:
    """The layout's number, 0 for an empty file; StoreError if it is from a newer kg."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > LAYOUT:
        raise StoreError(f"The run log {file} was made by a newer kg.", hint="Install the newer kg.")
    return int(found)


def _connect_to_read(file: Path) -> sqlite3.Connection:
    """A connection that cannot write; on a medium that is read-only, or before the first run, too."""
    if not file.exists():
        return _without_runs()
    try:
        connection = _opened(file, "mode=ro")
    except sqlite3.OperationalError:  # WAL wants to make a file beside it, which a read-only medium refuses
        connection = _opened(file, "immutable=1")
    if check_layout(connection, file) == 0:
        connection.close()
        return _without_runs()
    return connection


def _opened(file: Path, how: str) -> sqlite3.Connection:
    uri = f"{file.resolve().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=10)
    try:
        with closing(connection.execute("SELECT count(*) FROM sqlite_master")) as cursor:
            cursor.fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _without_runs() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(SCHEMA)
    return connection


def _run(row: tuple[Any, ...]) -> Run:
    number, started, ended, state, *rest = row
    return Run(number, started, ended, RunState(state), *rest)


def _entry(row: tuple[Any, ...]) -> Entry:
    run, seq, source, article, outcome, *rest = row
    return Entry(run, seq, source, article, Outcome(outcome), *rest)
