"""One writer at a time: who writes says so on the server, for a while, and says it again as long as it does.

SPARQL has no lock. Each writer adds itself, then looks who else is there; of two that came at once the one whose name
sorts first stays. A writer that was killed is taken for gone when its time is over, or at once if it ran on this
machine.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import StoreLocked
from kg.store.remote.client import Client
from kg.store.remote.records import RECORDS, TERM, whole_number
from kg.store.updates import data_in, delete, insert

RELEASE_SECONDS = 2.0
"""How long a server that is away is told that the turn is over: it ends by itself too."""

SECONDS = 180
"""How long a writer that is not heard of counts as one that writes."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, until when (seconds since 1970)."""

    node: NamedNode
    host: str
    process: int
    until: int

    def triples(self) -> tuple[Triple, ...]:
        """As triples of the graph of records."""
        return (
            Triple(self.node, TERM.host, Literal(self.host)),
            Triple(self.node, TERM.process, whole_number(self.process)),
            Triple(self.node, TERM.until, whole_number(self.until)),
        )

    def is_gone(self, now: float) -> bool:
        """Whether it writes no more: its time is over, or it ran here and has ended."""
        return self.until < now or (self.host == this_machine() and not _runs(self.process))


@dataclass(slots=True)
class Lease:
    """This process's turn to write. `now` is the time in seconds since 1970, which tests may set."""

    client: Client
    now: Callable[[], float] = time.time
    seconds: int = SECONDS
    _mine: Writer | None = field(default=None, init=False)

    def take(self) -> None:
        """Become the writer; StoreLocked if another is."""
        gone = [writer for writer in self._writers() if writer.is_gone(self.now())]
        if gone:
            self.client.update(_said(delete, gone))
        self._refuse_beside(self._writers())
        mine = Writer(TERM(f"writer-{secrets.token_hex(8)}"), this_machine(), os.getpid(), self._until())
        self.client.update(_said(insert, [mine]))
        self._mine = mine
        first = min(self._writers(), key=lambda writer: writer.node.value, default=mine)
        if first.node != mine.node:
            self.release()
            self._refuse_beside([first])

    def hold(self) -> bool:
        """Stay the writer; True if others may have written since the last time, because the time was over.

        StoreLocked if another is the writer now.
        """
        mine = self._mine
        if mine is None:
            self.take()
            return True
        if mine.until - self.now() > self.seconds * 2 / 3:
            return False
        writers = self._writers()
        if all(writer.node != mine.node for writer in writers):
            self._mine = None
            self.take()
            return True
        renewed = Writer(mine.node, mine.host, mine.process, self._until())
        if renewed.until != mine.until:
            self.client.update(insert(_until_of(renewed)) + ";\n" + delete(_until_of(mine)))
        self._mine = renewed
        return False

    def release(self) -> None:
        """Let others write."""
        if self._mine is not None:
            mine, self._mine = self._mine, None
            text = f"DELETE WHERE {{ GRAPH {RECORDS} {{ {mine.node} ?p ?o }} }}"
            self.client.update(text, patience=RELEASE_SECONDS)

    def _until(self) -> int:
        return int(self.now()) + self.seconds

    def _writers(self) -> list[Writer]:
        text = (
            f"SELECT ?w ?h ?p ?u WHERE {{ GRAPH {RECORDS} "
            f"{{ ?w {TERM.host} ?h ; {TERM.process} ?p ; {TERM.until} ?u }} }}"
        )
        latest: dict[str, Writer] = {}
        for row in self.client.rows(text):  # a renewal that was cut short leaves two times: the later counts
            writer = Writer(NamedNode(row["w"]), row["h"], int(row["p"]), int(row["u"]))
            known = latest.get(row["w"])
            if known is None or known.until < writer.until:
                latest[row["w"]] = writer
        return list(latest.values())

    def _refuse_beside(self, others: list[Writer]) -> None:
        if others:
            other = others[0]
            left = max(1, round(other.until - self.now()))
            raise StoreLocked(
                f"The store at {self.client.endpoints.query} is open for writing in process {other.process} "
                f"on {other.host}.",
                hint=f"Wait for it. If it was killed, its turn ends by itself in {left} s; a query needs no turn.",
            )


@cache
def this_machine() -> str:
    """The machine's name, with what tells it from another of the same name."""
    try:
        number = Path("/etc/machine-id").read_text("ascii").strip()[:8]
    except OSError:
        number = ""
    return f"{socket.gethostname()}/{number}".rstrip("/")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _said(step: Callable[[str], str], writers: list[Writer]) -> str:
    triples = [triple for writer in writers for triple in writer.triples()]
    return step(data_in(RECORDS.value, triples))


def _until_of(writer: Writer) -> str:
    return data_in(RECORDS.value, [Triple(writer.node, TERM.until, whole_number(writer.until))])
