"""A file beside the current snapshot that answers what the engine is slow at; made again when the store changes."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path

from kg.errors import KgError
from kg.server.pool import Pool
from kg.server.refusal import Refused

BUILD_SECONDS = 1800.0
PATIENCE_SECONDS = 0.5
"""One who asks waits this long for a newer file, if there is one to be had at once."""
QUICK_SECONDS = 1.0
REST = 5
"""A file that took longer than QUICK_SECONDS to make is made again only after so many times as long."""

_log = logging.getLogger(__name__)


class SideIndex:
    """Keeps one file, made by a worker process. While a newer one is being made, the former answers."""

    def __init__(self, pool: Pool, kind: str) -> None:
        self._pool = pool
        self._kind = kind
        self._path = ""
        self._stamp = ""
        self._count = 0
        self._rested = 0.0
        self._building: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start to make the file for the current state, unless it is there, being made, or has been made just now."""
        snapshot = self._pool.snapshots.current
        if snapshot is None or self._stamp == snapshot.stamp or time.monotonic() < self._rested:
            return
        if self._building is None or self._building.done():
            self._building = asyncio.create_task(self._build(snapshot.stamp))
            self._building.add_done_callback(_told)

    async def path(self, patience: float | None = None) -> str:
        """Path of the file, empty if there is none within `patience` seconds (None: wait as long as it takes).

        Raises Refused when it cannot be made.
        """
        if self._pool.snapshots.current is None:
            raise Refused(503, "The store is being opened.", Retry_After="1")
        self.begin()
        if self._building is not None and not self._building.done():
            if self._path:
                await asyncio.wait({self._building}, timeout=PATIENCE_SECONDS)
            else:
                await asyncio.wait({self._building}, timeout=patience)
        if not self._path and self._building is not None and self._building.done():
            self._building.result()  # raises what went wrong
        return self._path

    @property
    def stamp(self) -> str:
        """The state of the store that the file is of."""
        return self._stamp

    async def _build(self, stamp: str) -> None:
        self._count += 1
        target = self._pool.snapshots.home / f"{self._kind}-{self._count}.sqlite"
        job = {"op": "index", "kind": self._kind, "index": str(target)}
        async with self._pool.indexing:
            begun = time.monotonic()
            await self._pool.run(job, b"", BUILD_SECONDS)
        took = time.monotonic() - begun
        former, self._path, self._stamp = self._path, str(target), stamp
        self._rested = time.monotonic() + (REST * took if took > QUICK_SECONDS else 0.0)
        if former:
            await asyncio.to_thread(Path(former).unlink, missing_ok=True)


def _told(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and isinstance(error := task.exception(), KgError | Refused | OSError):
        _log.warning("Part of the pages cannot be made for now: %s", error)
