"""Requests seen before, recognised by all their bytes: target, headers, token and body.

Most load on an endpoint is the same requests again and again, from programs that send the same bytes each
time. For those, everything that depends on the request alone has been decided once: who may do it, which
format, which job. What is left is to find the answer in the cache, or to hand the job to an idle process.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.server.asgi import Headers, problem
from kg.server.cache import Cache, Kept
from kg.server.journal import Journal
from kg.server.pool import Demoted, Pool, Ticket
from kg.server.prepared import Prepared
from kg.server.process import Answer, job_bytes
from kg.server.rate import RateLimit
from kg.server.refusal import Refused
from kg.server.snapshots import Snapshot
from kg.server.validators import validators

MOST = 4096
LONGEST = 8192

DONE = Ticket()
"""That of a request that has been answered already."""

Reply = Callable[[bytes | None, bytes], None]
"""Takes status line and headers up to the date, and the body; None for the headers: answer in the usual way."""


@dataclass(slots=True)
class Hot:
    """A request that got a whole answer before. `response` is the one for the state `stamp` of the store."""

    prepared: Prepared
    media: Headers
    short: bool
    """Whether its answer was whole at once, and so will be; a long one comes from the cache or in the usual way."""
    stamp: str = ""
    response: tuple[bytes, bytes] = (b"", b"")
    rows: int = 0
    path: str = ""
    job: bytes = b""
    fields_for: tuple[str, str | None] = ("", None)
    fields: Headers = field(default_factory=list)
    """Headers of an answer in that state of the store with that coding; `head` are the same as bytes."""
    head: bytes = b""


class HotRequests:
    """The memory of such requests, and the short way to their answers."""

    def __init__(self, pool: Pool, cache: Cache, journal: Journal, rate: RateLimit) -> None:
        self._pool = pool
        self.cache = cache
        self._journal = journal
        self._rate = rate
        self._known: OrderedDict[bytes, Hot] = OrderedDict()

    def remember(self, raw: bytes, prepared: Prepared, media: Headers, *, short: bool) -> None:
        """A GET or POST with these bytes was answered 200, wholly, with these headers but for validators."""
        lower = raw.lower()
        if len(raw) > LONGEST or any(name in lower for name in _PARTICULAR) or b" HTTP/1.1\r\n" not in raw:
            return
        self._known[raw] = Hot(prepared, media, short)
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    def answer(self, raw: bytes, client: str, reply: Reply) -> Ticket | None:
        """Reply, now or soon, if the request is known; None if it must be answered in the usual way."""
        hot = self._known.get(raw)
        snapshot = self._pool.snapshots.current
        if hot is None or snapshot is None or self._pool.freshness.should_look():
            return None
        try:
            self._rate.check(client)
        except Refused:
            return None
        begun = time.perf_counter()
        if hot.prepared.stable and self._is_kept(hot, snapshot):
            self._journal.count("sparql", 200, time.perf_counter() - begun, hot.rows)
            reply(*hot.response)
            return DONE
        if not hot.short:
            return None
        if hot.path != snapshot.path:
            hot.path = snapshot.path
            hot.job = job_bytes({**hot.prepared.job, "snapshot": snapshot.path}, hot.prepared.text)

        def finish(answer: Answer | None, refusal: Refused | None) -> None:
            seconds = time.perf_counter() - begun
            if answer is not None and answer.whole:
                self._journal.count("sparql", 200, seconds, answer.tail["rows"])
                reply(*self._response(hot, snapshot, answer))
            elif refusal is not None and not refusal.retry:
                fields, body = problem(refusal)
                self._journal.count("sparql", refusal.status, seconds, 0)
                reply(_head(fields, body, refusal.status), body)
            else:
                self._give_up(raw, hot, answer, refusal)
                reply(None, b"")

        return self._pool.at_once(hot.job, snapshot, hot.prepared, finish)

    def _is_kept(self, hot: Hot, snapshot: Snapshot) -> bool:
        """Whether the answer for this state of the store is at hand; `hot` then has it."""
        if hot.stamp == snapshot.stamp:
            self.cache.hits += 1
            return True
        kept = self.cache.get(hot.prepared.key, snapshot.stamp)
        if kept is None:
            return False
        hot.stamp, hot.rows = snapshot.stamp, kept.rows
        hot.response = (_head(kept.headers, kept.body), kept.body)
        return True

    def _response(self, hot: Hot, snapshot: Snapshot, answer: Answer) -> tuple[bytes, bytes]:
        body = answer.body()
        coding = answer.head.get("encoding")
        if hot.fields_for != (snapshot.stamp, coding):
            hot.fields_for = (snapshot.stamp, coding)
            hot.fields = [*hot.media]
            if coding:
                hot.fields.append((b"content-encoding", coding.encode()))
            if hot.prepared.stable:
                hot.fields += validators(hot.prepared.etag(snapshot.stamp), snapshot)
            hot.head = _lines(hot.fields)
        if hot.prepared.stable and self.cache.maximum:
            etag = hot.prepared.etag(snapshot.stamp)
            self.cache.put(
                hot.prepared.key, snapshot.stamp, Kept(hot.fields, body, etag, answer.tail["rows"])
            )
        return b"HTTP/1.1 200 \r\n%scontent-length: %d\r\n" % (hot.head, len(body)), body

    def _give_up(self, raw: bytes, hot: Hot, answer: Answer | None, refusal: Refused | None) -> None:
        """The answer is longer than it was, or the query slower: from now on the usual way."""
        if answer is not None:
            answer.abandon()
            self._known.pop(raw, None)
        elif isinstance(refusal, Demoted):
            self._pool.remember_slow(hot.prepared.text_digest)


_PARTICULAR = (
    b"\r\nif-",
    b"\r\norigin:",
    b"\r\nconnection: close",
    b"\r\nexpect:",
    b"\r\nrange:",
    b"\r\nupgrade:",
)
"""Headers whose requests are always answered in the usual way."""


def _head(fields: Headers, body: bytes, status: int = 200) -> bytes:
    return b"HTTP/1.1 %d \r\n%scontent-length: %d\r\n" % (status, _lines(fields), len(body))


def _lines(fields: Headers) -> bytes:
    return b"".join([b"%s: %s\r\n" % one for one in fields])
