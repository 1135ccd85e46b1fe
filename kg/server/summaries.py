"""What pages say of the whole graph, kept until the store changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from kg.server.pool import Pool

T = TypeVar("T")
MOST = 512
"""Values kept; all are forgotten when there are more."""


class Summaries:
    """Values by key for one state of the store; whoever asks for one that is being made waits for it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._stamp = ""
        self._kept: dict[object, asyncio.Future[Any]] = {}

    async def get(self, key: object, make: Callable[[], Awaitable[T]]) -> T:
        """The value of a key, made if there is none for this state; raises what `make` raises, and then forgets.

        A value may come to be made while the store changes: it is then one state ahead of its name for a moment.
        """
        await self._pool.freshness.keep()
        snapshot = self._pool.snapshots.current
        stamp = snapshot.stamp if snapshot else ""
        if stamp != self._stamp or len(self._kept) > MOST:
            self._kept, self._stamp = {}, stamp
        kept = self._kept
        if key not in kept:
            kept[key] = asyncio.ensure_future(make())
        try:
            return await asyncio.shield(kept[key])  # one that leaves does not take it from those who wait
        except BaseException:
            if key in kept and kept[key].done():
                del kept[key]
            raise
