"""How ingestion goes: the run that is under way or was the last, what is in quarantine, what was left out and why."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.errors import StoreError
from kg.pipeline.runlog import Entry, Run, RunLog
from kg.server.refusal import Refused
from kg.server.rendering import Templates

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

RUNS = 10
ISSUES = 50
QUARANTINED = 50


@dataclass(frozen=True, slots=True)
class Running:
    """A run as it is shown. Times are in seconds; `rate` is articles a second, `left` is None where nobody knows."""

    run: Run
    alive: bool
    took: int
    rate: float
    share: float | None
    left: int | None


@dataclass(frozen=True, slots=True)
class State:
    """Runs, the newest first; issues of the newest by kind, and the last of them; what is in quarantine."""

    runs: tuple[Running, ...]
    kinds: tuple[tuple[str, int], ...]
    issues: tuple[Entry, ...]
    quarantined: tuple[Entry, ...]

    @property
    def alive(self) -> bool:
        """Whether a run is under way."""
        return bool(self.runs) and self.runs[0].alive


def live_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/live`, and `/live/now`, the part of it that changes; both need the scope `read`."""
    router = APIRouter(include_in_schema=False)

    async def state() -> State:
        try:
            return await asyncio.to_thread(read, server.settings.store, datetime.now(UTC))
        except StoreError as error:
            raise Refused(503, f"{error} {error.hint or ''}".strip(), Retry_After="10") from error

    @router.get("/live")
    async def live(request: Request) -> Response:
        """The page; a script brings `/live/now` into it."""
        request.scope["kg.scopes"].need("read")
        return templates.page(request, "live.html", state=await state())

    @router.get("/live/now")
    async def now(request: Request) -> Response:
        """The same without the frame of the page."""
        request.scope["kg.scopes"].need("read")
        return templates.page(request, "live_now.html", state=await state())

    return router


def read(store: Path, now: datetime) -> State:
    """What the run log of a store says; StoreError if it is damaged."""
    with RunLog.open_read(store) as log:
        runs = tuple(_running(run, now) for run in log.latest(RUNS))
        newest = runs[0].run.id if runs else None
        return State(
            runs,
            log.kinds(newest) if runs else (),
            log.issues(newest, limit=ISSUES) if runs else (),
            log.quarantined()[-QUARANTINED:],
        )


def _running(run: Run, now: datetime) -> Running:
    alive = run.is_alive(now)
    until = now if alive else datetime.fromisoformat(run.ended or run.heartbeat)
    took = max(0, round((until - datetime.fromisoformat(run.started)).total_seconds()))
    rate = run.read / took if took else 0.0
    share = min(1.0, run.read / run.expected) if run.expected else None
    left = None
    if alive and run.expected and rate:
        left = max(0, round((run.expected - run.read) / rate))
    return Running(run, alive, took, rate, share, left)
