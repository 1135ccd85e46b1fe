"""Processes that work on articles, of which any may die or hang without costing more than the article it was at.

Each process has a pipe of its own, so one that is killed in the middle of a message spoils nothing for the others; the
pools that come with Python share theirs and break as a whole. A thread attends to each process: it hands out articles
and takes results while the main thread is busy with the store.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from kg.errors import KgError
from kg.model import Article, Issue
from kg.pipeline.wire import unpacked
from kg.pipeline.worker import work
from kg.pipeline.workshop import PORTION, Processed, Workshop

PER_CHARACTERS = 100_000
"""An article may take the limit once more for so many characters."""

STARTING_SECONDS = 300.0
"""A process that is not ready after that never will be."""

FAILED_STARTS = 3
"""So many processes that end before they are ready, one after the other, end the run."""

DEPTH = 2 * PORTION
"""Articles that a process has at a time: the portion it works on, and the next."""


_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True, eq=False)
class Slot:
    """An article on its way; `answer` is there when it is done.

    `alone`: it was in hand when a process died, and is worked on without others from then on. `tried`: a process has
    died over it alone.
    """

    article: Article
    answer: bytes | Issue | None = None
    alone: bool = False
    tried: bool = False

    def outcome(self) -> Processed | Issue:
        """What became of the article, which must be done."""
        if self.answer is None:
            raise ValueError("not done yet")
        return self.answer if isinstance(self.answer, Issue) else unpacked(self.article, self.answer)


@dataclass(slots=True)
class _Shared:
    """What the threads share; touched only with `changed` held."""

    make: Callable[[], Workshop]
    seconds: float
    changed: threading.Condition = field(default_factory=threading.Condition)
    todo: deque[Slot] = field(default_factory=deque)
    failed_starts: int = 0
    error: Exception | None = None
    closing: bool = False


class Pool:
    """Up to `jobs` processes, started when there is something for them to do. Close it."""

    def __init__(self, make: Callable[[], Workshop], jobs: int, seconds: float) -> None:
        self._shared = _Shared(make, seconds)
        self._attendants = [_Attendant(self._shared) for _ in range(jobs)]
        for attendant in self._attendants:
            attendant.thread.start()

    def submit(self, article: Article) -> Slot:
        """Have an article worked on."""
        slot = Slot(article)
        with self._shared.changed:
            self._shared.todo.append(slot)
            self._shared.changed.notify_all()
        return slot

    def wait_for(self, slot: Slot, waiting: Callable[[], None]) -> Processed | Issue:
        """What became of an article; `waiting` is called once a second until it is there. KgError if none will be."""
        while True:
            with self._shared.changed:
                if slot.answer is None and self._shared.error is None:
                    self._shared.changed.wait(1.0)
                if slot.answer is not None:
                    break
                if self._shared.error is not None:
                    raise self._shared.error
            waiting()
        return slot.outcome()

    def close(self) -> None:
        """End the processes, also in the middle of an article."""
        with self._shared.changed:
            self._shared.closing = True
            self._shared.changed.notify_all()
        for attendant in self._attendants:
            attendant.end_process()
        for attendant in self._attendants:
            attendant.thread.join()


class _Attendant:
    """Attends to one process at a time, and starts another when it is gone; in a thread of its own."""

    def __init__(self, shared: _Shared) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self._shared = shared
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._held: deque[Slot] = deque()
        self._sent = 0
        self._since = 0.0

    def _run(self) -> None:
        try:
            while self._take():
                try:
                    self._attend()
                except (EOFError, OSError):
                    self._bury()
        except Exception as error:  # noqa: BLE001  the outermost handler of a thread: the main thread raises it
            with self._shared.changed:
                self._shared.error = error
                self._shared.changed.notify_all()
        finally:
            self._end_and_forget()

    def end_process(self) -> None:
        """Kill the process, so that the thread need not wait for its result; another thread may call this."""
        process = self._process
        if process is not None and process.pid is not None:
            with suppress(ValueError):  # the attendant has just closed it
                process.kill()

    def _take(self) -> bool:
        """Take articles up to the depth, waiting only if there is none in hand; False when the pool closes."""
        shared = self._shared
        with shared.changed:
            while True:
                if shared.closing or shared.error:
                    return False
                while shared.todo and self._has_room_for(shared.todo[0]):
                    self._hand(shared.todo.popleft())
                if self._held:
                    return True
                shared.changed.wait()

    def _has_room_for(self, slot: Slot) -> bool:
        """An article that may have been what a process died over is tried alone."""
        if not self._held:
            return True
        return len(self._held) < DEPTH and not slot.alone and not self._held[0].alone

    def _hand(self, slot: Slot) -> None:
        if not self._held:
            self._since = time.monotonic()
        self._held.append(slot)

    def _attend(self) -> None:
        """Hand on what is new, take one result."""
        pipe = self._pipe or self._start()
        for slot in islice(self._held, self._sent, None):
            pipe.send(slot.article)
        self._sent = len(self._held)
        head = self._held[0]
        limit = limit_of(head.article, self._shared.seconds)
        if pipe.poll(max(0.0, self._since + limit - time.monotonic())):
            self._finish(pipe.recv_bytes())
        else:
            self._end_and_forget()
            if len(self._held) == 1:
                self._finish(too_slow(head.article, limit))
            self._give_back_one_by_one()

    def _start(self) -> Connection:
        """The pipe to a new process that is ready."""
        ours, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=work, args=(self._shared.make, theirs), daemon=True)
        with self._shared.changed:
            if self._shared.closing:
                raise EOFError
            self._process.start()
        theirs.close()
        if not ours.poll(STARTING_SECONDS):
            raise EOFError
        ours.recv_bytes()
        with self._shared.changed:
            self._shared.failed_starts = 0
        self._pipe, self._since = ours, time.monotonic()
        return ours

    def _finish(self, answer: bytes | Issue) -> None:
        """The first article in hand is done."""
        with self._shared.changed:
            self._held.popleft().answer = answer
            self._sent -= 1
            self._since = time.monotonic()
            self._shared.changed.notify_all()

    def _bury(self) -> None:
        """The process is gone: try the articles that it had once more, each alone, since any may be to blame."""
        was_ready = self._pipe is not None
        self._end_and_forget()
        with self._shared.changed:
            if self._shared.closing:
                return
            if not was_ready:
                self._count_failed_start()
        if was_ready:
            head = self._held[0]
            if head.tried:
                self._finish(process_died(head.article))
            head.tried = len(self._held) == 1
        self._give_back_one_by_one()

    def _count_failed_start(self) -> None:
        self._shared.failed_starts += 1
        if self._shared.failed_starts >= FAILED_STARTS:
            self._shared.error = KgError(
                f"Processes that extract are ended from outside before they can begin, {FAILED_STARTS} so far.",
                hint="There may be too little memory: run it again with --jobs 1. What was stored stays.",
            )
            self._shared.changed.notify_all()

    def _end_and_forget(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process, self._pipe = None, None

    def _give_back_one_by_one(self) -> None:
        """Leave what is in hand to whoever is free, never two together again."""
        with self._shared.changed:
            for slot in self._held:
                slot.alone = True
            self._shared.todo.extendleft(reversed(self._held))
            self._held.clear()
            self._sent = 0
            self._shared.changed.notify_all()


def limit_of(article: Article, seconds: float) -> float:
    """Seconds that an article may take: so many for each 100,000 characters begun."""
    return seconds * (1 + len(article.text) // PER_CHARACTERS)


def too_slow(article: Article, limit: float) -> Issue:
    """The issue of an article that took too long."""
    return Issue(
        article.source,
        "too-slow",
        f"was not done after {limit:g} seconds and was given up.",
        hint="This is a mistake in kg: please report it with the article. KG_ARTICLE_SECONDS=300 allows more time.",
    )


def process_died(article: Article) -> Issue:
    """The issue of an article that ended the process that read it."""
    return Issue(
        article.source,
        "process-died",
        "ended the process that read it, twice.",
        hint="It may need more memory than there is; the system's log tells. Please report it with the article.",
    )
