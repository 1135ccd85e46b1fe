"""The FastAPI application for everything that is not a SPARQL protocol: pages, health, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.middleware.gzip import GZipMiddleware

import kg
from kg.server.api import api_routes
from kg.server.coordinates import coordinate_routes
from kg.server.feedpage import feed_routes
from kg.server.health import health_routes
from kg.server.homepage import home_routes
from kg.server.livepage import live_routes
from kg.server.pairspage import pairs_routes
from kg.server.querypage import query_routes
from kg.server.reconcile import reconcile_routes
from kg.server.refusal import Refused
from kg.server.rendering import Templates
from kg.server.searchpage import search_routes
from kg.server.sitemap import sitemap_routes
from kg.server.staticfiles import Files
from kg.server.status import FRAMEWORK, refused
from kg.server.things import thing_routes
from kg.server.timelinepage import timeline_routes

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

LEAST_BYTES = 1024
"""Shorter answers are not compressed."""


def pages(server: Dispatcher) -> FastAPI:
    """The application, over a server's processes."""
    version = getattr(kg, "__version__", "0.1.0")
    app = FastAPI(
        title="kg", version=version, docs_url=None, redoc_url=None, openapi_url="/openapi.json",
        responses={"4XX": {"description": "The reason (RFC 9457).", "content": {"application/problem+json": {}}}},
    )  # fmt: skip
    templates = Templates(server.settings)
    app.add_middleware(GZipMiddleware, minimum_size=LEAST_BYTES, compresslevel=5)
    app.mount("/static", Files(), name="static")
    app.include_router(health_routes(server))
    kinds: tuple[type[Exception] | int, ...] = (Refused, RequestValidationError, *FRAMEWORK)
    for kind in kinds:
        app.add_exception_handler(kind, refused(templates))

    app.include_router(home_routes(server, templates))
    app.include_router(search_routes(server, templates))
    app.include_router(timeline_routes(server, templates))
    app.include_router(pairs_routes(server, templates))
    app.include_router(live_routes(server, templates))
    app.include_router(feed_routes(server, templates))
    app.include_router(sitemap_routes(server))
    app.include_router(query_routes(server, templates))
    app.include_router(api_routes(server))
    app.include_router(coordinate_routes(server))
    app.include_router(reconcile_routes(server, templates))
    app.include_router(thing_routes(server, templates))
    return app
