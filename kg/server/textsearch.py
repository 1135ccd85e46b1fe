"""Searches in the text index (`kg.server.textindex`), forgiving what is typed wrongly."""

from __future__ import annotations

import math
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.server.nearwords import Near, near
from kg.server.textindex import LASTING, fold, words_of

MOST = 200
"""Things that one search finds at most."""
ENOUGH = 3
"""If so many lasting things have the words as they are typed, nothing else can be meant."""
_LOOKED_AT = 3000
"""Entries that one search compares; they lie in the index by importance."""
_CHANGE = 12.0
"""Taken from the score for each letter that is not as typed."""
_SUFFIX = re.compile(r"(?<=\w\w)['’ʼ]\w+")
"""A Turkish ending after a name: "Putin'in" asks for Putin."""

_SEARCH = """
SELECT iri, kind, text, main, mentions, folded FROM (SELECT * FROM {table} WHERE {table} MATCH ? LIMIT ?)
WHERE ? = '' OR kind = ?"""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that has the words in its names or quote. `score` is 0 to 100; 100 is the very name.

    `mentions` is how often articles name it.
    """

    iri: str
    kind: str
    text: str
    score: float
    mentions: int = 0


def search(
    index: Path, words: str, kind: str = "", limit: int = 20, *, forgiving: bool = False
) -> list[Found]:
    """Things with all the words, the best first, each once; `kind` is the IRI of a class or empty for all.

    A forgiving search also leaves out endings after an apostrophe, and takes words for others near them, where
    the words as they are typed name fewer than ENOUGH lasting things.
    """
    asked = fold(words)
    terms = words_of(asked)
    if not terms:
        return []
    best: dict[str, Found] = {}
    with closing(sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True)) as database:
        _collect(best, database, terms, kind, asked)
        if forgiving and _few(best):
            bare = fold(_SUFFIX.sub("", words))
            if words_of(bare) not in ([], terms):
                terms, asked = words_of(bare), bare
                _collect(best, database, terms, kind, asked)
        if forgiving and _few(best):
            _collect_near(best, database, terms, kind)
    return sorted(best.values(), key=lambda found: (-found.score, -found.mentions, found.iri))[:limit]


def _few(best: dict[str, Found]) -> bool:
    return sum(1 for found in best.values() if found.kind in LASTING) < ENOUGH


def _collect_near(best: dict[str, Found], database: sqlite3.Connection, terms: list[str], kind: str) -> None:
    """Add the lasting things that have words near to those typed."""
    readings = [[Near(term, 0.0, 0), *near(database, term)] for term in terms]
    if all(len(choice) == 1 for choice in readings):
        return
    for row in _rows(database, "name", [[one.word for one in choice] for choice in readings], kind):
        there = words_of(str(row[_FOLDED]))
        meant = [next(one for one in choice if _begins(one.word, there)) for choice in readings]
        shown = [
            one.word if one.distance == int(one.distance) else one.word[: len(term)]
            for one, term in zip(meant, terms, strict=True)
        ]
        _take(best, row, " ".join(shown), sum(one.distance for one in meant))


def _begins(word: str, there: list[str]) -> bool:
    return any(one.startswith(word) for one in there)


def _collect(
    best: dict[str, Found], database: sqlite3.Connection, terms: list[str], kind: str, asked: str
) -> None:
    """Add what has all the words."""
    for table, lasting in (("name", True), ("said", False)):
        if not kind or (kind in LASTING) is lasting:
            for row in _rows(database, table, [[term] for term in terms], kind):
                _take(best, row, asked, 0.0)


_Row = tuple[str, str, str, int, int, str]
_FOLDED = 5


def _rows(database: sqlite3.Connection, table: str, choices: list[list[str]], kind: str) -> list[_Row]:
    """Entries of a table that have one word of each choice."""
    match = " AND ".join("(" + " OR ".join(f'"{word}"*' for word in choice) + ")" for choice in choices)
    return database.execute(_SEARCH.format(table=table), (match, _LOOKED_AT, kind, kind)).fetchall()


def _take(best: dict[str, Found], row: _Row, asked: str, changes: float) -> None:
    """Keep a row if it is the best of its thing; `changes` is how far the words are from what was typed."""
    iri, kind, text, main, mentions, there = row
    score = _score(asked, there, main=bool(main), mentions=int(mentions)) - _CHANGE * changes
    score = round(max(1.0, score), 2)
    if iri not in best or best[iri].score < score:
        best[iri] = Found(iri, kind, text, score, int(mentions))


def _score(asked: str, there: str, *, main: bool, mentions: int) -> float:
    """How near a name is to what was asked: by length in common, other names and rare things a little lower."""
    if asked == there:
        return 100.0 if main else 98.0
    share = min(1.0, len(asked) / max(1, len(there)))
    begins = 10.0 if there.startswith(asked) else 0.0
    known = min(9.0, 3.0 * math.log10(1 + mentions))
    return 36.0 + 40.0 * share + begins + known - (0.0 if main else 2.0)
