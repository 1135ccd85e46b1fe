"""A refusal as a page for browsers, as problem details for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response

from kg.server.asgi import problem
from kg.server.media import HTML, Media, choose
from kg.server.refusal import Refused

if TYPE_CHECKING:
    from kg.server.rendering import Templates

_PROBLEM = Media("problem", "application/problem+json", ("application/json",))


def refused(templates: Templates) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A handler of Refused, and of what the framework refuses, for FastAPI."""

    async def handle(request: Request, error: Exception) -> Response:
        error = _as_refusal(error)
        if choose(request.headers.get("accept"), (_PROBLEM, HTML)) is HTML:
            why = str(error.status) if error.status in (400, 404) else "other"
            return templates.page(
                request, "refused.html", error.status, why=why, status=error.status, detail=str(error)
            )
        fields, body = problem(error)
        return Response(body, error.status, {name.decode(): value.decode() for name, value in fields})

    return handle


def _as_refusal(error: Exception) -> Refused:
    """What the framework refuses, as ours."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, RequestValidationError):
        wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
        return Refused(400, f"A parameter is wrong: {wrong}.")
    status = getattr(error, "status_code", 0)
    if status not in FRAMEWORK:
        raise error
    given = getattr(error, "headers", None) or {}
    return Refused(
        status, FRAMEWORK[status], **{name.replace("-", "_"): text for name, text in given.items()}
    )


FRAMEWORK = {404: "There is no such page.", 405: "This method is not for this page."}
"""What the framework refuses by a status alone, in words."""
