"""Words that were meant where what was typed is no word: a letter too many, too few, another, two exchanged.

A table of the index has the pairs of letters of every word of a name. The words that share most pairs with what was
typed are compared letter by letter; those within the distance that is allowed for the length are near.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

TABLES = """
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL, uses INTEGER NOT NULL);
CREATE TABLE pair (pair TEXT NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (pair, word)) WITHOUT ROWID;
"""
SHORTEST = 3
"""Shorter words are taken as they are typed: everything is near them."""
LONGEST = 40
MOST = 8
"""Near words of one typed word."""
_COMPARED = 400
_UNFINISHED = 0.25
"""Added to the distance where the word goes on after what was typed: of two, the finished word is meant."""

_CANDIDATES = """
SELECT word.word, word.uses FROM pair JOIN word ON word.id = pair.word WHERE pair.pair IN ({marks})
AND length(word.word) >= ? GROUP BY word.id ORDER BY count(*) DESC, abs(length(word.word) - ?), word.uses DESC, word.id
LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Near:
    """A word of a name, how far it is from what was typed (changes of one letter), and how often it is used."""

    word: str
    distance: float
    uses: int


def fill(database: sqlite3.Connection, uses: Iterable[tuple[str, int]]) -> None:
    """Put words, each once, and how often each is used into the tables."""
    words = [(number, word, count) for number, (word, count) in enumerate(uses, 1) if _compares(word)]
    database.executemany("INSERT INTO word VALUES (?, ?, ?)", words)
    pairs = sorted((pair, number) for number, word, _ in words for pair in _pairs(word))
    database.executemany("INSERT INTO pair VALUES (?, ?)", pairs)


def near(database: sqlite3.Connection, typed: str) -> list[Near]:
    """The words nearest to what was typed, the nearest first, the more used first among equals.

    Those that begin with it are none of them: a search finds them as it is.
    """
    if not _compares(typed):
        return []
    allowed = tolerance(typed)
    pairs = sorted(_pairs(typed))
    query = _CANDIDATES.format(marks=", ".join("?" * len(pairs)))
    rows = database.execute(query, (*pairs, len(typed) - allowed, len(typed), _COMPARED)).fetchall()
    found = [Near(word, distance(typed, word), uses) for word, uses in rows if not word.startswith(typed)]
    found = [one for one in found if one.distance < allowed + 1 and one.distance <= allowed + _UNFINISHED]
    return sorted(sorted(found, key=attrgetter("uses"), reverse=True), key=attrgetter("distance"))[:MOST]


def tolerance(typed: str) -> int:
    """How many changes are forgiven: one, from six letters on two.

    >>> tolerance("iran"), tolerance("erdogan")
    (1, 2)
    """
    return 1 if len(typed) < 6 else 2


def distance(typed: str, word: str) -> float:
    """Letters to add, drop, change or exchange with the next, from what was typed to the word or its beginning.

    >>> distance("erdgoan", "erdogan"), distance("erdo", "erdogan")
    (1, 0.25)
    """
    before: list[int] = []
    row = list(range(len(word) + 1))
    for here, letter in enumerate(typed, 1):
        earlier, before, row = before, row, [here]
        for there, other in enumerate(word, 1):
            least = min(before[there] + 1, row[-1] + 1, before[there - 1] + (letter != other))
            if here > 1 and there > 1 and letter == word[there - 2] and typed[here - 2] == other:
                least = min(least, earlier[there - 2] + 1)
            row.append(least)
    return min(row[-1], min(row) + _UNFINISHED)


def _compares(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST


def _pairs(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[place : place + 2] for place in range(len(padded) - 1)}
