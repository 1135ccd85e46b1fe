"""What runs in a process that extracts."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue

from kg.model import Article
from kg.pipeline.wire import packed
from kg.pipeline.workshop import PORTION, Workshop

FIRST_TO_GO = "500"
"""How much sooner than the process that started it this one is ended when memory runs out (0 to 1000)."""


def work(make: Callable[[], Workshop], pipe: Connection) -> None:
    """Say when ready, then answer each article with its outcome, until the other end of the pipe is gone.

    Those that wait are worked on together, up to a portion.

    Articles are taken in by a thread of their own: then whoever sends never waits for this process, which may be
    waiting for its result to be taken, and this process ends at once when the other one is killed.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # they go to all processes; the one that started this decides
    with suppress(OSError):  # not on Linux
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
    inbox: SimpleQueue[Article] = SimpleQueue()
    threading.Thread(target=_take_in, args=(pipe, inbox), daemon=True).start()
    workshop = make()
    pipe.send_bytes(b"")
    while True:
        for outcome in workshop.process_each(_portion(inbox)):
            pipe.send_bytes(packed(outcome))


def _portion(inbox: SimpleQueue[Article]) -> list[Article]:
    """What waits, at least one and at most `PORTION`."""
    portion = [inbox.get()]
    with suppress(Empty):
        while len(portion) < PORTION:
            portion.append(inbox.get_nowait())
    return portion


def _take_in(pipe: Connection, inbox: SimpleQueue[Article]) -> None:
    try:
        while True:
            inbox.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)  # nobody is there any more who would want the result
