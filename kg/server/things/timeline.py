"""The events of one thing, by month, a page of them at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.server import ask
from kg.server.pool import Pool
from kg.server.roleindex import ROLES
from kg.server.things.happening import ACTING, Happening, happenings

PAGE = 30
"""Events shown at a time."""
UNDATED = "undated"

_ROLES = " ".join(f"kg:{role}" for role in ROLES)
_ACTING = "|".join(f"kg:{role}" for role in ACTING)
_ALL = "SELECT DISTINCT ?e {{ VALUES ?role {{ {roles} }} ?e ?role {iri} {also} }}"
_DATED = """SELECT DISTINCT ?e ?first ?last {{ VALUES ?role {{ {roles} }}
  ?e ?role {iri} ; kg:when ?when {also} OPTIONAL {{ ?e kg:earliest ?first }} OPTIONAL {{ ?e kg:latest ?last }} }}"""
# Most events of the news have no date of their own: to ask for all and for the dated ones is quicker than an OPTIONAL.

Dated = tuple[str, str, str]
"""An event (IRI) with the first and the last day that it may be of, either empty if open."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: of a month, a year or without a date; with somebody (an IRI); which page of them, from 1."""

    month: str = ""
    other: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many events each month has (all of them, whatever is wanted), and those of one page."""

    months: Mapping[str, int]
    groups: Sequence[tuple[str, Sequence[Happening]]]
    wanted: Wanted
    total: int
    more: bool

    @property
    def shown(self) -> list[Happening]:
        """The events of the page."""
        return [each for _, group in self.groups for each in group]


async def timeline(pool: Pool, every: Sequence[Dated], wanted: Wanted) -> Timeline:
    """Of all events of a thing those that are wanted; raises Refused."""
    months: dict[str, int] = {}
    for _, first, last in every:
        key = period(first, last)
        months[key] = months.get(key, 0) + 1
    chosen = [event for event, first, last in every if _is_of(wanted.month, period(first, last))]
    start = PAGE * (wanted.page - 1)
    found = await happenings(pool, chosen[start : start + PAGE])
    return Timeline(months, by_year(found), wanted, len(chosen), len(chosen) > start + PAGE)


async def dated(pool: Pool, thing: str, other: str) -> list[Dated]:
    """All events of a thing, of those only that somebody takes part in if `other` is given; the latest first."""
    places = {
        "iri": ask.iri(thing), "roles": _ROLES,
        "also": f"; {_ACTING} {ask.iri(other)} ." if other else ".",
    }  # fmt: skip
    every, days = await asyncio.gather(
        ask.select(pool, _ALL.format(**places)), ask.select(pool, _DATED.format(**places))
    )
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for row in days:
        event, begins, ends = (row.get(name, {}).get("value", "") for name in ("e", "first", "last"))
        first[event] = min(begins, first.get(event, begins))
        last[event] = max(ends, last.get(event, ends))
    return latest_first(
        [(event, first.get(event, ""), last.get(event, "")) for event in ask.iris(every, "e")]
    )


def latest_first(found: Sequence[Dated]) -> list[Dated]:
    """Events in the order of a page; those of a day by IRI."""
    return sorted(sorted(found), key=lambda each: each[1] or each[2], reverse=True)


def period(first: str, last: str) -> str:
    """The month that an event is of, the year if only that is known or it lasted longer, UNDATED if neither is.

    >>> period("2025-03-01", "2025-03-31"), period("2025-01-01", "2025-12-31"), period("", "2024-05-02")
    ('2025-03', '2025', '2024')
    """
    if first and first[:7] == last[:7]:
        return first[:7]
    return (first or last)[:4] or UNDATED


def _is_of(wanted: str, key: str) -> bool:
    return not wanted or key == wanted or (len(wanted) == 4 and key[:4] == wanted)


def by_year(found: Sequence[Happening]) -> list[tuple[str, list[Happening]]]:
    """Events in the order given, grouped by the year that they are known to be of."""
    groups: dict[str, list[Happening]] = {}
    for each in found:
        groups.setdefault(each.year or UNDATED, []).append(each)
    return list(groups.items())
