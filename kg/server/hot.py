"""Requests seen before, recognised by all their bytes: target, headers, token and body.

Most load on an endpoint is the same requests again and again, from programs that send the same bytes each
time. For those, everything that depends on the request alone has been decided once: who may do it, which
format, which job. What is left is to find the answer in the cache, or to hand the job to an idle process.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from kg.server.asgi import Headers, problem
from kg.server.cache import Cache, Kept
from kg.server.journal import Journal
from kg.server.pool import Pool, Ticket
from kg.server.prepared import Prepared, validators
from kg.server.process import Answer, job_bytes
from kg.server.rate import RateLimit
from kg.server.refusal import Refused

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
    stamp: str = ""
    response: tuple[bytes, bytes] = (b"", b"")
    rows: int = 0
    path: str = ""
    job: bytes = b""


class HotRequests:
    """The memory of such requests, and the short way to their answers."""

    def __init__(self, pool: Pool, cache: Cache, journal: Journal, rate: RateLimit) -> None:
        self._pool = pool
        self.cache = cache
        self._journal = journal
        self._rate = rate
        self._known: OrderedDict[bytes, Hot] = OrderedDict()

    def remember(self, raw: bytes, prepared: Prepared, media: Headers) -> None:
        """A GET or POST with these bytes was answered 200, wholly, with these headers but for validators."""
        lower = raw.lower()
        if len(raw) > LONGEST or any(name in lower for name in _PARTICULAR) or b" HTTP/1.1\r\n" not in raw:
            return
        self._known[raw] = Hot(prepared, media)
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    def answer(self, raw: bytes, client: str, reply: Reply) -> Ticket | None:
        """Reply, now or soon, if the request is known; None if it must be answered in the usual way."""
        hot = self._known.get(raw)
        snapshot = self._pool.snapshots.current
        if hot is None or snapshot is None:
            return None
        begun = time.perf_counter()
        try:
            self._rate.check(client)
        except Refused:
            return None
        if hot.prepared.stable:
            if hot.stamp == snapshot.stamp:
                self.cache.hits += 1
                self._journal.count("sparql", 200, time.perf_counter() - begun, hot.rows)
                reply(*hot.response)
                return DONE
            kept = self.cache.get(hot.prepared.key, snapshot.stamp)
            if kept is not None:
                hot.stamp, hot.response, hot.rows = snapshot.stamp, (_head(kept.headers, kept.body), kept.body), kept.rows
                self._journal.count("sparql", 200, time.perf_counter() - begun, hot.rows)
                reply(*hot.response)
                return DONE
        if hot.path != snapshot.path:
            hot.path, hot.job = snapshot.path, job_bytes({**hot.prepared.job, "snapshot": snapshot.path}, hot.prepared.text)

        def finish(answer: Answer | None, refusal: Refused | None) -> None:
            seconds = time.perf_counter() - begun
            if answer is not None and answer.whole:
                body = answer.body()
                fields = [*hot.media]
                if coding := answer.head.get("encoding"):
                    fields.append((b"content-encoding", coding.encode()))
                if hot.prepared.stable:
                    fields += validators(hot.prepared.etag(snapshot.stamp), snapshot)
                    kept = Kept(fields, body, hot.prepared.etag(snapshot.stamp), answer.tail["rows"])
                    self.cache.put(hot.prepared.key, snapshot.stamp, kept)
                self._journal.count("sparql", 200, seconds, answer.tail["rows"])
                reply(_head(fields, body), body)
            elif refusal is not None and not refusal.retry:
                fields, body = problem(refusal)
                self._journal.count("sparql", refusal.status, seconds, 0)
                reply(_head(fields, body, refusal.status), body)
            else:
                if answer is not None:
                    answer.abandon()
                    self._known.pop(raw, None)
                elif refusal is not None:
                    self._pool.remember_slow(hot.prepared.text_digest)
                reply(None, b"")

        return self._pool.at_once(hot.job, snapshot, hot.prepared, finish)


_PARTICULAR = (b"\r\nif-", b"\r\norigin:", b"\r\nconnection: close", b"\r\nexpect:", b"\r\nrange:", b"\r\nupgrade:")
"""Headers whose requests are always answered in the usual way."""


def _head(fields: Headers, body: bytes, status: int = 200) -> bytes:
    lines = [b"%s: %s\r\n" % field for field in fields]
    return b"HTTP/1.1 %d \r\n%scontent-length: %d\r\n" % (status, b"".join(lines), len(body))
