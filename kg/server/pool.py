"""Two lanes of worker processes and the queue before them.

Every query starts in the quick lane. One that computes longer than `quick_seconds` moves, process and all, to the
slow lane, where it has low priority, and a fresh process takes its place: slow queries never hold up quick
ones. When the slow lane is full, a query whose answer has not begun is stopped and waits there for its turn;
one whose answer is under way goes on. Texts that turned out slow go there directly.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.server.freshness import Freshness
from kg.server.nursery import Nursery
from kg.server.options import ServerSettings
from kg.server.prepared import Prepared
from kg.server.process import CLIENT_GONE, Answer, First, ProcessLink, WorkerLost
from kg.server.refusal import Refused
from kg.server.snapshots import Snapshot, Snapshots

TICK_SECONDS = 0.02
REMEMBERED_SLOW = 1024
OPEN_SECONDS = 30.0
WAITING_FACTOR = 4
"""A query that computes little in so many times the quick time gives its place to another one."""
SLOW_NICE = 5
"""Priority of slow queries: a third of what a quick one gets where both want the same core."""
LONG_SECONDS = 2.0
"""An answer under way that has taken more computing gets that priority too."""

Waiter = Callable[[ProcessLink], bool]
"""Takes a process that has become free; False if it is not wanted any more."""


class Demoted(Refused):
    """The query was stopped because the slow lane is full; it will run when there is room."""

    def __init__(self) -> None:
        super().__init__(503, "The server is busy with slow queries; try again later.", Retry_After="10")
        self.retry = True


class Ticket:
    """A job on the short way: lets it be cancelled, wherever it is."""

    __slots__ = ("cancelled", "link")

    def __init__(self) -> None:
        self.link: ProcessLink | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """The client has gone."""
        self.cancelled = True
        if self.link is not None and self.link.busy:
            self.link.kill(CLIENT_GONE)


class Pool:
    """Runs jobs on reader processes under limits of time, memory and number."""

    def __init__(self, settings: ServerSettings, nursery: Nursery) -> None:
        self._settings = settings
        self._nursery = nursery
        self.snapshots = Snapshots(settings.quads, settings.snapshots or _beside(settings), self._try)
        self.freshness = Freshness(self.snapshots)
        self._idle: list[ProcessLink] = []
        self._links: set[ProcessLink] = set()
        self._spawning = 0
        self._waiting: deque[Waiter] = deque()
        self._slow_places = settings.slow_workers
        self._slow_waiting: deque[asyncio.Future[None]] = deque()
        self._known_slow: OrderedDict[bytes, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.indexing = asyncio.Lock()
        """Held while a file beside the snapshot is made: one at a time, so that slow queries have a place left."""
        self.killed = 0
        self.refused = 0

    async def start(self) -> None:
        """Fill the quick lane, take the first snapshot, begin to watch clock and store."""
        self.snapshots.open()
        self._fill()
        await self.snapshots.refresh()
        self._go(self._watch_clock())
        self._go(self.freshness.watch(self._settings.refresh_seconds))

    async def stop(self) -> None:
        """End all processes."""
        self._stopping = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for link in list(self._links):
            link.kill(Refused(503, "The server is stopping."))
        self.snapshots.close()

    @property
    def busy(self) -> int:
        """Processes at work."""
        return sum(link.busy for link in self._links)

    @property
    def queued(self) -> int:
        """Queries that wait for a process."""
        return len(self._waiting) + len(self._slow_waiting)

    def pids(self) -> list[int]:
        """Process numbers of the readers."""
        return sorted(link.pid for link in self._links)

    async def run(self, job: Mapping[str, Any], body: bytes, seconds: float) -> Answer:
        """Do a job on the current snapshot; raises Refused."""
        deadline = time.monotonic() + seconds
        await self.freshness.keep()
        key = hashlib.sha256(body).digest() if job["op"] == "query" else b""
        if key not in self._known_slow:
            try:
                return await self._again(job, body, deadline)
            except Demoted:
                self.remember_slow(key)
        return await self._slowly(job, body, deadline)

    async def _again(self, job: Mapping[str, Any], body: bytes, deadline: float) -> Answer:
        """In the quick lane; a second time if the process was lost at once."""
        try:
            return await self._on(await self._quick(deadline), job, body, deadline)
        except WorkerLost as lost:
            if not lost.retry:
                raise
        return await self._on(await self._quick(deadline), job, body, deadline)

    async def _slowly(self, job: Mapping[str, Any], body: bytes, deadline: float) -> Answer:
        await self._slow_place(deadline)
        try:
            link = await self._spawn()
        except BaseException:
            self._free_place()
            raise
        self._mark_slow(link)
        return await self._on(link, job, body, deadline)

    async def _slow_place(self, deadline: float) -> None:
        if self._slow_places:
            self._slow_places -= 1
            return
        if len(self._slow_waiting) >= self._settings.queue_length:
            self.refused += 1
            raise Refused(503, "Too many slow queries are waiting.", Retry_After="10")
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._slow_waiting.append(waiter)
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                await waiter
        except TimeoutError:
            self.refused += 1
            raise Refused(503, "No process was free in time; try again later.", Retry_After="10") from None
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._free_place()
            raise
        finally:
            if waiter in self._slow_waiting:
                self._slow_waiting.remove(waiter)

    def _free_place(self) -> None:
        while self._slow_waiting:
            waiter = self._slow_waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
        self._slow_places += 1

    async def _on(self, link: ProcessLink, job: Mapping[str, Any], body: bytes, deadline: float) -> Answer:
        snapshot = self.snapshots.current
        if snapshot is None:
            raise Refused(503, "The store is being opened.", Retry_After="1")
        self.snapshots.use(snapshot.path, link.snapshot)
        link.snapshot = snapshot.path
        try:
            return await link.ask({**job, "snapshot": snapshot.path}, body, deadline - time.monotonic())
        except asyncio.CancelledError:
            if link.busy:
                link.kill(CLIENT_GONE)
            raise

    def at_once(self, message: bytes, snapshot: Snapshot, prepared: Prepared, first: First) -> Ticket | None:
        """Send a job that is made for a snapshot to the next free process.

        None if it must be run in the usual way; so it must when `first` is called without an answer or reason.
        """
        if len(self._waiting) >= self._settings.queue_length or prepared.text_digest in self._known_slow:
            return None
        ticket = Ticket()
        asked = time.monotonic()

        def take(link: ProcessLink) -> bool:
            if ticket.cancelled:
                return False
            if snapshot is not self.snapshots.current or time.monotonic() - asked > prepared.seconds:
                first(None, None)
                return False
            self.snapshots.use(snapshot.path, link.snapshot)
            link.snapshot = snapshot.path
            ticket.link = link
            link.send(message, prepared.seconds, first)
            return True

        while self._idle:
            link = self._idle.pop()
            if link.alive:
                take(link)
                return ticket
        self._waiting.append(take)
        return ticket

    def _afterwards(self, link: ProcessLink) -> None:
        if not link.alive or link.killed_because is not None:
            return
        if link.slow or self._stopping:
            link.close()
        else:
            self._offer(link)

    def _offer(self, link: ProcessLink) -> None:
        while self._waiting:
            if self._waiting.popleft()(link):
                return
        self._idle.append(link)

    async def _quick(self, deadline: float) -> ProcessLink:
        while self._idle:
            link = self._idle.pop()
            if link.alive:
                return link
        if len(self._waiting) >= self._settings.queue_length:
            self.refused += 1
            raise Refused(503, "Too many queries are waiting.", Retry_After="2")
        future: asyncio.Future[ProcessLink] = asyncio.get_running_loop().create_future()

        def take(link: ProcessLink) -> bool:
            if future.done():
                return False
            future.set_result(link)
            return True

        self._waiting.append(take)
        patience = min(deadline - time.monotonic(), self._settings.queue_seconds)
        try:
            async with asyncio.timeout(patience):
                return await future
        except TimeoutError:
            self.refused += 1
            raise Refused(503, "No process was free in time; try again later.", Retry_After="2") from None
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._offer(future.result())
            raise

    def _fill(self) -> None:
        """Start processes until the quick lane is complete."""
        quick = sum(1 for link in self._links if not link.slow)
        while not self._stopping and quick + self._spawning < self._settings.quick_workers:
            self._spawning += 1
            self._go(self._add_quick())

    async def _add_quick(self) -> None:
        try:
            link = await self._spawn()
        finally:
            self._spawning -= 1
        await self._warm(link)

    async def _warm(self, link: ProcessLink) -> None:
        """Have a process open the current snapshot before it gets a query, which would wait for that."""
        snapshot = self.snapshots.current
        if snapshot is None:
            self._offer(link)
            return
        with suppress(Refused):
            await self._opened(link, "open", snapshot.path)

    async def _spawn(self) -> ProcessLink:
        link = await self._nursery.spawn("reader", memory=self._settings.worker_memory)
        self._links.add(link)
        link.when_done = self._afterwards
        link.ended.add_done_callback(lambda _: self._lost(link))
        return link

    def _lost(self, link: ProcessLink) -> None:
        self._links.discard(link)
        if link in self._idle:
            self._idle.remove(link)
        self.snapshots.use("", link.snapshot)
        if link.slow and link.holds_turn:
            self._free_place()
        self._fill()

    def _mark_slow(self, link: ProcessLink) -> None:
        link.slow = link.holds_turn = True
        link.lower_priority(SLOW_NICE)

    async def _try(self, path: str) -> None:
        """Open a snapshot in a worker."""
        link = await self._quick(time.monotonic() + 30)
        await self._opened(link, "try", path)

    async def _opened(self, link: ProcessLink, how: str, path: str) -> None:
        """Have a process open a snapshot, however long its log; it is offered when it has. Raises Refused."""
        self.snapshots.use(path, link.snapshot)
        link.snapshot = path
        link.patient = True
        try:
            await link.ask({"op": how, "snapshot": path}, b"", OPEN_SECONDS)
        finally:
            link.patient = False

    async def _watch_clock(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now = time.monotonic()
            for link in [link for link in self._links if link.busy]:
                if now > link.deadline:
                    self.killed += 1
                    link.kill(Refused(504, f"The query took longer than {link.deadline - link.began:.3g} s."))
                elif (
                    not (link.holds_turn or link.patient) and now - link.began > self._settings.quick_seconds
                ):
                    self._sort_out(link, now - link.began)

    def _sort_out(self, link: ProcessLink, running: float) -> None:
        """What becomes of a query that has been running for longer than the quick time, in seconds.

        It is slow by what it has computed, so that a busy machine makes none slow. One whose answer is under way, or
        that waits for the machine, gives its place in the quick lane to a new process, up to `max_workers`.
        """
        limit = self._settings.quick_seconds
        if not link.started_answering and link.computed() > limit:
            self._demote(link)
            return
        long = link.started_answering and (link.paused or link.computed() > limit)
        waits = long or running > WAITING_FACTOR * limit
        if waits and not link.slow and len(self._links) < self._settings.max_workers:
            link.slow = True
            self._fill()
        if link.started_answering and link.computed() > LONG_SECONDS:
            link.lower_priority(SLOW_NICE)

    def _demote(self, link: ProcessLink) -> None:
        if self._slow_places:
            self._slow_places -= 1
            self._mark_slow(link)
        else:
            self.killed += 1
            link.kill(Demoted())
        self._fill()

    def remember_slow(self, key: bytes) -> None:
        """A query, by the digest of its text, is to go to the slow lane at once."""
        if key:
            self._known_slow[key] = None
            while len(self._known_slow) > REMEMBERED_SLOW:
                self._known_slow.popitem(last=False)

    def _go(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _beside(settings: ServerSettings) -> Path:
    if settings.raw_store:
        return settings.store.parent / f".{settings.store.name}.serving"
    return settings.store / "serving"
