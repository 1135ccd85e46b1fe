"""The wire between the server and its processes: frames of one kind byte, four length bytes and a payload.

Payloads of heads and jobs are JSON, since a process that ran a hostile query is not to be trusted with
anything that executes when it is read.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

JOB, BODY = b"J", b"B"
WHOLE, HEAD, DATA, END, ERROR = b"W", b"H", b"D", b"E", b"X"
"""An answer is one WHOLE; or HEAD, DATA… and END; or, instead of any of them but the first HEAD, ERROR."""

_PREFIX = struct.Struct("!cI")
_LENGTHS = struct.Struct("!I")
_encode = json.JSONEncoder(separators=(",", ":")).encode
PREFIX_BYTES = _PREFIX.size
PIECE_BYTES = 64 * 1024
"""Size of the data frames, and of the part of an answer that is held back until it is sure to have begun well."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame as bytes."""
    return _PREFIX.pack(kind, len(payload)) + payload


def json_frame(kind: bytes, value: Mapping[str, Any]) -> bytes:
    """A frame whose payload is `value` as JSON."""
    return frame(kind, _encode(value).encode())


def whole_frame(head: Mapping[str, Any], body: bytes) -> bytes:
    """An answer that is complete: what it is, and all of it."""
    described = _described(tuple(head.items()))
    length = _LENGTHS.size + len(described) + len(body)
    return b"".join((_PREFIX.pack(WHOLE, length), _LENGTHS.pack(len(described)), described, body))


@lru_cache(maxsize=256)
def _described(head: tuple[tuple[str, Any], ...]) -> bytes:
    return _encode(dict(head)).encode()


def split_whole(payload: bytes) -> tuple[Mapping[str, Any], bytes]:
    """The two parts of a WHOLE frame's payload."""
    end = _LENGTHS.size + _LENGTHS.unpack_from(payload)[0]
    return _head(payload[_LENGTHS.size : end]), payload[end:]


@lru_cache(maxsize=256)
def _head(described: bytes) -> Mapping[str, Any]:
    """A head from its bytes; the same few come again and again."""
    found: dict[str, Any] = json.loads(described)
    return MappingProxyType(found)


class FrameReader:
    """Cuts a stream of bytes into frames."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The frames that are complete once `data` has arrived, as pairs of kind and payload."""
        held = self._held
        if not held and len(data) >= PREFIX_BYTES:
            kind, length = _PREFIX.unpack_from(data)
            if len(data) == PREFIX_BYTES + length:
                yield kind, data[PREFIX_BYTES:]
                return
        held += data
        position = 0
        while len(held) - position >= PREFIX_BYTES:
            kind, length = _PREFIX.unpack_from(held, position)
            end = position + PREFIX_BYTES + length
            if len(held) < end:
                break
            yield kind, bytes(held[position + PREFIX_BYTES : end])
            position = end
        if position:
            del held[:position]


class FrameSocket:
    """The side of a process: blocking reads and writes of frames on a socket."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._held = bytearray()
        self._position = 0

    @property
    def descriptor(self) -> int:
        """File descriptor, to wait on."""
        return self._socket.fileno()

    def receive(self) -> tuple[bytes, bytes] | None:
        """The next frame; None when the server has gone."""
        prefix = self._exactly(PREFIX_BYTES)
        if prefix is None:
            return None
        kind, length = _PREFIX.unpack(prefix)
        payload = self._exactly(length)
        return None if payload is None else (kind, payload)

    def send(self, *frames: bytes) -> None:
        """Send frames with one call where the socket takes them at once."""
        self._socket.sendall(b"".join(frames))

    def _exactly(self, count: int) -> bytes | None:
        """The next bytes; several small frames that came together take one system call."""
        held = self._held
        while len(held) - self._position < count:
            if self._position:
                del held[: self._position]
                self._position = 0
            part = self._socket.recv(max(PIECE_BYTES, min(count - len(held), 1 << 20)))
            if not part:
                return None
            held += part
        end = self._position + count
        found = bytes(held[self._position : end])
        if end == len(held):
            held.clear()
            end = 0
        self._position = end
        return found
