"""The page on which to write queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.server.examples import Example, examples
from kg.server.rendering import Templates

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher


def query_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/query` for browsers; programs that send a query there never come here (`kg.server.dispatch`)."""
    router = APIRouter()

    @router.get("/query", include_in_schema=False)
    async def query_page(request: Request) -> Response:
        """The query box with the examples."""
        shown = [*examples(), *(Example(question, "", text) for question, text in server.settings.examples)]
        return templates.page(
            request, "query.html", examples=shown, text=request.query_params.get("query", "")
        )

    return router
