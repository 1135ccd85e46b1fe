"""Reconciliation Service API 0.2: OpenRefine and others match their names with our entities.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from kg.rdf.vocabulary import BASE, KG
from kg.server import ask
from kg.server.asgi import read_body
from kg.server.candidates import TYPES, batch, candidates, described, entities, type_named
from kg.server.links import local_path, short
from kg.server.origin import origin
from kg.server.request import pairs

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher
    from kg.server.rendering import Templates

MOST_BYTES = 1 << 20

_PROPERTIES = """SELECT DISTINCT ?p ?name {{
  GRAPH <{ontology}> {{ ?p a ?kind ; rdfs:label ?name }}
  FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty)) FILTER(STRSTARTS(LCASE(?name), {prefix}))
}} ORDER BY ?name ?p LIMIT 20"""
_PREVIEW = """SELECT ?name ?kind (COUNT(?r) AS ?n) {{
  {iri} a ?kind .
  OPTIONAL {{ {iri} rdfs:label ?name FILTER(LANG(?name) = "tr") }} OPTIONAL {{ ?r ?q {iri} }}
}} GROUP BY ?name ?kind ORDER BY ?kind"""


def may_read(request: Request) -> None:
    """Refused unless the client has the scope `read`."""
    request.scope["kg.scopes"].need("read")


def reconcile_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/reconcile` with its suggest and preview services; all need the scope `read`."""
    router = APIRouter(prefix="/reconcile", tags=["reconciliation"], dependencies=[Depends(may_read)])

    async def answer(request: Request, queries: str | None) -> Response:
        if queries is None:
            return JSONResponse(_manifest(origin(request.scope, server.settings)))
        asked = batch(queries).items()
        return JSONResponse({key: {"result": await candidates(server.texts, one)} for key, one in asked})

    @router.get("")
    async def get(request: Request, queries: str | None = None) -> Response:
        """The manifest; with `queries`, the candidates for each of them."""
        return await answer(request, queries)

    @router.post("")
    async def post(request: Request) -> Response:
        """Candidates for each query of the form field `queries`."""
        form = dict(pairs(await read_body(request.scope, request.receive, MOST_BYTES)))
        return await answer(request, form.get("queries"))

    @router.get("/suggest/entity")
    async def suggest_entity(prefix: str, cursor: int = 0) -> dict[str, Any]:
        """Entities whose names begin with what has been typed so far."""
        found = entities(await server.texts.search(prefix, limit=min(cursor, 1000) + 20))
        return {"result": [described(one) | {"notable": [short(one.kind)]} for one in found[cursor:]]}

    @router.get("/suggest/type")
    async def suggest_type(prefix: str = "") -> dict[str, Any]:
        """Types that entities can have."""
        return {"result": [type_named(name) for name in TYPES if name.lower().startswith(prefix.lower())]}

    @router.get("/suggest/property")
    async def suggest_property(prefix: str = "") -> dict[str, Any]:
        """Properties by the beginning of their names."""
        text = _PROPERTIES.format(ontology=f"{BASE}ns", prefix=ask.string(prefix.lower()))
        rows = await ask.select(server.pool, text)
        return {"result": [{"id": short(r["p"]["value"]), "name": r["name"]["value"]} for r in rows]}

    router.add_api_route("/preview", _preview(server, templates), methods=["GET"])
    return router


def _preview(server: Dispatcher, templates: Templates) -> Any:
    async def preview(request: Request, id: str) -> Response:  # noqa: A002 - the API's name
        """A small page about an entity, to be shown in a frame of another site."""
        target = f"{BASE}{id}"
        rows = await ask.select(server.pool, _PREVIEW.format(iri=ask.iri(target)))
        first = rows[0] if rows else {}
        page = templates.page(
            request,
            "preview.html",
            title=first.get("name", {}).get("value", id),
            kind=short(first["kind"]["value"]) if first else "not known",
            uses=first["n"]["value"] if first else 0,
            link=origin(request.scope, server.settings) + local_path(target),
        )
        page.headers["content-security-policy"] = "default-src 'none'; style-src 'self'"
        del page.headers["x-frame-options"]
        return page

    return preview


def _manifest(here: str) -> dict[str, Any]:
    suggest = {
        kind: {"service_url": here, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "kg: persons, countries, organisations, agreements and events in the news",
        "identifierSpace": BASE,
        "schemaSpace": KG.iri,
        "defaultTypes": [type_named(name) for name in TYPES],
        "view": {"url": f"{here}/{{{{id}}}}"},
        "preview": {"url": f"{here}/reconcile/preview?id={{{{id}}}}", "width": 400, "height": 120},
        "suggest": suggest,
        "batchSize": 50,
    }
