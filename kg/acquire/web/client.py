"""Fetches one address after another: politely, within limits, and from public addresses only."""

from __future__ import annotations

import ssl
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import BinaryIO, cast
from urllib.parse import urljoin, urlsplit

import httpcore

from kg.acquire.unpack import CODINGS, unpacked
from kg.acquire.web.address import normal
from kg.acquire.web.answer import Answer, media_type
from kg.acquire.web.connection import Deadline, LookedAtBackend, OutOfTime
from kg.acquire.web.options import WebOptions
from kg.acquire.web.pace import Pace
from kg.acquire.web.robots import MOST_BYTES as ROBOTS_BYTES
from kg.acquire.web.robots import Robots
from kg.errors import Unreachable, UnreadableInput
from kg.net import Lookup, NotPublic, lookup

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""States after which it is worth asking again."""
MOVED = frozenset({301, 302, 303, 307, 308})

_IN_MEMORY = 4 << 20
_PIECE = 1 << 16


@dataclass(slots=True)
class _Raw:
    """One answer as it begins; `pieces` are the bytes that follow."""

    status: int
    fields: Mapping[str, str]
    pieces: Iterator[bytes]


@dataclass(slots=True, weakref_slot=True)
class Client:
    """Asks servers, one request at a time. Its connections end with it.

    `lookup`, `sleep`, `clock` (seconds) and `now` (seconds since 1970) are the world, for tests.
    """

    options: WebOptions = field(default_factory=WebOptions)
    lookup: Lookup = lookup
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    _pool: httpcore.ConnectionPool = field(init=False)
    _deadline: Deadline = field(init=False)
    _pace: Pace = field(init=False)
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self._deadline = Deadline(self.clock)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=8,
            keepalive_expiry=30.0,
            network_backend=LookedAtBackend(
                self._deadline, allow_private=self.options.allow_private, lookup=self.lookup
            ),
        )
        weakref.finalize(self, self._pool.close)
        self._pace = Pace(self.options.pause, self.clock, self.sleep)
        self._robots = Robots(self._robots_text, self.clock)

    def close(self) -> None:
        """Let go of the connections now."""
        self._pool.close()

    def get(self, url: str, limit: Callable[[str], int], given: Mapping[str, str] | None = None) -> Answer:
        """The answer to a request. `limit` takes a media type and gives the most bytes that may come.

        `given` are further header fields, such as those that ask for what is new only. A busy server is asked again.
        Raises `Unreachable`; `UnreadableInput` for an answer that is too large or damaged.
        """
        for attempt in range(self.options.retries + 1):
            try:
                return self._followed(normal(url), limit, given or {}, url)
            except Unreachable as error:
                wait = 2.0**attempt if error.wait is None else error.wait
                if not error.passing or attempt == self.options.retries or wait > self.options.patience:
                    raise
                self._pace.hold(_host(url), wait)
        raise AssertionError("the last attempt gives an answer or raises")

    def _followed(
        self, url: str, limit: Callable[[str], int], given: Mapping[str, str], source: str
    ) -> Answer:
        visited = [url]
        while True:
            self._check_robots(url, source)
            with self._asked(url, given, source) as raw:
                if raw.status not in MOVED:
                    return self._answer(raw, url, limit, source)
                target = raw.fields.get("location")
            if not target:
                raise Unreachable(source, "is redirected, but to nowhere.")
            url = normal(urljoin(url, target), source)
            if url in visited or len(visited) > self.options.redirects:
                what = "in a circle" if url in visited else f"more than {self.options.redirects} times"
                raise Unreachable(source, f"is redirected {what}.", hint="Look it up in a browser.")
            visited.append(url)

    def _check_robots(self, url: str, source: str) -> None:
        try:
            rules = self._robots.rules(url)
        except Unreachable as error:
            raise Unreachable(source, error.said, hint=error.hint) from error
        if rules.trouble is not None:
            raise Unreachable(
                source,
                f"the robots.txt of its host cannot be had, so nothing there may be fetched: {rules.trouble}",
                hint="Try later.",
                passing=True,
                wait=self.options.patience + 1,
            )
        if not rules.allow(url):
            raise Unreachable(
                source,
                "its host forbids programs to fetch it (robots.txt).",
                hint="Ask the operator, or give the text itself as a file.",
            )
        self._pace.ask_for(_host(url), rules.delay)

    def _answer(self, raw: _Raw, url: str, limit: Callable[[str], int], source: str) -> Answer:
        if raw.status == 304:
            return Answer(url, 304, BytesIO(), raw.fields)
        if raw.status != 200:
            busy = raw.status in BUSY
            raise Unreachable(
                source,
                f"the server answers with status {raw.status}.",
                hint="Try later." if busy else "Check the address.",
                passing=busy,
                wait=self._wait(raw.fields.get("retry-after")) if busy else None,
            )
        most = limit(media_type(raw.fields))
        told = raw.fields.get("content-length", "")
        if told.isdigit():
            _check_size(int(told), most, source)
        return Answer(url, 200, _body(raw, most, source), raw.fields)

    @contextmanager
    def _asked(self, url: str, given: Mapping[str, str], source: str) -> Iterator[_Raw]:
        """One request to one address, with all that can go wrong with it as `Unreachable`."""
        host = _host(url)
        self._pace.wait(host)
        self._deadline.start(self.options.total)
        seconds = self.options.quiet
        headers = {
            "Host": urlsplit(url).netloc,
            "User-Agent": self.options.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            **given,
        }
        timeouts = {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}
        try:
            with self._pool.stream(
                "GET", url, headers=list(headers.items()), extensions={"timeout": timeouts}
            ) as response:
                fields = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in response.headers
                }
                yield _Raw(response.status, fields, response.iter_stream())
        except NotPublic as error:
            raise Unreachable(
                source,
                f"{error.address}, the address of {error.host}, is not on the open Internet.",
                hint="If you trust it: --allow-private.",
            ) from error
        except (OutOfTime, httpcore.TimeoutException) as error:
            raise Unreachable(source, "the server is too slow.", hint="Try later.", passing=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            words = str(error) or type(error).__name__
            raise Unreachable(
                source, f"cannot be fetched ({words}).", hint="Try later.", passing=True
            ) from error

    def _robots_text(self, url: str) -> str | None:
        """A robots.txt; None if the server says that there is none. `OSError` if it cannot tell now."""
        try:
            for _ in range(self.options.redirects + 1):
                with self._asked(url, {}, url) as raw:
                    if raw.status in MOVED and "location" in raw.fields:
                        url = normal(urljoin(url, raw.fields["location"]), url)
                        continue
                    return _robots_body(raw, url)
        except UnreadableInput as error:
            raise OSError(error.said) from error
        except Unreachable as error:
            if not error.passing:
                raise
            raise OSError(error.said) from error
        return None

    def _wait(self, asked: str | None) -> float | None:
        """Seconds of a Retry-After field, which gives them, or a date."""
        if asked is None:
            return None
        if asked.strip().isdigit():
            return float(asked)
        try:
            return max(0.0, parsedate_to_datetime(asked).timestamp() - self.now())
        except ValueError:
            return None


def _robots_body(raw: _Raw, url: str) -> str | None:
    if raw.status == 429 or raw.status >= 500:
        raise OSError(f"the server answers with status {raw.status}.")
    if raw.status != 200:
        return None
    body = bytearray()
    for piece in _uncoded(raw, url):
        body += piece
        if len(body) >= ROBOTS_BYTES:
            break
    return body[:ROBOTS_BYTES].decode("utf-8", "replace")


def _body(raw: _Raw, most: int, source: str) -> BinaryIO:
    """All bytes of an answer: few in memory, many in a file that is gone when it is closed."""
    body: BinaryIO = BytesIO()
    size = 0
    try:
        for piece in _uncoded(raw, source):
            size += len(piece)
            _check_size(size, most, source)
            if size > _IN_MEMORY and isinstance(body, BytesIO):
                body = _in_file(body)
            body.write(piece)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


def _in_file(memory: BytesIO) -> BinaryIO:
    file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  who reads it closes it
    file.write(memory.getbuffer())
    return file


def _uncoded(raw: _Raw, source: str) -> Iterator[bytes]:
    """The bytes of an answer without content coding."""
    coding = raw.fields.get("content-encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return raw.pieces
    if coding not in CODINGS:
        raise UnreadableInput(source, f"comes in the coding {coding!r}, which was not asked for.")
    file = unpacked(_Pieces(raw.pieces), coding, source)  # type: ignore[arg-type]
    return iter(lambda: file.read(_PIECE), b"")


class _Pieces:
    """Pieces of bytes as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int) -> bytes:
        """`size` bytes at most; none at the end."""
        if not self._rest:
            self._rest = next(self._pieces, b"")
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def close(self) -> None:
        """Nothing: the request ends the connection."""


def _check_size(size: int, most: int, source: str) -> None:
    if size > most:
        raise UnreadableInput(
            source,
            f"is larger than {most / 1e6:g} MB.",
            hint="Allow larger articles with KG_MAX_INPUT_MB, or fetch the file yourself and read it from the disk.",
        )


def _host(url: str) -> str:
    return urlsplit(url).netloc
