"""How the server follows a store that other processes write to, so that no answer is a second behind."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.errors import KgError
from kg.server.snapshots import Snapshots

PATIENCE_SECONDS = 3.0
"""Requests wait this long for a look at the store, and then not again for as long."""

_log = logging.getLogger(__name__)


class Freshness:
    """Looks at the store now and then, and when a request needs it."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._looking: asyncio.Task[None] | None = None
        self._impatient_until = 0.0
        self._held = False

    async def watch(self, seconds: float) -> None:
        """Look every so many seconds, for ever."""
        while True:
            await asyncio.sleep(seconds)
            if not self._held:
                await self._look()

    def should_look(self) -> bool:
        """Whether a request has to wait for a look at the store: the last one was too long ago."""
        return self._snapshots.may_be_stale() and not self._held and time.monotonic() >= self._impatient_until

    async def keep(self) -> None:
        """Wait for a look if there has to be one, since the machine is busy.

        A store that cannot be opened in PATIENCE_SECONDS is answered from as it was: better late than never.
        """
        if not self.should_look():
            return
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        if not (await asyncio.wait({self._looking}, timeout=PATIENCE_SECONDS))[0]:
            self._impatient_until = time.monotonic() + PATIENCE_SECONDS

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """While the server itself writes, nobody looks at the store: what is written counts when it is answered.

        Until then its log may be long, and a snapshot of it would take long to open. Afterwards it is looked at.
        """
        await self._snapshots.refresh()
        self._held = True
        try:
            yield
        finally:
            self._held = False
        await self._snapshots.refresh()

    async def _look(self) -> None:
        try:
            await self._snapshots.refresh()
        except (KgError, OSError) as error:
            _log.warning("The store is not followed for now: %s", error)
