"""The RDF of one thing, in any format."""

from __future__ import annotations

from kg.server import ask
from kg.server.asgi import SECURITY
from kg.server.media import Media
from kg.server.pool import Pool

_THING = """CONSTRUCT {{ {iri} ?p ?o . ?s ?q {iri} }} WHERE {{
  {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }}
}}"""
_ARTICLE = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri} {{ ?s ?p ?o }} }}"
_KNOWN = "ASK {{ {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }} }}"

HEADERS = {name.decode(): value.decode() for name, value in SECURITY} | {"vary": "accept"}


async def described(pool: Pool, iri: str, media: Media) -> bytes | None:
    """All statements with the thing; of an article, its graph. None if there are none; raises Refused."""
    written = ask.iri(iri)
    if not await ask.ask(pool, _KNOWN.format(iri=written)):
        return None
    template = _ARTICLE if "/article/" in iri and "#" not in iri else _THING
    return await ask.graph(pool, template.format(iri=written), media.name)


async def article_graph(pool: Pool, iri: str) -> bytes:
    """The graph of an article as N-Triples, empty if there is none; raises Refused."""
    return await ask.graph(pool, _ARTICLE.format(iri=ask.iri(iri)), "ntriples")
