"""JSON for scripts that do not speak SPARQL: search, things, events, articles. Described at `/openapi.json`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from kg.rdf.vocabulary import ARTICLE, BASE, KG
from kg.server import ask
from kg.server.links import short
from kg.server.refusal import Refused

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

KINDS = ("Person", "Country", "Organization", "Place", "Agreement", "Event", "Prospect", "Passage")
_PART = "[A-Za-z0-9_.~%,-]{1,200}"


class Hit(BaseModel):
    """A thing that a search found. `score` is 0 to 100."""

    iri: str
    kind: str
    name: str
    score: float


class Thing(BaseModel):
    """What is known of a thing: values by property, IRIs as they are, texts without their language."""

    iri: str
    properties: dict[str, list[str]]


class Happening(BaseModel):
    """An event or prospect. `when` is an EDTF date; `participants` are IRIs of all who take part."""

    iri: str
    name: str
    types: list[str]
    when: str | None
    participants: list[str]


class Sentence(BaseModel):
    """A passage of an article: code points `begin` to `end` of its text, and what it says."""

    begin: int
    end: int
    quote: str


class Told(BaseModel):
    """An article: when it was published, and the passages that facts come from."""

    iri: str
    issued: str | None
    sentences: list[Sentence]


_EVENTS = """SELECT ?e ?name ?when
  (GROUP_CONCAT(DISTINCT STR(?type); SEPARATOR=" ") AS ?types)
  (GROUP_CONCAT(DISTINCT STR(?who); SEPARATOR=" ") AS ?everyone) {{
  ?e a kg:Event ; kg:eventType ?type .
  OPTIONAL {{ ?e rdfs:label ?name FILTER(LANG(?name) = "tr") }}
  OPTIONAL {{ ?e kg:when ?when }} OPTIONAL {{ ?e kg:earliest ?first }} OPTIONAL {{ ?e kg:latest ?last }}
  OPTIONAL {{ ?e kg:actor|kg:recipient|kg:participant ?who }}
  {filters}
}} GROUP BY ?e ?name ?when ?first ORDER BY ?first ?e LIMIT {limit} OFFSET {offset}"""


def api_routes(server: Dispatcher) -> APIRouter:
    """Routes below `/api`; all need the scope `read`."""
    router = APIRouter(prefix="/api", tags=["data"])
    pool = server.pool

    @router.get("/search")
    async def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=200, description="Words, or beginnings of words.")],
        kind: Annotated[str, Query(description=f"One of {', '.join(KINDS)}.")] = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 20,
    ) -> list[Hit]:
        """Things by the words of their names, and passages by those of their text."""
        request.scope["kg.scopes"].need("read")
        if kind and kind not in KINDS:
            raise Refused(400, f"There is no kind {kind!r}; kinds are {', '.join(KINDS)}.")
        found = await server.texts.search(q, f"{KG.iri}{kind}" if kind else "", limit)
        return [Hit(iri=one.iri, kind=short(one.kind), name=one.text, score=one.score) for one in found]

    @router.get("/entity/{kind}/{name}")
    async def entity(request: Request, kind: str, name: str) -> Thing:
        """A thing by the last two steps of its IRI: `/api/entity/person/vladimir-putin`."""
        request.scope["kg.scopes"].need("read")
        target = f"{BASE}{kind}/{name}"
        rows = await ask.select(pool, f"SELECT ?p ?o {{ {ask.iri(target)} ?p ?o }} ORDER BY ?p ?o")
        if not rows:
            raise Refused(404, f"Nothing is known of {target}.")
        properties: dict[str, list[str]] = {}
        for row in rows:
            properties.setdefault(short(row["p"]["value"]), []).append(row["o"]["value"])
        return Thing(iri=target, properties=properties)

    @router.get("/events")
    async def events(
        request: Request,
        participant: Annotated[str, Query(description="IRI of one who takes part.")] = "",
        since: Annotated[date | None, Query(description="Not over before this day.")] = None,
        until: Annotated[date | None, Query(description="Not begun after this day.")] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        offset: Annotated[int, Query(ge=0)] = 0,
    ) -> list[Happening]:
        """What happened, in the order of time."""
        request.scope["kg.scopes"].need("read")
        filters = f"?e kg:actor|kg:recipient|kg:participant {ask.iri(participant)} ." if participant else ""
        filters += f'FILTER(?last >= "{since}"^^xsd:date)' if since else ""
        filters += f'FILTER(?first <= "{until}"^^xsd:date)' if until else ""
        rows = await ask.select(pool, _EVENTS.format(filters=filters, limit=limit, offset=offset))
        return [
            Happening(
                iri=row["e"]["value"],
                name=row.get("name", {}).get("value", ""),
                types=sorted(short(iri) for iri in row["types"]["value"].split()),
                when=row.get("when", {}).get("value"),
                participants=sorted(row["everyone"]["value"].split()),
            )
            for row in rows
        ]

    @router.get("/article/{name}")
    async def article(request: Request, name: str) -> Told:
        """An article by the last step of its IRI, with its passages in their order."""
        request.scope["kg.scopes"].need("read")
        target = f"{ARTICLE.iri}{name}"
        iri = ask.iri(target)
        rows = await ask.select(
            pool,
            f"SELECT ?b ?e ?q {{ GRAPH {iri} {{ "
            "?s a kg:Passage ; kg:begin ?b ; kg:end ?e ; kg:quote ?q } } ORDER BY ?b ?e",
        )
        dates = await ask.select(pool, f"SELECT ?d {{ GRAPH {iri} {{ {iri} dcterms:issued ?d }} }}")
        if not rows and not dates:
            raise Refused(404, f"There is no article {target}.")
        sentences = [
            Sentence(begin=int(r["b"]["value"]), end=int(r["e"]["value"]), quote=r["q"]["value"])
            for r in rows
        ]
        return Told(iri=target, issued=dates[0]["d"]["value"] if dates else None, sentences=sentences)

    return router
