"""Many articles through the workshop, in one process or several; always in the order they came."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from kg.model import Article, Issue
from kg.pipeline.pool import Pool, Slot
from kg.pipeline.workshop import PORTION, Processed, Workshop, default_workshop

FEW = 48
"""So many articles are done before further processes would have started."""

AHEAD = 64
"""Articles under way for each process: no more are read before the first of them is taken, so memory is bounded."""

ARTICLE_SECONDS = 60.0
"""Longest time for one article; typical ones take some hundredths of a second."""


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work. `make` gives a process its workshop and must be importable by name.

    `jobs` is the number of processes; with 0 it is the number of cores, and with 1, or with 0 and fewer than `FEW`
    articles, it is this process alone. With `apart` it never is: then an article that crashes or takes forever cannot
    harm this process. `seconds` is the longest time for one article (for each 100,000 characters begun) in another
    process; what takes longer becomes an issue.
    """

    make: Callable[[], Workshop] = default_workshop
    jobs: int = 0
    seconds: float = ARTICLE_SECONDS
    apart: bool = False

    def process(
        self, items: Iterable[Article | Issue], waiting: Callable[[], None] = _nothing
    ) -> Iterator[Processed | Issue]:
        """What became of each article, lazily; issues pass through in their places.

        `waiting` is called now and then while there is nothing to give. KgError if no process can be started.
        """
        rest = iter(items)
        first = list(islice(rest, FEW)) if self.jobs == 0 and not self.apart else []
        if not self.apart and (self.jobs == 1 or 0 < len(first) < FEW):
            yield from self._here(chain(first, rest))
        else:
            yield from self._in_processes(chain(first, rest), waiting)

    def _here(self, items: Iterable[Article | Issue]) -> Iterator[Processed | Issue]:
        workshop = self.make()
        for portion in portions(items):
            yield from workshop.process_each(portion)

    def _in_processes(
        self, items: Iterable[Article | Issue], waiting: Callable[[], None]
    ) -> Iterator[Processed | Issue]:
        jobs = self.jobs or os.cpu_count() or 1
        pool = Pool(self.make, jobs, self.seconds)
        window: deque[Issue | Slot] = deque()

        def outcome() -> Processed | Issue:
            first = window.popleft()
            return first if isinstance(first, Issue) else pool.wait_for(first, waiting)

        try:
            for item in items:
                window.append(item if isinstance(item, Issue) else pool.submit(item))
                while window and (len(window) >= jobs * AHEAD or _is_done(window[0])):
                    yield outcome()
            while window:
                yield outcome()
        finally:
            pool.close()


def portions(items: Iterable[Article | Issue], size: int = PORTION) -> Iterator[list[Article | Issue]]:
    """All items in their order, in lists of `size` articles and the issues among them."""
    portion: list[Article | Issue] = []
    articles = 0
    for item in items:
        portion.append(item)
        articles += isinstance(item, Article)
        if articles == size:
            yield portion
            portion, articles = [], 0
    if portion:
        yield portion


def _is_done(waiting: Issue | Slot) -> bool:
    return isinstance(waiting, Issue) or waiting.answer is not None
