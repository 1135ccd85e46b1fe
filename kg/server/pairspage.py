"""Which countries cooperate and which are in conflict: the strongest pairs, and two countries over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.server.choosing import asked
from kg.server.countries import country_names
from kg.server.monthly import monthly
from kg.server.quadrants import CONFLICT, COOPERATION
from kg.server.rendering import Templates, language_of
from kg.server.timelinepage import quadrant_names

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

LISTED = 25
"""Pairs in the list."""
MATRIX = 12
"""Countries along each side of the matrix."""
_SHADES = 4

Counts = dict[tuple[str, str], "Tie"]


@dataclass(frozen=True, slots=True)
class Tie:
    """How many events of cooperation and of conflict there are between two countries (codes)."""

    one: str
    other: str
    cooperation: int
    conflict: int

    @property
    def total(self) -> int:
        """Of both kinds."""
        return self.cooperation + self.conflict

    @property
    def tone(self) -> str:
        """Which of both prevails; `even` where neither does."""
        if self.cooperation == self.conflict:
            return "even"
        return "cooperation" if self.cooperation > self.conflict else "conflict"


def pairs_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/pairs`; needs the scope `read`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/pairs")
    async def pairs(request: Request) -> Response:
        """The strongest pairs; with `country` and `other`, those two over time."""
        request.scope["kg.scopes"].need("read")
        if not await server.figures.ready():
            return templates.page(request, "counting.html")
        language = language_of(request)
        names = await country_names(server.summaries, server.pool, language)
        what = asked(request.query_params, names)
        found = ties(await server.figures.pairs())
        busy = {code for tie in found.values() for code in (tie.one, tie.other)}
        values = {
            "asked": what,
            "countries": names,
            "offered": {code: name for code, name in names.items() if code in busy},
            "kinds": {
                k: n for k, n in quadrant_names(templates, language).items() if k in (*COOPERATION, *CONFLICT)
            },
        }
        if what.all.other:
            both = await monthly(server.figures, server.pool, what, language, COOPERATION, CONFLICT)
            tie = found.get(what.all.pair)
            return templates.page(request, "pair.html", found=both, tie=tie, **values)
        strongest = sorted(found.values(), key=lambda tie: (-tie.total, tie.one, tie.other))
        if what.all.country:
            strongest = [tie for tie in strongest if what.all.country in (tie.one, tie.other)]
        return templates.page(
            request,
            "pairs.html",
            ties=strongest[:LISTED],
            more=max(0, len(strongest) - LISTED),
            most=max((tie.total for tie in strongest), default=1),
            matrix=_matrix(strongest, found) if not what.all.country else None,
            **values,
        )

    return router


def ties(rows: Sequence[tuple[str, str, str, int]]) -> Counts:
    """Pairs of countries with their counts, from counts by kind.

    >>> ties([("RU", "UA", "material-conflict", 3), ("RU", "UA", "verbal-cooperation", 1)])
    {('RU', 'UA'): Tie(one='RU', other='UA', cooperation=1, conflict=3)}
    """
    counts: dict[tuple[str, str], list[int]] = {}
    for one, other, kind, n in rows:
        if kind in COOPERATION or kind in CONFLICT:
            counts.setdefault((one, other), [0, 0])[kind in CONFLICT] += n
    return {(one, other): Tie(one, other, *both) for (one, other), both in counts.items()}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries of the strongest pairs, and the tie of each two of them (None where there is none), with a shade."""

    codes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, Tie | None, int], ...]], ...]


def _matrix(strongest: Sequence[Tie], found: Counts) -> Matrix:
    weight: dict[str, int] = {}
    for tie in strongest:
        for code in (tie.one, tie.other):
            weight[code] = weight.get(code, 0) + tie.total
    codes = tuple(sorted(weight, key=lambda code: (-weight[code], code))[:MATRIX])
    most = max((tie.total for tie in strongest), default=1)

    def cell(one: str, other: str) -> tuple[str, Tie | None, int]:
        tie = found.get((min(one, other), max(one, other)))
        return other, tie, 1 + min(_SHADES - 1, _SHADES * tie.total // (most + 1)) if tie else 0

    return Matrix(codes, tuple((one, tuple(cell(one, other) for other in codes)) for one in codes))
