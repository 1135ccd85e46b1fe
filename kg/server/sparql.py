"""The endpoint of the SPARQL 1.1 Protocol as a plain ASGI application."""

from __future__ import annotations

from collections import OrderedDict

from kg.server.asgi import SECURITY, Headers, Receive, Scope, Send, header, read_body, respond
from kg.server.cache import Kept
from kg.server.description import Description
from kg.server.federation import Federation
from kg.server.hot import HotRequests
from kg.server.media import GRAPHS, HTML, choose, named
from kg.server.options import ServerSettings
from kg.server.origin import origin
from kg.server.pool import Pool
from kg.server.prepared import MEDIA, Prepared, prepare
from kg.server.process import Answer
from kg.server.refusal import Refused
from kg.server.request import Operation, operation
from kg.server.snapshots import Snapshot
from kg.server.streaming import stream
from kg.server.texts import Texts
from kg.server.tokens import Scopes
from kg.server.validators import unchanged, validators
from kg.server.watch import ClientWatch
from kg.server.writes import Writes

REMEMBERED = 4096
"""Requests whose preparation is remembered, each under its raw bytes."""

_NOT_OF_MEDIA = (b"etag", b"last-modified", b"content-encoding")
_VARY = (b"vary", b"accept, accept-encoding")


class SparqlEndpoint:
    """Queries and updates; without either, the service description."""

    def __init__(
        self,
        settings: ServerSettings,
        pool: Pool,
        writes: Writes,
        texts: Texts,
        federation: Federation,
        hot: HotRequests,
    ) -> None:
        self._settings = settings
        self._pool = pool
        self._writes = writes
        self._texts = texts
        self._federation = federation
        self._description = Description(settings, pool)
        self._prepared: OrderedDict[tuple[bytes | str, ...], Prepared] = OrderedDict()
        self.cache = hot.cache
        self.hot = hot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; Refused goes to the dispatcher."""
        method: str = scope["method"]
        accept, encoding = header(scope, b"accept"), header(scope, b"accept-encoding")
        host = header(scope, b"host")
        raw: tuple[bytes | str, ...]
        if method == "POST":
            kind = header(scope, b"content-type")
            body = await read_body(scope, receive, self._settings.max_query_bytes)
            raw = (scope["path"], scope["query_string"], accept, encoding, host, kind, body)
        elif method not in ("GET", "HEAD"):
            raise Refused(
                405, f"{method} is not a method of the SPARQL Protocol.", Allow="GET, HEAD, POST, OPTIONS"
            )
        else:
            kind, body = "", b""
            if len(scope["query_string"]) > self._settings.max_query_bytes:
                raise Refused(413, f"The query is longer than {self._settings.max_query_bytes} bytes.")
            raw = (scope["path"], scope["query_string"], accept, encoding, host)
        scopes: Scopes = scope["kg.scopes"]
        prepared = self._prepared.get(raw)
        if prepared is None:
            wanted = operation(method, scope["query_string"], kind, body)
            if wanted.kind == "update":
                self._writes.check(scopes)
                await self._writes.update(scope, wanted)
                await respond(send, 204, SECURITY)
                return
            if wanted.kind == "describe":
                await self._describe(scope, send, accept, wanted)
                return
            prepared = prepare(
                wanted, accept, encoding, origin(scope, self._settings) + scope["path"], self._settings
            )
            if len(body) + len(scope["query_string"]) < 8192:
                self._prepared[raw] = prepared
                if len(self._prepared) > REMEMBERED:
                    self._prepared.popitem(last=False)
        scopes.need("read")
        await self._query(scope, receive, send, prepared)

    async def _query(self, scope: Scope, receive: Receive, send: Send, prepared: Prepared) -> None:
        await self._pool.freshness.keep()
        snapshot = self._pool.snapshots.current
        if snapshot is None:
            raise Refused(503, "The store is being opened.", Retry_After="1")
        head_only = scope["method"] == "HEAD"
        if prepared.stable:
            if unchanged(scope, prepared.etag(snapshot.stamp), snapshot):
                await respond(send, 304, validators(prepared.etag(snapshot.stamp), snapshot))
                return
            kept = self.cache.get(prepared.key, snapshot.stamp)
            if kept is not None:
                scope["kg.rows"], scope["kg.cached"] = kept.rows, True
                await respond(send, 200, kept.headers, kept.body, head_only=head_only)
                return
        scope["kg.query"] = prepared.text
        async with ClientWatch(receive):
            job = prepared.job
            if prepared.searches:
                job = {**job, "index": await self._texts.path()}
            text = await self._federation.expanded(prepared) if prepared.asks_others else prepared.text
            answer = await self._pool.run(job, text, prepared.seconds)
            headers = _headers(answer, prepared, snapshot)
            keep = self._settings.cache_entry_bytes if prepared.stable else 0
            body = await stream(scope, send, headers, answer, keep=keep)
        if body is None or head_only:
            return
        if prepared.stable and len(body) <= keep:
            kept = Kept(headers, body, prepared.etag(snapshot.stamp), answer.tail["rows"])
            self.cache.put(prepared.key, snapshot.stamp, kept)
        raw = scope.get("kg.raw")
        if raw is not None and raw.single and prepared.repeatable and (answer.whole or prepared.stable):
            media = [field for field in headers if field[0] not in _NOT_OF_MEDIA]
            self.hot.remember(raw.data, prepared, media, short=answer.whole)

    async def _describe(self, scope: Scope, send: Send, accept: str, wanted: Operation) -> None:
        offered = (GRAPHS[0], HTML, *GRAPHS[1:])
        media = named(wanted.format, GRAPHS) if wanted.format else choose(accept, offered)
        if media is None:
            raise Refused(406, "The service description is given in the media types for graphs.")
        if media is HTML:
            await respond(send, 303, [(b"location", b"/"), _VARY, *SECURITY])
            return
        scope["kg.scopes"].need("read")
        body = await self._description.serialised(origin(scope, self._settings) + scope["path"], media.name)
        headers = [(b"content-type", media.header.encode()), _VARY, *SECURITY]
        await respond(send, 200, headers, body, head_only=scope["method"] == "HEAD")


def _headers(answer: Answer, prepared: Prepared, snapshot: Snapshot) -> Headers:
    media = MEDIA[answer.head["format"]]
    fields = [(b"content-type", media.header.encode()), _VARY, *SECURITY]
    if encoding := answer.head.get("encoding"):
        fields.append((b"content-encoding", encoding.encode()))
    if prepared.stable:
        fields += validators(prepared.etag(snapshot.stamp), snapshot)
    else:
        fields.append((b"cache-control", b"no-store"))
    return fields
