"""`/sitemap.xml`: all pages of things, in parts (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from kg.server import ask
from kg.server.asgi import SECURITY, in_text
from kg.server.links import local_path
from kg.server.origin import origin
from kg.server.refusal import Refused

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

PART = 10_000
"""Addresses in one part; the protocol allows five times as many, but a part is made at once."""
CLASSES = ("Person", "Country", "Organization", "Place", "Agreement", "Event", "Prospect", "Article")
FIXED = ("/", "/timeline", "/pairs", "/query", "/ns")
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_PAGES = "SELECT ?s {{ ?s a kg:{name} }} ORDER BY ?s LIMIT {limit} OFFSET {offset}"
_ROBOTS = """User-agent: *
Disallow: /sparql
Disallow: /query?
Disallow: /api/
Disallow: /search
Disallow: /live
Disallow: /*?*format=
Sitemap: {origin}/sitemap.xml
"""


def sitemap_routes(server: Dispatcher) -> APIRouter:
    """`/robots.txt`, `/sitemap.xml` and its parts; those need the scope `read`."""
    router = APIRouter(include_in_schema=False)

    def here(request: Request) -> str:
        return origin(request.scope, server.settings)

    @router.get("/robots.txt")
    async def robots(request: Request) -> PlainTextResponse:
        """Crawlers may read pages but not run queries."""
        return PlainTextResponse(_ROBOTS.format(origin=here(request)))

    @router.get("/sitemap.xml")
    async def index(request: Request) -> Response:
        """Where the parts are."""
        request.scope["kg.scopes"].need("read")
        if not await server.figures.ready():
            raise Refused(503, "The graph is being counted.", Retry_After="5")
        counts = await server.figures.counts()
        parts = [f"/sitemap/{name}-{n}.xml" for name in CLASSES for n in range(-(-counts[name] // PART))]
        places = [escape(f"{here(request)}{part}") for part in ["/sitemap/pages.xml", *parts]]
        lines = (f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
        return _xml(f"<sitemapindex {_XMLNS}>", lines, "</sitemapindex>")

    @router.get("/sitemap/pages.xml")
    async def fixed(request: Request) -> Response:
        """The pages that are not of things."""
        request.scope["kg.scopes"].need("read")
        return _urls(here(request), FIXED)

    @router.get("/sitemap/{name}-{number}.xml")
    async def part(request: Request, name: str, number: int) -> Response:
        """Some pages of things of one class."""
        request.scope["kg.scopes"].need("read")
        if name not in CLASSES or number < 0:
            raise Refused(404, "There is no such part.")
        rows = await ask.select(server.pool, _PAGES.format(name=name, limit=PART, offset=number * PART))
        if not rows:
            raise Refused(404, "There is no such part.")
        return _urls(here(request), [local_path(row["s"]["value"]) for row in rows])

    return router


def _urls(origin: str, paths: Sequence[str]) -> Response:
    return _xml(
        f"<urlset {_XMLNS}>",
        (f"<url><loc>{escape(origin + path)}</loc></url>" for path in paths),
        "</urlset>",
    )


def _xml(begin: str, lines: Iterable[str], end: str) -> Response:
    text = "\n".join(['<?xml version="1.0" encoding="utf-8"?>', begin, *lines, end, ""])
    return Response(text, media_type="application/xml", headers=in_text(SECURITY))
