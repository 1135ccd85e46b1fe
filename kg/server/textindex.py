"""Full text beside the store: names of things and quotes of passages, in SQLite FTS5 tables.

The engine has no text index. One is made for a snapshot, in its folder, by a worker process. Words are compared
without case and accents, each as the beginning of a word: "put mad" finds "Putin-Maduro". The dotless ı and
the dotted İ count as i, so that a search typed on either keyboard finds both. Names of things that act or last are
in a table of their own: they are few, so they are found at every key. `kg.server.textsearch` searches.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.vocabulary import KG, PREFIXES
from kg.server import nearwords

LASTING = frozenset(f"{KG.iri}{name}" for name in ("Person", "Country", "Organization", "Place", "Agreement"))
"""Classes of the things whose names are in the table `name`; all else is in `said`."""

_NAMES = """SELECT ?s ?kind ?text ?main ?day {
  { ?s rdfs:label ?text BIND(true AS ?main) } UNION { ?s skos:prefLabel ?text BIND(true AS ?main) }
  UNION { ?s skos:altLabel ?text BIND(false AS ?main) }
  ?s a ?kind
  FILTER(STRSTARTS(STR(?kind), STR(kg:)) && ?kind != kg:FactProperty)
  OPTIONAL { ?s kg:latest ?day }
}"""
_PARTIES = """SELECT ?s ?text ?party {
  ?s a kg:Agreement ; rdfs:label ?text ; kg:party/rdfs:label ?party FILTER(LANG(?party) = LANG(?text))
} ORDER BY ?party"""
_QUOTES = "SELECT ?s ?kind ?text { GRAPH ?g { ?s kg:quote ?text ; a ?kind } FILTER(?kind = kg:Passage) }"
_WEIGHTS = "SELECT ?s (COUNT(?m) AS ?n) { GRAPH ?g { ?m kg:refersTo ?s } } GROUP BY ?s"
_TABLE = """
CREATE VIRTUAL TABLE {name} USING fts5(
    folded, text UNINDEXED, iri UNINDEXED, kind UNINDEXED, main UNINDEXED, mentions UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);"""


_TURKISH = str.maketrans("İıÇçĞğÖöŞşÜüÂâÎîÛû’", "iiccggoossuuaaiiuu'")
"""What nearly all text here needs, so that the rest, which is slow, is done for little of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text by which a thing can be found. `main` is whether it is a label rather than another name of it."""

    folded: str
    text: str
    iri: str
    kind: str
    main: bool
    mentions: int
    day: str


def fold(text: str) -> str:
    """Text as it is compared: no case, no accents, no difference between ı and i.

    >>> fold("IŞIK İnönü")
    'isik inonu'
    """
    lowered = text.translate(_TURKISH).casefold()
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def words_of(folded: str) -> list[str]:
    """The words of a folded text.

    >>> words_of("putin-maduro 2025")
    ['putin', 'maduro', '2025']
    """
    return "".join(c if c.isalnum() else " " for c in folded).split()


def build(store: ox.Store, target: Path) -> int:
    """Index a store into a file that must not exist; gives the number of entries.

    Names lie in the order of what is wanted first, the most mentioned and then the latest, since a search that finds
    very many looks at the first of them only. Quotes come last; there are too many to hold them in memory.
    """
    draft = target.with_suffix(".draft")
    entries = sorted({*_named(store), *_between(store)}, key=lambda one: (one.iri, one.text))
    entries.sort(key=lambda one: (one.mentions, one.day), reverse=True)
    lasting = [one for one in entries if one.kind in LASTING]
    others = (one for one in entries if one.kind not in LASTING)
    with closing(sqlite3.connect(draft)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        count = _fill(database, "name", lasting) + _fill(database, "said", chain(others, _quoted(store)))
        database.executescript(nearwords.TABLES)
        nearwords.fill(database, _uses(lasting))
        database.commit()
    draft.replace(target)
    return count


def _fill(database: sqlite3.Connection, table: str, entries: Iterable[Entry]) -> int:
    database.execute(_TABLE.format(name=table))
    values = ((e.folded, e.text, e.iri, e.kind, e.main, e.mentions) for e in entries)
    return database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)", values).rowcount  # noqa: S608


def _named(store: ox.Store) -> Iterable[Entry]:
    mentions = {row["s"].value: int(row["n"].value) for row in _rows(store, _WEIGHTS)}
    for row in _rows(store, _NAMES):
        iri, text, day = row["s"].value, row["text"].value, row["day"]
        main = row["main"].value == "true"
        yield Entry(
            fold(text), text, iri, row["kind"].value, main, mentions.get(iri, 0), day.value if day else ""
        )


def _between(store: ox.Store) -> Iterable[Entry]:
    """Agreements behind the names of their parties: people look for them by these."""
    parties: dict[tuple[str, str], list[str]] = {}
    for row in _rows(store, _PARTIES):
        parties.setdefault((row["s"].value, row["text"].value), []).append(row["party"].value)
    for (iri, label), names in parties.items():
        text = f"{' – '.join(dict.fromkeys(names))}: {label}"
        yield Entry(fold(text), text, iri, f"{KG.iri}Agreement", False, 0, "")


def _quoted(store: ox.Store) -> Iterable[Entry]:
    for row in _rows(store, _QUOTES):
        text = row["text"].value
        yield Entry(fold(text), text, row["s"].value, row["kind"].value, True, 0, "")


def _uses(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    uses: Counter[str] = Counter()
    for one in entries:
        for word in set(words_of(one.folded)):
            uses[word] += 1 + one.mentions
    return sorted(uses.items())


def _rows(store: ox.Store, text: str) -> Iterable[ox.QuerySolution]:
    found = store.query(text, prefixes=PREFIXES)
    return found if isinstance(found, ox.QuerySolutions) else ()
