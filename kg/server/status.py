"""A refusal as a page for browsers, as problem details for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from kg.server.asgi import TITLES, problem
from kg.server.media import HTML, Media, choose
from kg.server.refusal import Refused

if TYPE_CHECKING:
    from kg.server.pages import Templates

_PROBLEM = Media("problem", "application/problem+json", ("application/json",))


def refused(templates: Templates) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A handler of Refused for FastAPI."""

    async def handle(request: Request, error: Exception) -> Response:
        if not isinstance(error, Refused):
            raise error
        if choose(request.headers.get("accept"), (_PROBLEM, HTML)) is HTML:
            title = TITLES.get(error.status, "Error")
            return templates.page("refused.html", error.status, title=title, detail=str(error))
        fields, body = problem(error)
        return Response(body, error.status, {name.decode(): value.decode() for name, value in fields})

    return handle
