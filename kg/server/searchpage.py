"""Search: the page of results, which needs no script, and the suggestions while one types."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from kg.server.asgi import SECURITY, in_text
from kg.server.happenings import happenings
from kg.server.labels import label
from kg.server.links import local_path
from kg.server.rendering import Templates, language_of
from kg.server.suggestions import said, things

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

SUGGESTED = 8
THINGS = 30
EVENTS = 20
PASSAGES = 20

Words = Annotated[str, Query(max_length=200)]


def search_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/search` and `/search/suggest`; both need the scope `read`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/search")
    async def search(request: Request, q: Words = "") -> Response:
        """Things, events and sentences that have the words."""
        request.scope["kg.scopes"].need("read")
        language = language_of(request)
        if not q.strip():
            return templates.page(request, "search.html", words="", things=[], events=[], passages=[])
        if not await server.texts.ready():
            return templates.page(request, "counting.html")
        found, events, planned, passages = await asyncio.gather(
            things(server.texts, server.pool, q, language, THINGS),
            said(server.texts, q, "Event", EVENTS),
            said(server.texts, q, "Prospect", EVENTS),
            said(server.texts, q, "Passage", PASSAGES),
        )
        iris = [one.iri for one in (*events, *planned)]
        return templates.page(
            request,
            "search.html",
            words=q,
            things=found,
            events=await happenings(server.pool, iris, language),
            passages=passages,
        )

    @router.get("/search/suggest")
    async def suggest(request: Request, q: Words) -> Response:
        """A few things whose names begin with the words, or nearly so; none (204) while the index is being made."""
        request.scope["kg.scopes"].need("read")
        language = language_of(request)
        if not await server.texts.ready():
            return Response(status_code=204, headers=in_text(SECURITY))
        found = await things(server.texts, server.pool, q, language, SUGGESTED)
        return JSONResponse(
            [
                {
                    "name": one.name,
                    "also": one.text,
                    "kind": label(one.kind, language),
                    "link": local_path(one.iri),
                }
                for one in found
            ],
            headers=in_text(SECURITY)
            | {"cache-control": "private, max-age=30", "vary": "Accept-Language, Cookie"},
        )

    return router
