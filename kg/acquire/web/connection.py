"""Connections that reach only addresses that were looked at, and that end when their time is over.

A limit for each read would not help against a server that sends a byte every few seconds; so every step of a
request, also the TLS handshake, has only what is left of the time of the whole.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from kg.net import Lookup, lookup, public_addresses

SocketOption = httpcore.SOCKET_OPTION


class OutOfTime(OSError):
    """The time for the whole request is over."""


class Deadline:
    """The end of the request that is under way; `start` sets it anew."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = 0.0

    def start(self, seconds: float) -> None:
        """From now on there are so many seconds."""
        self._end = self._clock() + seconds

    def left(self, quiet: float | None) -> float:
        """Seconds for the next step: those that are left, `quiet` at most; `OutOfTime` if none are."""
        rest = self._end - self._clock()
        if rest <= 0:
            raise OutOfTime("the time is over")
        return rest if quiet is None else min(rest, quiet)


class TimedStream(httpcore.NetworkStream):
    """A connection each step of which ends with the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes; none at the end."""
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all bytes."""
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The connection, encrypted, with a certificate checked against the name."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells about itself."""
        return self._inner.get_extra_info(info)


class LookedAtBackend(httpcore.NetworkBackend):
    """Connects to the addresses that a host has at one look, all of which must be public unless others are allowed."""

    def __init__(self, deadline: Deadline, *, allow_private: bool, lookup: Lookup = lookup) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._lookup = lookup
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers; `NotPublic`, or the trouble with the last one."""
        look = self._lookup if self._allow_private else None
        addresses = look(host, port) if look else public_addresses(host, port, self._lookup)
        trouble: Exception = OSError("it has no address")
        for address in addresses:
            try:
                inner = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
            else:
                return TimedStream(inner, self._deadline)
        raise trouble
