"""The tables of an entity index: one SQLite file, read-only once it is made.

| table | a row is |
|---|---|
| about | a fact on the index itself: version of the format, horizon of its terms |
| item | a Wikidata item; `id` is its number without the Q |
| name | a key by which an item is found; `how` is the place of the match in `kg.model.indexed.NameMatch` |
| label | a name of an item in a language other than that of `item.name`, which is English |
| term | an office held; `office` points to the office's words and country |
"""

from __future__ import annotations

from kg.model import EntityKind
from kg.model.indexed import NameMatch

FORMAT = "1"
"""Raised when the tables change: an index of another format is refused with advice."""

KINDS = tuple(EntityKind)
HOW = tuple(NameMatch)

TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
    popularity REAL NOT NULL, country TEXT NOT NULL, born TEXT NOT NULL, died TEXT NOT NULL,
    latitude REAL, longitude REAL
);
CREATE TABLE name (
    key TEXT NOT NULL, kind INTEGER NOT NULL, how INTEGER NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (key, kind, how, item)
) WITHOUT ROWID;
CREATE TABLE label (
    item INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (item, language)
) WITHOUT ROWID;
CREATE TABLE office (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, country TEXT NOT NULL, qid TEXT NOT NULL,
    UNIQUE (kind, title, country, qid)
);
CREATE TABLE term (
    item INTEGER NOT NULL, start TEXT NOT NULL, office INTEGER NOT NULL, end TEXT NOT NULL,
    PRIMARY KEY (item, start, office, end)
) WITHOUT ROWID;
"""
