"""Makes the file of an entity index."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.link.keys import filed
from kg.link.schema import FORMAT, HOW, KINDS, TABLES
from kg.model.indexed import IndexedItem


class IndexWriter:
    """Adds items to an index that is being made.

    An item added again takes the place of the former, and stays known by the former's names as well.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._offices: dict[tuple[str, str, str, str], int] = {
            (kind, title, country, qid): number
            for number, kind, title, country, qid in connection.execute(
                "SELECT id, kind, title, country, qid FROM office"
            )
        }

    def add(self, item: IndexedItem, names: Iterable[str] = ()) -> None:
        """File an item under its label, its labels in other languages and further `names`."""
        number, kind = int(item.qid[1:]), KINDS.index(item.kind)
        run = self._connection
        self._remove(number)
        run.execute(
            "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                kind,
                item.name,
                item.description,
                round(item.popularity, 3),
                item.country,
                item.born,
                item.died,
                item.latitude,
                item.longitude,
            ),
        )
        run.executemany(
            "INSERT OR IGNORE INTO label VALUES (?, ?, ?)",
            [(number, label.language, label.text) for label in item.labels],
        )
        keys = dict(sorted(filed(item, tuple(names)), key=lambda key: -HOW.index(key[1])))
        run.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)",
            [(key, kind, HOW.index(how), number) for key, how in sorted(keys.items())],
        )
        run.executemany(
            "INSERT OR IGNORE INTO term VALUES (?, ?, ?, ?)",
            [
                (number, term.start, self._office(term.kind, term.title, term.country, term.qid), term.end)
                for term in item.terms
            ],
        )

    def _remove(self, number: int) -> None:
        if self._connection.execute("SELECT 1 FROM item WHERE id = ?", (number,)).fetchone():
            self._connection.execute("DELETE FROM item WHERE id = ?", (number,))
            self._connection.execute("DELETE FROM label WHERE item = ?", (number,))
            self._connection.execute("DELETE FROM term WHERE item = ?", (number,))

    def _office(self, *office: str) -> int:
        known = self._offices.get((office[0], office[1], office[2], office[3]))
        if known is None:
            cursor = self._connection.execute(
                "INSERT INTO office (kind, title, country, qid) VALUES (?, ?, ?, ?)", office
            )
            known = self._offices[office[0], office[1], office[2], office[3]] = int(cursor.lastrowid or 0)
        return known


@contextmanager
def new_index(path: Path, *, horizon: str = "", base: Path | None = None) -> Iterator[IndexWriter]:
    """A writer for a new index at `path`, which is in place only when all went well.

    `horizon` is the ISO date up to which terms of office are known; with `base`, the new index begins as a copy
    of that one.
    """
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if base is not None:
        shutil.copyfile(base, draft)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;"
        )
        if base is None:
            connection.executescript(TABLES)
        connection.execute("BEGIN")
        yield IndexWriter(connection)
        about = (
            [("format", FORMAT), ("horizon", horizon)] if horizon or base is None else [("format", FORMAT)]
        )
        connection.executemany("REPLACE INTO about VALUES (?, ?)", about)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    except BaseException:
        connection.close()
        draft.unlink(missing_ok=True)
        raise
    connection.close()
    draft.replace(path)
