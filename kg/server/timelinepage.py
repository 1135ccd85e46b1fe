"""Events by month and kind, and the events behind each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.rdf.vocabulary import ET
from kg.server.choosing import asked
from kg.server.countries import country_names
from kg.server.labels import label
from kg.server.monthly import monthly
from kg.server.quadrants import QUADRANTS, REST, types_in
from kg.server.rendering import Templates, language_of

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher


def timeline_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/timeline`; needs the scope `read`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/timeline")
    async def timeline(request: Request) -> Response:
        """The chart, its filters, the list."""
        request.scope["kg.scopes"].need("read")
        if not await server.figures.ready():
            return templates.page(request, "counting.html")
        language = language_of(request)
        names = await country_names(server.summaries, server.pool, language)
        what = asked(request.query_params, names)
        found = await monthly(server.figures, server.pool, what, language, QUADRANTS)
        return templates.page(
            request,
            "timeline.html",
            asked=what,
            found=found,
            countries=names,
            kinds=quadrant_names(templates, language),
            types={kind: sorted(types_in(kind), key=lambda one: label(one, language)) for kind in QUADRANTS},
        )

    return router


def quadrant_names(templates: Templates, language: str) -> dict[str, str]:
    """The kinds of events with their names, in the order of the charts."""
    rest = templates.words(language).plain("timeline.rest")
    return {kind: rest if kind == REST else label(f"{ET.iri}{kind}", language) for kind in QUADRANTS}
