"""The addresses of things: a page for browsers, RDF for programs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.server.candidates import identifier
from kg.server.links import KINDS, iri_of
from kg.server.media import GRAPHS, HTML, choose, named
from kg.server.refusal import Refused
from kg.server.things import agreement, article, entity, generic, occurrence, rdf
from kg.server.things.asked import Asked, Builder
from kg.server.things.shown import page_of, percent
from kg.server.things.when import doubt

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher
    from kg.server.rendering import Templates

BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "person": entity.page,
        "country": entity.page,
        "organization": entity.page,
        "place": entity.page,
        "event": occurrence.page,
        "agreement": agreement.page,
        "article": article.page,
    }
)
"""Pages by the first step of the path; all others are generic."""
FORMATS = tuple((media.name, media.type) for media in GRAPHS)


def thing_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """One route for each kind of IRI."""
    router = APIRouter(tags=["resources"])

    async def thing(request: Request) -> Response:
        """What is known of the thing with this path: a page for browsers, RDF for programs."""
        request.scope["kg.scopes"].need("read")
        iri = iri_of(_raw_path(request), request.query_params.get("char"))
        wanted = request.query_params.get("format")
        media = named(wanted, GRAPHS) if wanted else choose(request.headers.get("accept"), (HTML, *GRAPHS))
        if media is None:
            raise Refused(406, "There is a page, and RDF in the media types for graphs.")
        if media is not HTML:
            body = await rdf.described(server.pool, iri, media)
            if body is None:
                raise Refused(404, f"Nothing is known of {iri}.")
            return Response(body, headers=rdf.HEADERS, media_type=media.header)
        build = BUILDERS.get(request.url.path.split("/")[1], generic.page)
        asked = Asked.of(server, request, iri)
        found = await build(asked)
        if found is None:
            raise Refused(404, f"Nothing is known of {iri}.")
        common = {
            "iri": iri,
            "formats": FORMATS,
            "page_of": page_of,
            "percent": percent,
            "identifier": identifier,
        }
        return templates.page(
            request, found.template, **{**common, "doubt": partial(doubt, t=asked.t), **found.values}
        )

    for kind in KINDS:
        path = f"/{kind}" if kind == "ns" else f"/{kind}/{{name:path}}"
        router.add_api_route(path, thing, methods=["GET"], name=kind, include_in_schema=kind != "ns")
    router.add_api_route("/ns/{name}", thing, methods=["GET"], name="term")
    return router


def _raw_path(request: Request) -> str:
    """The path as it was sent: an IRI may hold percent signs of its own."""
    raw = request.scope.get("raw_path")
    return raw.decode("latin-1") if raw else quote(request.scope["path"])
