"""The server's side of writing: one process, one write at a time, visible to queries before it is answered."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.server import dataset
from kg.server.asgi import Scope
from kg.server.nursery import Nursery
from kg.server.options import ServerSettings
from kg.server.origin import origin
from kg.server.pool import SLOW_NICE, Pool
from kg.server.process import ProcessLink, WorkerLost
from kg.server.refusal import Refused
from kg.server.request import Operation
from kg.server.scan import fetches
from kg.server.tokens import Scopes

WAITING = 32
"""Writes that may wait for the one before them."""

_LOST = "The process that writes has ended. The write was done wholly or not at all: see which before you repeat it."
_NO_UPDATE = (
    "SPARQL Update is not accepted here: the default graph is derived from the graphs of the articles, and a "
    "change to one without the other would be wrong. PUT or DELETE an article's graph by the Graph Store "
    "Protocol, use `kg ingest`, or serve a plain RDF store with --raw-store."
)


class Writes:
    """Sends writes to the writer process, which it starts when there is one to do."""

    def __init__(self, settings: ServerSettings, nursery: Nursery, pool: Pool) -> None:
        self._settings = settings
        self._nursery = nursery
        self._pool = pool
        self._link: ProcessLink | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._audit: Path = settings.audit_log or settings.store.parent / f"{settings.store.name}.audit.jsonl"

    def check(self, scopes: Scopes) -> None:
        """Raise Refused unless this server accepts writes, and from this client."""
        if not self._settings.writable:
            raise Refused(
                403, "This server is read-only. Whoever runs it can start it with --writable and --tokens."
            )
        scopes.need("write")

    async def update(self, scope: Scope, wanted: Operation) -> None:
        """Run a SPARQL update; raises Refused."""
        if not self._settings.raw_store:
            raise Refused(403, _NO_UPDATE)
        text = wanted.text
        if fetches(text):
            raise Refused(403, "LOAD and SERVICE are turned off on this server.")
        if wanted.has_dataset:
            text = dataset.with_using(text, wanted.default_graphs, wanted.named_graphs)
        base = origin(scope, self._settings) + scope["path"]
        await self.do(scope, {"op": "update", "base": base}, text.encode("utf-8", "surrogatepass"))

    async def do(self, scope: Scope, job: dict[str, Any], body: bytes) -> Mapping[str, Any]:
        """Do one write and wait until queries see it; gives what the writer says of it."""
        if self._waiting >= WAITING:
            raise Refused(503, "Too many writes are waiting.", Retry_After="5")
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.shield(self._do(scope, job, body))
        finally:
            self._waiting -= 1

    async def _do(self, scope: Scope, job: dict[str, Any], body: bytes) -> Mapping[str, Any]:
        begun = time.time()
        outcome = 200
        try:
            link = await self._process()
            full = {**job, "store": str(self._settings.store), "raw": self._settings.raw_store}
            timer = asyncio.get_running_loop().call_later(
                self._settings.write_timeout,
                lambda: link.kill(
                    Refused(504, f"The write took longer than {self._settings.write_timeout:g} s.")
                ),
            )
            try:
                async with self._pool.freshness.held():
                    answer = await link.ask(full, body, self._settings.write_timeout)
            finally:
                timer.cancel()
        except WorkerLost:
            outcome = 500
            raise Refused(500, _LOST) from None
        except Refused as refusal:
            outcome = refusal.status
            raise
        else:
            return answer.head
        finally:
            self._record(scope, job, len(body), outcome, begun)

    async def _process(self) -> ProcessLink:
        if self._link is None or not self._link.alive:
            self._link = await self._nursery.spawn("writer", memory=self._settings.writer_memory)
            self._link.lower_priority(SLOW_NICE)
        return self._link

    @property
    def pid(self) -> int | None:
        """Number of the writer process, if there is one."""
        return self._link.pid if self._link is not None and self._link.alive else None

    def _record(self, scope: Scope, job: dict[str, Any], size: int, outcome: int, begun: float) -> None:
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(begun)),
            "who": scope["kg.scopes"].who,
            "client": (scope.get("client") or ("", 0))[0],
            "write": job["op"],
            "graph": job.get("graph"),
            "bytes": size,
            "status": outcome,
            "seconds": round(time.time() - begun, 3),
        }
        with open(self._audit, "a", encoding="utf-8", opener=_private) as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
