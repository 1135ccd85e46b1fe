"""Full text beside the store: names of things and quotes of passages, in an SQLite FTS5 table.

The engine has no text index. One is made for a snapshot, in its folder, by a worker process. Words are compared
without case and accents, each as the beginning of a word: "put mad" finds "Putin-Maduro". The dotless ı and
the dotted İ count as i, so that a search typed on either keyboard finds both.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.vocabulary import PREFIXES

NAME = "text.sqlite"
MOST = 200
"""Things that one search finds at most."""

_NAMES = """SELECT ?s ?kind ?text ?main ?weight {
  { ?s rdfs:label ?text BIND(true AS ?main) } UNION { ?s skos:prefLabel ?text BIND(true AS ?main) }
  UNION { ?s skos:altLabel ?text BIND(false AS ?main) }
  ?s a ?kind
  FILTER(STRSTARTS(STR(?kind), STR(kg:)) && ?kind != kg:FactProperty)
}"""
_QUOTES = "SELECT ?s ?kind ?text { GRAPH ?g { ?s kg:quote ?text ; a ?kind } FILTER(?kind = kg:Passage) }"
_WEIGHTS = "SELECT ?s (COUNT(?m) AS ?n) { GRAPH ?g { ?m kg:refersTo ?s } } GROUP BY ?s"
_TABLE = """
CREATE VIRTUAL TABLE entry USING fts5(
    folded, text UNINDEXED, iri UNINDEXED, kind UNINDEXED, main UNINDEXED, mentions UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
)"""
_SEARCH = """
SELECT iri, kind, text, main, mentions, bm25(entry) AS rank, folded FROM entry
WHERE entry MATCH ? AND (? = '' OR kind = ?) ORDER BY rank, mentions DESC, iri LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that has the words in its names or quote. `score` is 0 to 100; 100 is the very name."""

    iri: str
    kind: str
    text: str
    score: float


def fold(text: str) -> str:
    """Text as it is compared: no case, no accents, no difference between ı and i.

    >>> fold("IŞIK İnönü")
    'isik inonu'
    """
    lowered = text.replace("İ", "i").replace("ı", "i").casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def build(store: ox.Store, target: Path) -> int:
    """Index a store into a file that must not exist; gives the number of entries."""
    draft = target.with_suffix(".draft")
    mentions = {row["s"].value: int(row["n"].value) for row in _rows(store, _WEIGHTS)}
    entries: list[tuple[str, str, str, str, bool, int]] = []
    for row in _rows(store, _NAMES):
        iri, text = row["s"].value, row["text"].value
        main = row["main"].value == "true"
        entries.append((fold(text), text, iri, row["kind"].value, main, mentions.get(iri, 0)))
    for row in _rows(store, _QUOTES):
        text = row["text"].value
        entries.append((fold(text), text, row["s"].value, row["kind"].value, True, 0))
    with closing(sqlite3.connect(draft)) as database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLE}")
        database.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", sorted(set(entries), key=itemgetter(2, 1))
        )
        database.commit()
    draft.replace(target)
    return len(entries)


def _rows(store: ox.Store, text: str) -> list[ox.QuerySolution]:
    found = store.query(text, prefixes=PREFIXES)
    return list(found) if isinstance(found, ox.QuerySolutions) else []


def search(index: Path, words: str, kind: str = "", limit: int = 20) -> list[Found]:
    """Things with all the words, the best first, each once; `kind` is the IRI of a class or empty for all."""
    folded = fold(words)
    terms = [f'"{term}"*' for term in "".join(c if c.isalnum() else " " for c in folded).split()]
    if not terms:
        return []
    best: dict[str, Found] = {}
    with closing(sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True)) as database:
        rows = database.execute(_SEARCH, (" ".join(terms), kind, kind, 10 * min(limit, MOST))).fetchall()
    for iri, found_kind, text, main, mentions, _, there in rows:
        score = _score(folded, there, main=bool(main), mentions=int(mentions))
        if iri not in best or best[iri].score < score:
            best[iri] = Found(iri, found_kind, text, score)
    return sorted(best.values(), key=lambda found: (-found.score, found.iri))[:limit]


def _score(asked: str, there: str, *, main: bool, mentions: int) -> float:
    """How near a name is to what was asked: by length in common, other names and rare things a little lower."""
    if asked == there:
        return 100.0 if main else 98.0
    share = min(1.0, len(asked) / max(1, len(there)))
    begins = 10.0 if there.startswith(asked) else 0.0
    return round(40.0 + 40.0 * share + begins + min(5.0, mentions / 10) - (0.0 if main else 2.0), 2)
