"""Pages and RDF of everything that has an IRI here: `/person/vladimir-putin` and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.server import ask
from kg.server.asgi import SECURITY
from kg.server.links import KINDS, iri_of, local_path, short
from kg.server.media import GRAPHS, HTML, choose, named
from kg.server.refusal import Refused

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher
    from kg.server.rendering import Templates

LIMIT = 200
"""Statements shown of each kind; the page says so when there are more."""

_ABOUT = """SELECT DISTINCT ?p ?o ?name {{
  {{ {iri} ?p ?o }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }}
  OPTIONAL {{ ?o rdfs:label|skos:prefLabel ?name FILTER(LANG(?name) IN ("tr", "")) }}
}} ORDER BY ?p ?name ?o LIMIT {limit}"""
_USED = """SELECT DISTINCT ?s ?p ?name ?kind {{
  ?s ?p {iri} FILTER(?p != rdf:type)
  OPTIONAL {{ ?s rdfs:label|skos:prefLabel ?name FILTER(LANG(?name) IN ("tr", "")) }}
  OPTIONAL {{ ?s a ?kind }}
}} ORDER BY ?kind ?p ?name ?s LIMIT {limit}"""
_SAID = """SELECT DISTINCT ?passage ?quote ?article ?issued ?source ?sourceName {{
  {{ ?report kg:reports {iri} ; kg:evidence ?passage . OPTIONAL {{ ?report kg:attributedTo ?source .
     OPTIONAL {{ ?source rdfs:label ?sourceName FILTER(LANG(?sourceName) = "tr") }} }} }}
  UNION {{ {iri} kg:evidence ?passage }}
  UNION {{ GRAPH ?h {{ ?mention kg:refersTo {iri} ; kg:within ?passage }} }}
  GRAPH ?article {{ ?passage kg:quote ?quote . OPTIONAL {{ ?article dcterms:issued ?issued }} }}
}} ORDER BY DESC(?issued) ?passage LIMIT {limit}"""
_RDF = """CONSTRUCT {{ {iri} ?p ?o . ?s ?q {iri} }} WHERE {{
  {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }}
}}"""
_ARTICLE = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri} {{ ?s ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A node for people: words, and the page behind them (empty for a literal)."""

    text: str
    link: str = ""
    note: str = ""


def _shown(term: dict[str, str], name: dict[str, str] | None = None) -> Shown:
    if term["type"] == "uri":
        text = name["value"] if name else short(term["value"])
        return Shown(text, local_path(term["value"]), short(term["value"]))
    return Shown(term["value"], "", term.get("xml:lang", ""))


def resource_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """One route for each kind of IRI."""
    router = APIRouter(tags=["resources"])

    async def resource(request: Request) -> Response:
        """What is known of the thing with this path: a page for browsers, RDF for programs."""
        request.scope["kg.scopes"].need("read")
        target = iri_of(request.url.path, request.query_params.get("char"))
        wanted = request.query_params.get("format")
        offered = (HTML, *GRAPHS)
        media = named(wanted, GRAPHS) if wanted else choose(request.headers.get("accept"), offered)
        if media is None:
            raise Refused(406, "There is a page, and RDF in the media types for graphs.")
        if media is not HTML:
            template = _ARTICLE if "/article/" in target and "#" not in target else _RDF
            body = await ask.graph(server.pool, template.format(iri=ask.iri(target)), media.name)
            if not await _known(target):
                raise Refused(404, f"Nothing is known of {target}.")
            headers = {name.decode(): value.decode() for name, value in SECURITY} | {"vary": "accept"}
            return Response(body, headers=headers, media_type=media.header)
        return await _page(request, target)

    async def _known(target: str) -> bool:
        iri = ask.iri(target)
        return await ask.ask(
            server.pool,
            f"ASK {{ {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }} }}",
        )

    async def _page(request: Request, target: str) -> Response:
        iri = ask.iri(target)
        about = await ask.select(server.pool, _ABOUT.format(iri=iri, limit=LIMIT + 1))
        used = await ask.select(server.pool, _USED.format(iri=iri, limit=LIMIT + 1))
        if not about and not used:
            raise Refused(404, f"Nothing is known of {target}.")
        said = await ask.select(server.pool, _SAID.format(iri=iri, limit=LIMIT + 1))
        return templates.page(
            request,
            "resource.html",
            iri=target,
            title=_title(about, target),
            kinds=[
                _shown(row["o"], row.get("name")) for row in about if short(row["p"]["value"]) == "rdf:type"
            ],
            facts=_grouped(about),
            uses=_grouped_uses(used),
            passages=[_passage(row) for row in said[:LIMIT]],
            more=max(len(about), len(used), len(said)) > LIMIT,
            formats=[(media.name, media.type) for media in GRAPHS[:1] + GRAPHS[1:2] + GRAPHS[4:6]],
        )

    for kind in KINDS:
        path = f"/{kind}" if kind == "ns" else f"/{kind}/{{name:path}}"
        router.add_api_route(path, resource, methods=["GET"], name=kind, include_in_schema=kind != "ns")
    router.add_api_route("/ns/{name}", resource, methods=["GET"], name="term")
    return router


def _title(about: list[ask.Row], target: str) -> str:
    labels = {
        row["o"].get("xml:lang", ""): row["o"]["value"]
        for row in about
        if short(row["p"]["value"]) in ("rdfs:label", "skos:prefLabel", "dcterms:title")
    }
    return (
        labels.get("tr") or labels.get("") or labels.get("en") or next(iter(labels.values()), short(target))
    )


def _grouped(about: list[ask.Row]) -> list[tuple[Shown, list[Shown]]]:
    groups: dict[str, list[Shown]] = {}
    for row in about[:LIMIT]:
        if short(row["p"]["value"]) != "rdf:type":
            value = _shown(row["o"], row.get("name"))
            if value not in groups.setdefault(row["p"]["value"], []):
                groups[row["p"]["value"]].append(value)
    return [(Shown(short(p), local_path(p)), values) for p, values in groups.items()]


def _grouped_uses(used: list[ask.Row]) -> list[tuple[Shown, list[Shown]]]:
    groups: dict[str, list[Shown]] = {}
    for row in used[:LIMIT]:
        value = _shown(row["s"], row.get("name"))
        if value not in groups.setdefault(row["p"]["value"], []):
            groups[row["p"]["value"]].append(value)
    return [(Shown(short(p), local_path(p)), values) for p, values in groups.items()]


def _passage(row: ask.Row) -> dict[str, object]:
    return {
        "quote": row["quote"]["value"],
        "passage": local_path(row["passage"]["value"]),
        "article": local_path(row["article"]["value"]),
        "issued": row.get("issued", {}).get("value", ""),
        "source": _shown(row["source"], row.get("sourceName")) if "source" in row else None,
    }
