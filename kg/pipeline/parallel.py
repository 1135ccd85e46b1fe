"""Many articles through the workshop, in one process or several; always in the order they came."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from kg.errors import KgError
from kg.model import Article, Issue
from kg.pipeline.workshop import Processed, Workshop, default_workshop

FEW = 48
"""So many articles are done before further processes would have started."""

AHEAD = 2
"""Portions that wait for each process, so that none is idle."""

PORTION = 16
"""Articles that a process gets at once, since they are validated together; one process alone does as many at once."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work. `make` gives a process its workshop and must be importable by name.

    `jobs` is the number of processes; with 0 it is the number of cores, and this process alone where
    there are only a few articles.
    """

    make: Callable[[], Workshop] = default_workshop
    jobs: int = 0

    def process(self, items: Iterable[Article | Issue]) -> Iterator[Processed | Issue]:
        """What became of each article, lazily; issues pass through in their places."""
        waiting = iter(items)
        jobs = self.jobs or os.cpu_count() or 1
        first = list(islice(waiting, FEW)) if self.jobs == 0 and jobs > 1 else []
        if jobs == 1 or (first and len(first) < FEW):
            yield from self._here(chain(first, waiting))
        else:
            yield from self._in_processes(chain(first, waiting), jobs)

    def _here(self, items: Iterable[Article | Issue]) -> Iterator[Processed | Issue]:
        workshop = self.make()
        for portion in _portions(items):
            yield from workshop.process_each(portion)

    def _in_processes(self, items: Iterable[Article | Issue], jobs: int) -> Iterator[Processed | Issue]:
        pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_leave_interrupts)
        window: deque[Future[list[Processed | Issue]]] = deque()
        try:
            for portion in _portions(items):
                window.append(pool.submit(_process, self.make, portion))
                if len(window) >= jobs * AHEAD:
                    yield from window.popleft().result()
            while window:
                yield from window.popleft().result()
        except BrokenProcessPool as error:
            raise KgError(
                "A process that extracts was ended from outside, perhaps for want of memory.",
                hint="What was stored stays. Run it again with --jobs 1.",
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _portions(items: Iterable[Article | Issue]) -> Iterator[list[Article | Issue]]:
    """All items in their order, in lists of `PORTION` articles and the issues among them."""
    portion: list[Article | Issue] = []
    articles = 0
    for item in items:
        portion.append(item)
        articles += isinstance(item, Article)
        if articles == PORTION:
            yield portion
            portion, articles = [], 0
    if portion:
        yield portion


def _leave_interrupts() -> None:
    """Ctrl-C goes to all processes of a terminal; the one that started the others decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _process(make: Callable[[], Workshop], portion: list[Article | Issue]) -> list[Processed | Issue]:
    return _workshop(make).process_each(portion)


@cache
def _workshop(make: Callable[[], Workshop]) -> Workshop:
    return make()
