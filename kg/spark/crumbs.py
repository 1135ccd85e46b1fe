"""Telling which article ends the process that extracts it, so that it costs no more than itself.

A mistake in Python is an issue and the part goes on. What ends the process (a crash in a library, want of memory, work
without end) makes Spark try the part again, and end at the same article again, until the job fails. So each try notes
the article that it is at. A note that is left when a try begins is one of a try that was ended; the machine may be to
blame the first time, but an article that two tries ended at is left out.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article
from kg.pipeline.bundle.writing import part_name

_SEVERAL = "several articles"
"""What is noted of a portion; as long as an identifier, so that notes can be written over each other."""

TRIES = 2
"""So many tries that ended at an article are enough."""


@dataclass(frozen=True, slots=True)
class Crumbs:
    """The notes of the tries of one part in a run."""

    folder: Path
    run: str
    part: int

    @property
    def _prefix(self) -> str:
        return f"{part_name(self.part)}.at."

    def are_left(self) -> bool:
        """Whether an earlier try was ended: then articles are worked on one by one, to find out which one does it."""
        return next(self.folder.glob(f"{self._prefix}*"), None) is not None

    def deadly(self) -> frozenset[str]:
        """The identifiers of articles that earlier tries ended at."""
        lines = (path.read_text(encoding="ascii") for path in sorted(self.folder.glob(f"{self._prefix}*")))
        ended = Counter(
            line.removeprefix(f"{self.run} ") for line in lines if line.startswith(f"{self.run} ")
        )
        return frozenset(
            article for article, times in ended.items() if times >= TRIES and article != _SEVERAL
        )

    @contextmanager
    def dropping(self) -> Iterator[Dropper]:
        """What notes where this try is; nothing is left if the block is left, well or by an error."""
        handle, name = tempfile.mkstemp(prefix=self._prefix, dir=self.folder)
        try:
            yield Dropper(handle, self.run)
        finally:
            os.close(handle)
            Path(name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Dropper:
    """Writes the note of one try."""

    handle: int
    run: str

    @contextmanager
    def at(self, articles: Sequence[Article], seconds: float) -> Iterator[None]:
        """Around the work on articles; after so many seconds the system ends the process, whatever it is in."""
        name = articles[0].id if len(articles) == 1 else _SEVERAL
        os.pwrite(self.handle, f"{self.run} {name}".encode("ascii"), 0)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
