"""What an index of known things tells about one of them: names, offices with their terms, whereabouts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kg.model.analysis import EntityKind, Label

SLACK = timedelta(days=45)
"""How far news may run ahead of or behind an office: presidents elect, last days, late tables."""


class NameMatch(StrEnum):
    """How a name in a text equals a name in the index, the surest first."""

    LABEL = "label"
    ALIAS = "alias"
    SOUND = "sound"
    CONSONANTS = "consonants"
    SURNAME = "surname"
    SURNAME_SOUND = "surname-sound"


@dataclass(frozen=True, slots=True)
class Term:
    """An office that somebody held. `kind` is a local name of the scheme `ot:`.

    `country` is an ISO code or ""; `start` and `end` are ISO dates of any precision (`2014`, `2014-08-28`) or ""
    where unknown or, for `end`, not over when the table was made. `qid` is the office's item or "".
    """

    kind: str
    title: str
    country: str = ""
    start: str = ""
    end: str = ""
    qid: str = ""

    def covers(self, day: date) -> bool:
        """Whether the office can have been held on the day, with `SLACK` at both ends.

        >>> Term("head-of-state", "President", "TR", "2007-08", "2014-08-28").covers(date(2014, 9, 1))
        True
        """
        if self.start and day + SLACK < bounds(self.start)[0]:
            return False
        return not self.end or day - SLACK <= bounds(self.end)[1]


@dataclass(frozen=True, slots=True)
class IndexedItem:
    """One Wikidata item as the index knows it.

    `popularity` lies between 0 and 1. `country` is an ISO code: of citizenship, seat or location. `born` and
    `died` are ISO dates of any precision. `terms` are ordered by start.
    """

    qid: str
    kind: EntityKind
    name: str
    description: str = ""
    popularity: float = 0.0
    country: str = ""
    born: str = ""
    died: str = ""
    latitude: float | None = None
    longitude: float | None = None
    labels: tuple[Label, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An item that a name may stand for, and by which of its names."""

    item: IndexedItem
    how: NameMatch


def bounds(value: str) -> tuple[date, date]:
    """First and last day of an ISO date of any precision; ValueError if it is none.

    >>> bounds("2016-02")
    (datetime.date(2016, 2, 1), datetime.date(2016, 2, 29))
    """
    parts = [int(part) for part in value.split("-")]
    first = date(*(*parts, 1, 1)[:3])
    if len(parts) == 3:
        return first, first
    month = parts[1] if len(parts) == 2 else 12
    return first, date(parts[0], month, monthrange(parts[0], month)[1])
