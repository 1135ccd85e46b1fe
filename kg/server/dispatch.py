"""The application: protocol requests go straight to their endpoints, the rest to FastAPI."""

from __future__ import annotations

import time
from urllib.parse import unquote

from kg.server.asgi import App, Headers, Message, Receive, Scope, Send, header, problem, respond
from kg.server.cache import Cache
from kg.server.federation import Federation
from kg.server.figures import Figures
from kg.server.graphstore import METHODS, GraphStore
from kg.server.hot import HotRequests
from kg.server.journal import Journal
from kg.server.media import GRAPHS, HTML, choose
from kg.server.nursery import Nursery
from kg.server.options import ServerSettings
from kg.server.pages import pages
from kg.server.pool import Pool
from kg.server.rate import RateLimit
from kg.server.refusal import Refused
from kg.server.sparql import SparqlEndpoint
from kg.server.summaries import Summaries
from kg.server.texts import Texts
from kg.server.things.ties import Ties
from kg.server.tokens import Tokens
from kg.server.writes import Writes

SPARQL_PATHS = frozenset({"/sparql", "/query", "/update"})
STORE_PATH = "/store"


class Dispatcher:
    """Everything that the server is, as one ASGI application."""

    def __init__(self, settings: ServerSettings) -> None:
        anonymous = {"read"} if settings.anonymous_read else set()
        if settings.anonymous_write:
            anonymous.add("write")
        self.settings = settings
        self.tokens = Tokens.load(settings.tokens, frozenset(anonymous))
        self.nursery = Nursery()
        self.pool = Pool(settings, self.nursery)
        self.writes = Writes(settings, self.nursery, self.pool)
        self.journal = Journal(settings)
        self._rate = RateLimit(settings.rate_limit)
        self.hot = HotRequests(self.pool, Cache(settings.cache_bytes), self.journal, self._rate)
        self.texts = Texts(self.pool)
        self.figures = Figures(self.pool)
        self.ties = Ties(self.pool)
        self.summaries = Summaries(self.pool)
        federation = Federation(settings, self.nursery)
        self.sparql = SparqlEndpoint(settings, self.pool, self.writes, self.texts, federation, self.hot)
        self.store = GraphStore(settings, self.pool, self.writes, STORE_PATH)
        self._pages: App = pages(self)
        self._cors = _CrossOrigin(settings.cors_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def start(self) -> None:
        """Start all processes; raises KgError."""
        self.nursery.start()
        await self.pool.start()
        if not self.settings.raw_store:
            self.figures.index.begin()
            self.ties.index.begin()
            self.texts.index.begin()

    async def stop(self) -> None:
        """End all processes and remove the snapshots."""
        await self.pool.stop()
        self.nursery.stop()

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = time.perf_counter()
        status = 500
        started = False
        extra = self._cors.headers(scope)

        async def sending(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                if extra:
                    message["headers"] = [*message["headers"], *extra]
            await send(message)

        try:
            await self._route(scope, receive, sending)
        except Refused as refusal:
            status = refusal.status
            if started:
                raise
            fields, body = problem(refusal)
            await respond(
                sending, status if status != 499 else 400, fields, body, head_only=scope["method"] == "HEAD"
            )
        finally:
            self.journal.request(scope, status, time.perf_counter() - begun)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if scope["method"] == "OPTIONS":
            await respond(send, 204, [(b"allow", METHODS.encode())])
            return
        client = scope.get("client")
        self._rate.check(client[0] if client else "")
        scope["kg.scopes"] = self.tokens.scopes(header(scope, b"authorization"))
        if path in SPARQL_PATHS and not _wants_page(scope):
            await self.sparql(scope, receive, send)
        elif path == STORE_PATH or path.startswith(STORE_PATH + "/"):
            scope["path"] = unquote(path)
            await self.store(scope, receive, send)
        else:
            await self._pages(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self.start()
                except Exception as error:  # noqa: BLE001 - the outermost handler: the server reports and exits
                    await self.stop()
                    await send({"type": "lifespan.startup.failed", "message": str(error)})
                    return
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _wants_page(scope: Scope) -> bool:
    """Whether a browser opens the query page: `/query` without a query is no use to a program."""
    if scope["path"] != "/query" or scope["method"] not in ("GET", "HEAD"):
        return False
    asks = b"query=" in scope["query_string"] or b"update=" in scope["query_string"]
    return not asks and choose(header(scope, b"accept"), (*GRAPHS, HTML)) is HTML


class _CrossOrigin:
    """Fetch standard, 3.2: which origins' pages may read answers."""

    def __init__(self, origins: tuple[str, ...]) -> None:
        self._all = "*" in origins
        self._origins = {origin.encode() for origin in origins}

    def headers(self, scope: Scope) -> Headers:
        """Headers for a request from another origin; none where there is no Origin header."""
        asked = next((value for name, value in scope["headers"] if name == b"origin"), None)
        if asked is None or not (self._all or asked in self._origins):
            return []
        fields = [
            (b"access-control-allow-origin", b"*" if self._all else asked),
            (b"access-control-expose-headers", b"etag, last-modified, location, retry-after"),
        ]
        if not self._all:
            fields.append((b"vary", b"origin"))
        if scope["method"] == "OPTIONS":
            wanted = header(scope, b"access-control-request-headers") or "accept, authorization, content-type"
            fields += [
                (b"access-control-allow-methods", METHODS.encode()),
                (b"access-control-allow-headers", wanted.encode("latin-1")),
                (b"access-control-max-age", b"86400"),
            ]
        return fields


def build(settings: ServerSettings) -> Dispatcher:
    """The application for these settings."""
    return Dispatcher(settings)
