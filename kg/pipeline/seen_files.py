"""Which files were read in which state, and which articles each gave: what `kg watch` remembers between two looks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg.pipeline.runlog import in_words

FILE = "watch.sqlite"
"""Its name in the folder of a store."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS gave (
  path TEXT NOT NULL, article TEXT NOT NULL, look INTEGER NOT NULL, PRIMARY KEY (path, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS gave_article ON gave (article);
CREATE TEMP TABLE stale (article TEXT PRIMARY KEY);
"""


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells a changed file from an unchanged one: bytes, and nanoseconds since 1970 of its last change."""

    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """The state of a file now; OSError if it has none."""
        status = path.stat()
        return cls(status.st_size, status.st_mtime_ns)


class SeenFiles:
    """The memory, in a file. Nothing is kept of a look that is not brought to its end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with in_words(path):
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._connection.executescript(_SCHEMA)
            (former,) = self._connection.execute("SELECT coalesce(max(look), 0) FROM gave").fetchone()
        self._look = former + 1

    @contextmanager
    def look(self) -> Iterator[None]:
        """What is noted in this block is kept if it ends well."""
        with in_words(self._path):
            self._connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def state_of(self, path: Path) -> FileState | None:
        """How the file was when it was read last; None if it never was."""
        row = self._connection.execute(
            "SELECT size, changed FROM file WHERE path = ?", (str(path),)
        ).fetchone()
        return FileState(*row) if row else None

    def paths_below(self, root: Path) -> Iterator[Path]:
        """The files that were read of a folder, sorted."""
        rows = self._connection.execute(
            "SELECT path FROM file WHERE substr(path, 1, length(?1) + 1) = ?1 || '/' ORDER BY path",
            (str(root),),
        )
        return (Path(path) for (path,) in rows)

    def gives(self, path: Path, article: str) -> None:
        """A file that is being read gives an article (identifier)."""
        self._connection.execute(
            "INSERT INTO gave VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET look = excluded.look",
            (str(path), article, self._look),
        )

    def read(self, path: Path, state: FileState, *, whole: bool) -> None:
        """A file was read; if as a `whole`, what it gave before and does not give now is stale."""
        self._connection.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (str(path), state.size, state.changed)
        )
        if whole:
            self._drop_former(path)

    def gone(self, path: Path) -> None:
        """A file is not there any more: all that it gave is stale."""
        self._connection.execute("DELETE FROM file WHERE path = ?", (str(path),))
        self._drop_former(path)

    def stale(self) -> Iterator[str]:
        """The identifiers of articles that some file gave before this look and none gives now, sorted."""
        rows = self._connection.execute(
            "SELECT article FROM stale WHERE NOT EXISTS (SELECT 1 FROM gave WHERE gave.article = stale.article) "
            "ORDER BY article"
        )
        return (str(article) for (article,) in rows)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _drop_former(self, path: Path) -> None:
        former = (str(path), self._look)
        self._connection.execute(
            "INSERT OR IGNORE INTO stale SELECT article FROM gave WHERE path = ? AND look < ?", former
        )
        self._connection.execute("DELETE FROM gave WHERE path = ? AND look < ?", former)
