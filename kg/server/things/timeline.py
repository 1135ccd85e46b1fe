"""The events of one thing, by month, a page of them at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.server import ask
from kg.server.pool import Pool
from kg.server.things.happening import ACTING, ROLES, Happening, happenings, month_of

PAGE = 30
"""Events shown at a time."""
UNDATED = "undated"

_ROLES = "|".join(f"kg:{role}" for role in ROLES)
_ACTING = "|".join(f"kg:{role}" for role in ACTING)
_MONTHS = """SELECT ?month (COUNT(DISTINCT ?e) AS ?n) {{
  ?e {roles} {iri} {also}
  OPTIONAL {{ ?e kg:earliest ?first }} OPTIONAL {{ ?e kg:latest ?last }}
  BIND(COALESCE(IF(SUBSTR(STR(?first), 1, 7) = SUBSTR(STR(?last), 1, 7), SUBSTR(STR(?first), 1, 7),
    SUBSTR(STR(?first), 1, 4)), SUBSTR(STR(?first), 1, 4), SUBSTR(STR(?last), 1, 4), "") AS ?month)
}} GROUP BY ?month ORDER BY ?month"""
_PAGE = """SELECT DISTINCT ?e ?day {{
  ?e {roles} {iri} {also}
  OPTIONAL {{ ?e kg:earliest ?first }} OPTIONAL {{ ?e kg:latest ?last }}
  BIND(COALESCE(?first, ?last) AS ?day) {filter}
}} ORDER BY DESC(BOUND(?day)) DESC(?day) ?e LIMIT {limit} OFFSET {offset}"""


Keep = Callable[[object, Callable[[], Awaitable[list[ask.Row]]]], Awaitable[list[ask.Row]]]
"""Gives the value of a key, made if it is not there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: of a month, a year or without a date; with somebody (an IRI); and the number of the page, from 1."""

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


async def timeline(pool: Pool, thing: str, wanted: Wanted, kept: Keep) -> Timeline:
    """The events that a thing has to do with; `kept` keeps what is counted in the whole graph. Raises Refused."""
    also = f"; {_ACTING} {ask.iri(wanted.other)} ." if wanted.other else "."
    places = {"iri": ask.iri(thing), "roles": _ROLES, "also": also}
    paging = {"limit": PAGE + 1, "offset": PAGE * (wanted.page - 1), "filter": _filter(wanted.month)}
    counted, listed = await asyncio.gather(
        kept(("months", thing, wanted.other), lambda: ask.select(pool, _MONTHS.format(**places))),
        ask.select(pool, _PAGE.format(**places, **paging)),
    )
    months = {row["month"]["value"] or UNDATED: int(row["n"]["value"]) for row in counted if "month" in row}
    iris = ask.iris(listed, "e")
    found = await happenings(pool, iris[:PAGE])
    return Timeline(months, by_month(found), wanted, _total(months, wanted.month), len(iris) > PAGE)


def by_month(found: Sequence[Happening]) -> list[tuple[str, list[Happening]]]:
    """Events in the order given, grouped by the month or year that they are known to be of."""
    groups: dict[str, list[Happening]] = {}
    for each in found:
        key = month_of(each.whens[0]) if each.whens else UNDATED
        groups.setdefault(key or UNDATED, []).append(each)
    return list(groups.items())


def _filter(month: str) -> str:
    if month == UNDATED:
        return "FILTER(!BOUND(?day))"
    if not month:
        return ""
    if len(month) == 4:
        return f'FILTER(SUBSTR(STR(?day), 1, 4) = "{month}")'
    return f'FILTER(SUBSTR(STR(?first), 1, 7) = "{month}" && SUBSTR(STR(?last), 1, 7) = "{month}")'


def _total(months: Mapping[str, int], month: str) -> int:
    if not month:
        return sum(months.values())
    return sum(n for key, n in months.items() if key == month or (len(month) == 4 and key[:4] == month))
