"""The entity index that ships with the package or that a user built: an SQLite file, opened read-only."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from kg.errors import InputError, UnreadableInput
from kg.link.keys import asked
from kg.link.schema import FORMAT, HOW, KINDS
from kg.model import EntityKind, Label
from kg.model.indexed import IndexedItem, Match, Term

MAPPED = 256 * 1024 * 1024
"""Bytes of the file that are mapped into memory; pages are read when they are first used."""

_FIND = "SELECT DISTINCT item, how FROM name WHERE key = ? AND kind = ? ORDER BY how, item"
_ITEM = "SELECT kind, name, description, popularity, country, born, died, latitude, longitude FROM item WHERE id = ?"
_OFFICE = "SELECT DISTINCT qid FROM office WHERE kind = ? AND country = ? AND qid <> '' LIMIT 2"
_LABELS = "SELECT text, language FROM label WHERE item = ? ORDER BY language"
_TERMS = (
    "SELECT kind, title, country, start, end, qid FROM term JOIN office ON office.id = office"
    " WHERE item = ? ORDER BY start, end, title"
)


class SqliteIndex:
    """An entity index (`kg.ports.EntityIndex`) in a file. Not shared between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        about = dict(connection.execute("SELECT key, value FROM about"))
        self.format = about.get("format", "")
        self.horizon: str = about.get("horizon", "")
        self._items: dict[int, IndexedItem | None] = {}
        self._offices: dict[tuple[str, str], str | None] = {}

    @classmethod
    def open(cls, path: Path) -> SqliteIndex:
        """The index in the file; `UnreadableInput` if it is missing or no index of this format."""
        if not path.is_file():
            raise UnreadableInput(
                str(path), "there is no entity index.", hint="Build one: kg link build --dump FILE."
            )
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute(f"PRAGMA mmap_size = {MAPPED}")
            index = cls(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            raise UnreadableInput(
                str(path), f"this is no entity index ({error}).", hint="Build it again."
            ) from error
        if index.format != FORMAT:
            connection.close()
            raise InputError(
                str(path),
                f"the entity index has format {index.format!r}; this version reads {FORMAT!r}.",
                hint="Build it again: kg link build --dump FILE.",
            )
        return index

    def find(self, name: str, kind: EntityKind) -> tuple[Match, ...]:
        """The items of the kind that may bear the name, the surest match first."""
        best: dict[int, int] = {}
        number = KINDS.index(kind)
        for key, allowed in asked(name, kind):
            for item, how in self._connection.execute(_FIND, (key, number)):
                if HOW[how] in allowed and how < best.get(item, len(HOW)):
                    best[item] = how
        ordered = sorted(best.items(), key=lambda pair: (pair[1], pair[0]))
        found = ((self._item(item), HOW[how]) for item, how in ordered)
        return tuple(Match(item, how) for item, how in found if item is not None)

    def item(self, qid: str) -> IndexedItem | None:
        """What is known of an item; None if nothing is or the text is no identifier."""
        return self._item(int(qid[1:])) if qid[:1] == "Q" and qid[1:].isdigit() else None

    def office(self, kind: str, country: str) -> str | None:
        """The item of a country's one office of a kind; None if none is known, or several are."""
        asked_for = (kind, country)
        if asked_for not in self._offices:
            found = [str(qid) for (qid,) in self._connection.execute(_OFFICE, asked_for)]
            self._offices[asked_for] = found[0] if len(found) == 1 else None
        return self._offices[asked_for]

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM item").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _item(self, number: int) -> IndexedItem | None:
        if number not in self._items:
            if len(self._items) > CACHED:
                self._items.clear()
            self._items[number] = self._load(number)
        return self._items[number]

    def _load(self, number: int) -> IndexedItem | None:
        row = self._connection.execute(_ITEM, (number,)).fetchone()
        if row is None:
            return None
        kind, name, description, popularity, country, born, died, latitude, longitude = row
        return IndexedItem(
            qid=f"Q{number}",
            kind=KINDS[kind],
            name=name,
            description=description,
            popularity=popularity,
            country=country,
            born=born,
            died=died,
            latitude=latitude,
            longitude=longitude,
            labels=tuple(Label(*row) for row in self._connection.execute(_LABELS, (number,))),
            terms=tuple(
                Term(k, t, c, s, e, q) for k, t, c, s, e, q in self._connection.execute(_TERMS, (number,))
            ),
        )


CACHED = 20_000
"""Items that are kept in memory, about 1 KB each."""


def shipped_path() -> AbstractContextManager[Path]:
    """The file of the index that comes with the package, for as long as it is needed."""
    return as_file(files("kg.link") / "data" / "index.sqlite")


@lru_cache(maxsize=1)
def shipped_index() -> SqliteIndex:
    """The index that comes with the package."""
    with shipped_path() as path:
        return SqliteIndex.open(path)
