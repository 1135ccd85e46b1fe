"""The SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from kg.server import multipart
from kg.server.asgi import SECURITY, Receive, Scope, Send, header, read_body, respond
from kg.server.media import GRAPHS, by_content_type, choose, choose_encoding, named
from kg.server.options import ServerSettings
from kg.server.origin import origin
from kg.server.pool import Pool
from kg.server.process import Answer
from kg.server.refusal import Refused
from kg.server.request import pairs
from kg.server.streaming import stream
from kg.server.tokens import Scopes
from kg.server.watch import ClientWatch
from kg.server.writes import Writes

METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_UNSAFE_IN_IRI = set('<>"{}|^`\\')


class GraphStore:
    """Graphs as documents: below `path`, named by the URL itself, by `?graph=` or by `?default`."""

    def __init__(self, settings: ServerSettings, pool: Pool, writes: Writes, path: str) -> None:
        self._settings = settings
        self._pool = pool
        self._writes = writes
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; Refused goes to the dispatcher."""
        scopes: Scopes = scope["kg.scopes"]
        method: str = scope["method"]
        if method in ("GET", "HEAD"):
            scopes.need("read")
            await self._get(scope, receive, send)
            return
        if method not in ("PUT", "POST", "DELETE"):
            raise Refused(405, f"{method} is not a method of the Graph Store Protocol.", Allow=METHODS)
        self._writes.check(scopes)
        if method == "DELETE":
            await self._writes.do(scope, {"op": "delete", "graph": self._graph(scope)}, b"")
            await respond(send, 204, SECURITY)
            return
        await self._store(scope, receive, send)

    async def _get(self, scope: Scope, receive: Receive, send: Send) -> None:
        graph = self._graph(scope)
        wanted = next((v for n, v in pairs(scope["query_string"]) if n == "format" and v), None)
        media = named(wanted, GRAPHS) if wanted else choose(header(scope, b"accept") or None, GRAPHS)
        if media is None:
            raise Refused(406, f"Graphs are given as {', '.join(m.type for m in GRAPHS)}.")
        job: dict[str, Any] = {"op": "graph", "name": graph, "format": media.name}
        if encoding := choose_encoding(header(scope, b"accept-encoding")):
            job["encoding"] = encoding
        async with ClientWatch(receive):
            answer: Answer = await self._pool.run(job, b"", self._settings.timeout)
            fields = [
                (b"content-type", media.header.encode()),
                (b"vary", b"accept, accept-encoding"),
                *SECURITY,
            ]
            if coding := answer.head.get("encoding"):
                fields.append((b"content-encoding", coding.encode()))
            await stream(scope, send, fields, answer)

    async def _store(self, scope: Scope, receive: Receive, send: Send) -> None:
        new = scope["method"] == "POST" and self._is_store_itself(scope)
        here = origin(scope, self._settings) + self._path
        graph = here if new else self._graph(scope)
        content_type = header(scope, b"content-type")
        body = await read_body(scope, receive, self._settings.max_upload_bytes)
        if content_type.lower().startswith("multipart/"):
            documents = multipart.documents(content_type, body)
        else:
            documents = [(content_type, body)]
        triples = b""
        for kind, document in documents:
            triples += await self._parse(kind, document, graph or here)
        op = "create" if new else scope["method"].lower()
        done = await self._writes.do(scope, {"op": op, "graph": graph}, triples)
        fields = [*SECURITY]
        if new:
            fields.append((b"location", quote(done["graph"], safe=":/?#[]@!$&'()*+,;=%~").encode()))
        await respond(send, 201 if done["created"] else 204, fields)

    async def _parse(self, content_type: str, document: bytes, base: str) -> bytes:
        media = by_content_type(content_type) if content_type else GRAPHS[0]
        if media is None:
            kinds = ", ".join(m.type for m in GRAPHS)
            raise Refused(415, f"A graph must be one of {kinds}, not {content_type}.")
        job = {"op": "parse", "format": media.name, "base": base}
        answer = await self._pool.run(job, document, self._settings.timeout)
        try:
            return b"".join([piece async for piece in answer.pieces()])
        finally:
            answer.abandon()

    def _is_store_itself(self, scope: Scope) -> bool:
        return scope["path"].rstrip("/") == self._path and not scope["query_string"]

    def _graph(self, scope: Scope) -> str | None:
        """The graph that is meant; None for the default graph."""
        given = [
            (name, value) for name, value in pairs(scope["query_string"]) if name in ("graph", "default")
        ]
        if len(given) > 1:
            raise Refused(400, "Name one graph: either default or graph=IRI, once.")
        here = origin(scope, self._settings)
        if given:
            name, value = given[0]
            if name == "default":
                return None
            iri = value
            if ":" not in iri.split("/")[0]:
                raise Refused(400, f"The graph must be an absolute IRI, not {value!r}.")
        elif scope["path"].rstrip("/") == self._path:
            raise Refused(400, "Name a graph: ?default, ?graph=IRI, or a path below this one.")
        else:
            iri = here + scope["path"]
        if any(c in _UNSAFE_IN_IRI or c <= " " for c in iri):
            raise Refused(400, f"{iri!r} is not an IRI.")
        return iri
