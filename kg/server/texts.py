"""The text index of the current snapshot, made when it is first asked for."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from kg.server.pool import Pool
from kg.server.refusal import Refused
from kg.server.textsearch import Found

BUILD_SECONDS = 600.0
PATIENCE_SECONDS = 0.5
"""A search waits this long for a newer index, if there is one to be had at once."""


class Texts:
    """Keeps one index. While a newer one is being made, the former answers."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._path = ""
        self._stamp = ""
        self._count = 0
        self._building: asyncio.Task[None] | None = None

    async def path(self) -> str:
        """Path of the index; raises Refused when it cannot be made."""
        snapshot = self._pool.snapshots.current
        if snapshot is None:
            raise Refused(503, "The store is being opened.", Retry_After="1")
        if self._stamp != snapshot.stamp:
            if self._building is None or self._building.done():
                self._building = asyncio.create_task(self._build(snapshot.stamp))
            if self._path:
                await asyncio.wait({self._building}, timeout=PATIENCE_SECONDS)
            else:
                await asyncio.shield(self._building)
        return self._path

    async def search(self, words: str, kind: str = "", limit: int = 20) -> list[Found]:
        """Things with all the words, the best first; `kind` is the IRI of a class or empty for all."""
        job = {"op": "search", "index": await self.path(), "kind": kind, "limit": limit}
        answer = await self._pool.run(job, words.encode(), 10.0)
        body = b"".join([piece async for piece in answer.pieces()])
        return [Found(**one) for one in json.loads(body)]

    async def _build(self, stamp: str) -> None:
        self._count += 1
        target = self._pool.snapshots.home / f"text-{self._count}.sqlite"
        await self._pool.run({"op": "index", "index": str(target)}, b"", BUILD_SECONDS)
        former, self._path, self._stamp = self._path, str(target), stamp
        if former:
            await asyncio.to_thread(Path(former).unlink, missing_ok=True)
