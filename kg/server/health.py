"""Whether the server lives and is ready, and its figures for Prometheus."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from kg.errors import StoreError
from kg.pipeline.metrics import in_text, ingestion
from kg.server import ask

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher


class Health(BaseModel):
    """State of the server. `snapshot` names the state of the store that queries see."""

    status: str
    snapshot: str
    busy: int
    queued: int


def health_routes(server: Dispatcher) -> APIRouter:
    """`/health`, `/ready` and `/metrics`."""
    router = APIRouter(tags=["operation"])

    def state(status: str) -> Health:
        current = server.pool.snapshots.current
        return Health(
            status=status,
            snapshot=current.stamp if current else "",
            busy=server.pool.busy,
            queued=server.pool.queued,
        )

    @router.get("/health")
    async def health() -> Health:
        """The server answers. Needs no worker process."""
        return state("ok")

    @router.get("/ready")
    async def ready() -> Health:
        """A worker process answers a query on the current snapshot; else 503."""
        await ask.ask(server.pool, "ASK {}", 2.0)
        return state("ready")

    @router.get("/metrics", response_class=PlainTextResponse)
    async def metrics(request: Request) -> PlainTextResponse:
        """Figures in the Prometheus text format. Needs the scope `read`."""
        request.scope["kg.scopes"].need("read")
        pool, cache = server.pool, server.sparql.cache
        gauges = {
            "kg_workers_busy": pool.busy,
            "kg_queries_queued": pool.queued,
            "kg_queries_killed_total": pool.killed,
            "kg_queries_refused_total": pool.refused,
            "kg_cache_bytes": cache.size,
            "kg_cache_entries": len(cache),
            "kg_cache_hits_total": cache.hits,
            "kg_cache_misses_total": cache.misses,
        }
        lines = server.journal.lines()
        for name, value in gauges.items():
            kind = "counter" if name.endswith("_total") else "gauge"
            lines += [f"# TYPE {name} {kind}", f"{name} {value}"]
        text = "\n".join(lines) + "\n"
        if not server.settings.raw_store:
            text += await run_in_threadpool(_of_ingestion, server.settings.store)
        return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

    return router


def _of_ingestion(store: Path) -> str:
    """The figures of ingestion; a log that cannot be read is no reason to have none of the server's."""
    try:
        return in_text(ingestion(store, datetime.now(UTC)))
    except StoreError as error:
        return f"# {error.message}\n"
