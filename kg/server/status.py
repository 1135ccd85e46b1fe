"""A refusal as a page for browsers, as problem details for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from kg.server.asgi import TITLES, problem
from kg.server.media import HTML, Media, choose
from kg.server.refusal import Refused

if TYPE_CHECKING:
    from kg.server.pages import Templates

_PROBLEM = Media("problem", "application/problem+json", ("application/json",))


def refused(templates: Templates) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A handler of Refused, and of what the framework refuses, for FastAPI."""

    async def handle(request: Request, error: Exception) -> Response:
        error = _as_refusal(error)
        if choose(request.headers.get("accept"), (_PROBLEM, HTML)) is HTML:
            title = TITLES.get(error.status, "Error")
            return templates.page("refused.html", error.status, title=title, detail=str(error))
        fields, body = problem(error)
        return Response(body, error.status, {name.decode(): value.decode() for name, value in fields})

    return handle


def _as_refusal(error: Exception) -> Refused:
    """What the framework refuses, as ours."""
    match error:
        case Refused():
            return error
        case RequestValidationError():
            wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
            return Refused(400, f"A parameter is wrong: {wrong}.")
        case HTTPException():
            headers = {name.replace("-", "_"): value for name, value in (error.headers or {}).items()}
            return Refused(error.status_code, _WORDS.get(error.status_code, str(error.detail)), **headers)
        case _:
            raise error


_WORDS = {404: "There is no such page.", 405: "This method is not for this page."}
