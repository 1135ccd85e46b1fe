"""Events that tell how far a long run is."""

from __future__ import annotations

import time
from collections.abc import Callable

from kg.cli.events import emit

SECONDS_BETWEEN = 10.0
"""Between two events of one run."""


class Pulse:
    """Tells that a run of `total` steps (None: unknown) has begun, how far it is now and then, and that it is over."""

    def __init__(self, task: str, total: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._task = task
        self._total = total
        self._clock = clock
        self._done = self._told = 0
        self._begun = self._told_at = clock()
        emit("begun", task=task, total=total)

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = self._clock()
        if now - self._told_at >= SECONDS_BETWEEN:
            rate = (self._done - self._told) / (now - self._told_at)
            emit("progress", task=self._task, done=self._done, total=self._total, per_second=round(rate, 2))
            self._told, self._told_at = self._done, now

    def end(self, *, interrupted: bool) -> None:
        """The run is over; `interrupted` says whether it was told to end before."""
        seconds = round(self._clock() - self._begun, 3)
        emit("ended", task=self._task, done=self._done, seconds=seconds, interrupted=interrupted)
