"""The FastAPI application for everything that is not a SPARQL protocol: pages, health, figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import kg
from kg.server.api import api_routes
from kg.server.asgi import PAGE_SECURITY, SECURITY
from kg.server.examples import Example, examples
from kg.server.health import health_routes
from kg.server.links import local_path
from kg.server.reconcile import reconcile_routes
from kg.server.refusal import Refused
from kg.server.resource import resource_routes
from kg.server.status import FRAMEWORK, refused

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

_HERE = Path(__file__).parent


class Templates:
    """Pages from Jinja2 templates, with everything escaped."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._environment.filters["local"] = local_path

    def page(self, name: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page; its values are those of the template."""
        text = self._environment.get_template(name).render(values)
        headers = {key.decode(): value.decode() for key, value in [*SECURITY, *PAGE_SECURITY]}
        return HTMLResponse(text, status, headers | {"vary": "accept"})


def pages(server: Dispatcher) -> FastAPI:
    """The application, over a server's processes."""
    version = getattr(kg, "__version__", "0.1.0")
    app = FastAPI(
        title="kg", version=version, docs_url=None, redoc_url=None, openapi_url="/openapi.json",
        responses={"4XX": {"description": "The reason (RFC 9457).", "content": {"application/problem+json": {}}}},
    )  # fmt: skip
    templates = Templates()
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.include_router(health_routes(server))
    kinds: tuple[type[Exception] | int, ...] = (Refused, RequestValidationError, *FRAMEWORK)
    for kind in kinds:
        app.add_exception_handler(kind, refused(templates))

    @app.get("/", include_in_schema=False)
    async def query_page(request: Request) -> Response:
        """The query box with the examples."""
        shown = [*examples(), *(Example(question, "", text) for question, text in server.settings.examples)]
        return templates.page("query.html", examples=shown, text=request.query_params.get("query", ""))

    @app.get("/robots.txt", include_in_schema=False)
    async def robots() -> PlainTextResponse:
        """Crawlers may read pages but not run queries."""
        return PlainTextResponse("User-agent: *\nDisallow: /sparql\nDisallow: /query\nDisallow: /api/\n")

    app.include_router(api_routes(server))
    app.include_router(reconcile_routes(server, templates))
    app.include_router(resource_routes(server, templates))
    return app
