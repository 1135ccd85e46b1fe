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

AHEAD = 16
"""Articles that wait for each process, so that none is idle."""


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
        for item in items:
            yield item if isinstance(item, Issue) else workshop.process(item)

    def _in_processes(self, items: Iterable[Article | Issue], jobs: int) -> Iterator[Processed | Issue]:
        pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_leave_interrupts)
        window: deque[Issue | Future[Processed | Issue]] = deque()
        try:
            for item in items:
                window.append(item if isinstance(item, Issue) else pool.submit(_process, self.make, item))
                if len(window) >= jobs * AHEAD:
                    yield _outcome(window.popleft())
            while window:
                yield _outcome(window.popleft())
        except BrokenProcessPool as error:
            raise KgError(
                "A process that extracts was ended from outside, perhaps for want of memory.",
                hint="What was stored stays. Run it again with --jobs 1.",
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _outcome(waiting: Issue | Future[Processed | Issue]) -> Processed | Issue:
    return waiting if isinstance(waiting, Issue) else waiting.result()


def _leave_interrupts() -> None:
    """Ctrl-C goes to all processes of a terminal; the one that started the others decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _process(make: Callable[[], Workshop], article: Article) -> Processed | Issue:
    return _workshop(make).process(article)


@cache
def _workshop(make: Callable[[], Workshop]) -> Workshop:
    return make()
