"""When two names, labels or dates count as the same, and who is paired with whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_LETTERS = str.maketrans({"İ": "i", "I": "i", "ı": "i"} | dict.fromkeys(map(chr, range(0x80, 0xA0))))
_NO_WORD = re.compile("[^0-9a-z]+")
_QUALIFIER = str.maketrans("", "", "?~%")
STEM = 5
"""Letters of a word that are compared; Turkish endings come after them."""


def folded(text: str) -> str:
    """The words of a text, without case, marks and punctuation, one space between them.

    >>> folded("Işık'ın İLİ")
    'isik in ili'
    """
    bare = unicodedata.normalize("NFKD", text.translate(_LETTERS).lower())
    return _NO_WORD.sub(" ", "".join(sign for sign in bare if not unicodedata.combining(sign))).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: the words of one are all in the other, and not only initials.

    A given name alone matches as well as a family name: within one article it rarely means somebody else.

    >>> same_name("Maduro", "Nicolás Maduro"), same_name("Cilia Maduro", "Nicolás Maduro")
    (True, False)
    """
    first, second = folded(one).split(), folded(other).split()
    if not first or not second:
        return False
    short, long = sorted((set(first), set(second)), key=len)
    return first == second or (short <= long and any(len(word) > 2 for word in short))


def any_same_name(these: Iterable[str], those: Sequence[str]) -> bool:
    """Whether one of these names and one of those can be one person's."""
    return any(same_name(one, other) for one in these for other in those)


def closeness(these: Iterable[str], those: Sequence[str]) -> float:
    """The largest share of words that a name of each have in common; 0 if none can be the same."""
    pairs = [(frozenset(folded(a).split()), frozenset(folded(b).split())) for a in these for b in those]
    return max((_share(one, other) for one, other in pairs), default=0.0)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that are longer than two letters."""
    return frozenset(word[:STEM] for word in folded(text).split() if len(word) > 2)


def overlap(label: str, others: Iterable[str]) -> float:
    """The share of stems that a label has in common with the closest of the others."""
    own = stems(label)
    return max((_share(own, stems(other)) for other in others), default=0.0)


def same_date(wanted: str | None, given: Iterable[str]) -> bool:
    """Whether a date (EDTF) is among those given, qualifiers apart; no date wanted is always right."""
    return wanted is None or wanted.translate(_QUALIFIER) in {each.translate(_QUALIFIER) for each in given}


def pairs(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Rows with columns, each at most once, the highest score first and of equal ones the first.

    >>> pairs([[1.0, 2.0], [0.0, 3.0]])
    [(1, 1), (0, 0)]
    """
    cells = [(-score, i, j) for i, row in enumerate(scores) for j, score in enumerate(row) if score > 0]
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for _, i, j in sorted(cells):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append((i, j))
    return found


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
