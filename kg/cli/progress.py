"""Long runs as the user follows them: a bar on a terminal, else a line now and then; ends them in good order."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from kg.cli.console import err, say
from kg.cli.events import in_json
from kg.cli.pulse import Pulse
from kg.pipeline.watching import Watch

SECONDS_BETWEEN_LINES = 60.0
"""How often a run that nobody looks at on a terminal says how far it is."""

ENDING = (signal.SIGINT, signal.SIGTERM)
"""What ends a run in good order: Ctrl-C, and what schedulers and `kill` send."""


@contextmanager
def watched(what: str, total: int | None) -> Iterator[Watch]:
    """A watch that tells of `total` steps (None: unknown) and stops at the first Ctrl-C or SIGTERM.

    A second one ends the program at once.
    """
    console = err()
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        _Pace(),
        console=console,
        transient=True,
        disable=not console.is_terminal or in_json(),
    )
    with bar, first_interrupt() as interrupted:
        task = bar.add_task(what, total=total)
        pulse = Pulse(what, total)
        lines = _Lines(what, total)

        def done() -> None:
            bar.advance(task)
            pulse.step()
            if bar.disable and not in_json():
                lines.step()

        yield Watch(done=done, stop=lambda: bool(interrupted))
        pulse.end(interrupted=bool(interrupted))


class _Pace(ProgressColumn):
    """Steps a second, and the time left if the number of steps is known."""

    def render(self, task: Task) -> Text:
        """The words."""
        if not task.speed:
            return Text("")
        left = task.time_remaining
        return Text(pace_in_words(task.speed, left), style="progress.remaining")


class _Lines:
    """Says now and then how far a run is."""

    def __init__(self, what: str, total: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._total = total
        self._clock = clock
        self._done = 0
        self._told_done = 0
        self._told_at = clock()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = self._clock()
        if now - self._told_at < SECONDS_BETWEEN_LINES:
            return
        speed = (self._done - self._told_done) / (now - self._told_at)
        left = (self._total - self._done) / speed if self._total is not None else None
        of = f" of {self._total}" if self._total is not None else ""
        say(f"{self._what}: {self._done}{of}, {pace_in_words(speed, left)}")
        self._told_done, self._told_at = self._done, now


def pace_in_words(speed: float, left: float | None) -> str:
    """Steps a second and the seconds left.

    >>> pace_in_words(41.26, 3725)
    '41/s, 1:02:05 left'
    >>> pace_in_words(0.512, None)
    '0.5/s'
    """
    rate = f"{speed:.0f}/s" if speed >= 10 else f"{speed:.1f}/s"
    return rate if left is None else f"{rate}, {timedelta(seconds=round(max(0.0, left)))} left"


@contextmanager
def first_interrupt() -> Iterator[list[int]]:
    """A list that is empty until Ctrl-C or SIGTERM; then the former handling is back."""
    received: list[int] = []
    former = {number: signal.getsignal(number) for number in ENDING}

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        for other in ENDING:
            signal.signal(other, former[other])
        say("Stopping after what is under way; once more to stop at once.")

    for number in ENDING:
        signal.signal(number, note)
    try:
        yield received
    finally:
        for number in ENDING:
            signal.signal(number, former[number])
