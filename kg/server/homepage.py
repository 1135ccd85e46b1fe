"""The first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.server import ask
from kg.server.rendering import Templates

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher


def home_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/`."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    async def home(request: Request) -> Response:
        """What is in the graph."""
        request.scope["kg.scopes"].need("read")
        count = await ask.count(server.pool, "SELECT (COUNT(*) AS ?n) { ?e a kg:Event }")
        return templates.page(request, "home.html", events=count)

    return router
