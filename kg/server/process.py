"""The server's side of one worker process: a job goes out, an answer comes back in pieces."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, cast

from kg.server.frames import (
    BODY,
    DATA,
    END,
    ERROR,
    HEAD,
    JOB,
    WHOLE,
    FrameReader,
    frame,
    json_frame,
    split_whole,
)
from kg.server.refusal import Refused

_SCHEDULED = 2
"""With a process number, names the clock of its computing time (MAKE_PROCESS_CPUCLOCK in linux/posix-timers.h)."""

HIGH_WATER = 512 * 1024
"""Bytes of an answer that wait for a slow client before its process is made to wait too."""


First = Callable[["Answer | None", "Refused | None"], None]
"""Takes the answer, or the reason why there is none."""

CLIENT_GONE = Refused(499, "The client closed the connection.")


class WorkerLost(Refused):
    """A process ended by itself while it had a job, `seconds` after it was sent.

    One that was lost at once may have been ending already, so the job deserves another try.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(500, "The query ended its worker process (too deeply nested, or out of memory).")
        self.retry = seconds < AT_ONCE_SECONDS


AT_ONCE_SECONDS = 0.1


class BrokenAnswer(Exception):
    """An answer that had begun cannot be finished; the connection must be cut, not closed in order."""


class Answer:
    """What came back for a job. `head` and the first piece are there when it is handed over."""

    __slots__ = ("_link", "_pieces", "_waiter", "broken", "finished", "head", "size", "tail", "whole")

    def __init__(self, link: ProcessLink) -> None:
        self._link = link
        self._pieces: deque[bytes] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.head: Mapping[str, Any] = {}
        self.tail: Mapping[str, Any] = {}
        self.finished = False
        self.whole = False
        """Whether all of it was here when it was handed over."""
        self.broken = ""
        self.size = 0

    def body(self) -> bytes:
        """All bytes of a whole answer."""
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes as they come; raises BrokenAnswer if the end will not come."""
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self.size -= len(piece)
                if self.size < HIGH_WATER // 2:
                    self._link.resume()
                yield piece
            if self.finished:
                return
            if self.broken:
                raise BrokenAnswer(self.broken)
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter

    def abandon(self) -> None:
        """Nobody wants the rest: stop the process that makes it."""
        if not self.finished and not self.broken and self._link.answer is self:
            self._link.kill(CLIENT_GONE)

    def add(self, piece: bytes) -> None:
        """A piece has come."""
        self._pieces.append(piece)
        self.size += len(piece)
        if self.size > HIGH_WATER:
            self._link.pause()
        self.wake()

    def wake(self) -> None:
        """Let the reader go on."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        self._waiter = None


class ProcessLink(asyncio.Protocol):
    """One worker process, at most one job at a time."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.alive = True
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.snapshot = ""
        self.slow = False
        self.nice = 0
        self.holds_turn = False
        self.patient = False
        """Whether it does something that is no query, and may take its time."""
        self.began = 0.0
        self.computed_before = 0.0
        self.deadline = 0.0
        self.killed_because: Refused | None = None
        self.answer: Answer | None = None
        self.busy = False
        self.when_done: Callable[[ProcessLink], None] = _nothing
        self._first: First | None = None
        self._frames = FrameReader()
        self._transport: asyncio.Transport | None = None
        self._paused = False

    @property
    def paused(self) -> bool:
        """Whether the process waits for a slow client."""
        return self._paused

    @property
    def started_answering(self) -> bool:
        """Whether the client has seen a part of the answer."""
        return self._first is None

    def send(self, message: bytes, seconds: float, first: First) -> None:
        """Send a job; `first` is called when its answer is whole or well begun, or cannot be had."""
        self.began = time.monotonic()
        self.computed_before = self._computed_in_all()
        self.deadline = self.began + seconds
        self.answer = None
        if self._transport is None or not self.alive:
            first(None, WorkerLost(0.0))
            return
        self._first = first
        self.busy = True
        self._transport.write(message)

    async def ask(self, job: Mapping[str, Any], body: bytes, seconds: float) -> Answer:
        """Send a job; gives its answer once it is whole or well begun. Raises Refused."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        def first(answer: Answer | None, refusal: Refused | None) -> None:
            if future.done():
                return
            if answer is not None:
                future.set_result(answer)
            elif refusal is not None:
                future.set_exception(refusal)

        self.send(job_bytes(job, body), seconds, first)
        return await future

    def kill(self, reason: Refused) -> None:
        """End the process now; its client is told `reason`."""
        if self.alive and self.killed_because is None:
            self.killed_because = reason
            os.kill(self.pid, signal.SIGKILL)
            if self._paused:
                self.resume()

    def lower_priority(self, nice: int) -> None:
        """Let others go first from now on."""
        if self.alive and self.nice != nice:
            self.nice = nice
            os.setpriority(os.PRIO_PROCESS, self.pid, nice)

    def computed(self) -> float:
        """Seconds of computing that the job has taken: a busy machine makes no query slow. Linux; else the time."""
        return self._computed_in_all() - self.computed_before

    def _computed_in_all(self) -> float:
        if sys.platform != "linux":
            return time.monotonic()
        try:
            return time.clock_gettime(~self.pid << 3 | _SCHEDULED)
        except OSError:  # it has just ended, and will be told so
            return self.computed_before

    def close(self) -> None:
        """Let an idle process end by itself."""
        if self._transport is not None:
            self._transport.close()

    def pause(self) -> None:
        """Stop reading, so that the process waits."""
        if self._transport is not None and not self._paused:
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read again."""
        if self._transport is not None and self._paused:
            self._paused = False
            if not self._transport.is_closing():
                self._transport.resume_reading()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is ready."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance

    def data_received(self, data: bytes) -> None:
        """Bytes came from the process."""
        for kind, payload in self._frames.feed(data):
            if kind == WHOLE:
                self._whole(payload)
            elif kind == DATA:
                if self.answer is not None:
                    self.answer.add(payload)
                    self._hand_over()
            elif kind == HEAD:
                self.answer = Answer(self)
                self.answer.head = json.loads(payload)
            elif kind == END:
                if (answer := self.answer) is not None:
                    answer.tail = json.loads(payload)
                    answer.finished = True
                    self._hand_over()
                    answer.wake()
                self._finish()
            elif kind == ERROR:
                trouble = json.loads(payload)
                refusal = Refused(int(trouble["status"]), str(trouble["message"]))
                if place := trouble.get("place"):
                    refusal.place = (int(place[0]), int(place[1]))
                self._break(refusal)

    def _whole(self, payload: bytes) -> None:
        self.answer = answer = Answer(self)
        answer.head, body = split_whole(payload)
        answer.tail = answer.head
        answer.finished = answer.whole = True
        answer.add(body)
        self._hand_over()
        self._finish()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the protocol's signature
        """The process has ended, or was let go."""
        self.alive = False
        reason = self.killed_because or WorkerLost(time.monotonic() - self.began)
        if self.busy:
            self._break(reason)
        if not self.ended.done():
            self.ended.set_result(None)

    def _hand_over(self) -> None:
        first, self._first = self._first, None
        if first is not None:
            first(self.answer, None)

    def _break(self, reason: Refused) -> None:
        first, self._first = self._first, None
        if first is not None:
            first(None, reason)
        elif self.answer is not None:
            self.answer.broken = str(reason)
            self.answer.wake()
        self._finish()

    def _finish(self) -> None:
        if self.busy:
            self.busy = False
            self.answer = None
            self.when_done(self)


def job_bytes(job: Mapping[str, Any], body: bytes) -> bytes:
    """A job as it goes to a process."""
    return json_frame(JOB, job) + frame(BODY, body)


def _nothing(_: ProcessLink) -> None:
    """What follows a job of a process that belongs to no pool."""
