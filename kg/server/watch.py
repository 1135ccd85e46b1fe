"""Stop working for a client that has gone."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from kg.server.asgi import Receive

GRACE_SECONDS = 0.05
"""Requests that take less are not watched: most do, and watching costs as much as answering them."""


class ClientWatch:
    """Async context: cancels the task in it when the client closes the connection, and ends it quietly."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._task: asyncio.Task[None] | None = None
        self._owner: asyncio.Task[object] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.gone = False

    async def __aenter__(self) -> Self:
        self._owner = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(GRACE_SECONDS, self._begin)
        return self

    def _begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        if self._owner is not None:
            self._owner.cancel()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()
        if kind is asyncio.CancelledError and self.gone and self._owner is not None:
            return self._owner.uncancel() == 0
        return False
