"""Long runs as the user follows them: a bar on a terminal, and Ctrl-C that ends them in good order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from kg.cli.console import err, say
from kg.cli.events import in_json
from kg.cli.pulse import Pulse
from kg.pipeline.watching import Watch


@contextmanager
def watched(what: str, total: int | None) -> Iterator[Watch]:
    """A watch that moves a bar of `total` steps (None: unknown) and stops at the first Ctrl-C.

    A second Ctrl-C ends the program at once.
    """
    console = err()
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal or in_json(),
    )
    with bar, _first_interrupt() as interrupted:
        task = bar.add_task(what, total=total)
        pulse = Pulse(what, total)

        def done() -> None:
            bar.advance(task)
            pulse.step()

        yield Watch(done=done, stop=lambda: bool(interrupted))
        pulse.end(interrupted=bool(interrupted))


@contextmanager
def _first_interrupt() -> Iterator[list[int]]:
    """A list that is empty until Ctrl-C; then the former handling is back."""
    received: list[int] = []
    former = signal.getsignal(signal.SIGINT)

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        signal.signal(signal.SIGINT, former)
        say("Stopping after what is under way; Ctrl-C again to stop at once.")

    signal.signal(signal.SIGINT, note)
    try:
        yield received
    finally:
        signal.signal(signal.SIGINT, former)
