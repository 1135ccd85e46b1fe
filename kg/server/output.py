"""Where the engine's serialiser writes: counts rows, compresses, cuts into frames, holds the first piece back."""

from __future__ import annotations

import zlib
from typing import IO, Any, Protocol, cast

from kg.server.frames import DATA, END, HEAD, PIECE_BYTES, FrameSocket, frame, json_frame, whole_frame
from kg.server.rows import RowCounter, counter

MIN_COMPRESSED = 1024
"""Answers shorter than this are sent as they are."""


class TooManyRows(Exception):
    """The answer has more rows than the server gives."""


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class _Brotli:
    """Brotli with the names of the other compressors."""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - optional

        self._inner = brotli.Compressor(quality=4)

    def compress(self, data: bytes) -> bytes:
        return bytes(self._inner.process(data))

    def flush(self) -> bytes:
        return bytes(self._inner.finish())


def available_encodings() -> tuple[str, ...]:
    """Content codings whose libraries are installed."""
    found = []
    for name, module in (("zstd", "zstandard"), ("br", "brotli")):
        try:
            __import__(module)
        except ImportError:
            continue
        found.append(name)
    return (*found, "gzip")


def _compressor(encoding: str) -> _Compressor:
    if encoding == "zstd":
        import zstandard  # noqa: PLC0415 - optional

        return zstandard.ZstdCompressor(level=1).compressobj()
    if encoding == "br":
        return _Brotli()
    return zlib.compressobj(5, zlib.DEFLATED, 31)


class Output:
    """A binary file whose content becomes HEAD, DATA… and END frames."""

    def __init__(self, connection: FrameSocket, encoding: str | None, max_rows: int) -> None:
        self._connection = connection
        self._encoding = encoding
        self._max_rows = max_rows
        self._head: dict[str, Any] = {}
        self._counter: RowCounter | None = None
        self._pieces: list[bytes] = []
        self._held = 0
        self._streaming = False
        self.excess: TooManyRows | None = None
        """Set before it is raised: the serialiser may wrap it in an error of its own."""
        self._compressor: _Compressor | None = None

    @property
    def file(self) -> IO[bytes]:
        """Itself, as the type that the engine's signatures ask for; it is written to and flushed, no more."""
        return cast(IO[bytes], self)

    def begin(self, head: dict[str, Any], name: str) -> None:
        """What the answer is; `name` is the format whose rows are counted, empty for none."""
        self._head = head
        self._counter = counter(name)

    def write(self, data: bytes, /) -> int:
        """Take a part of the serialisation."""
        self._pieces.append(data)
        self._held += len(data)
        if self._held >= PIECE_BYTES:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Nothing: pieces go when they are large enough."""

    def finish(self) -> None:
        """Send what is held back, and END with the rows counted."""
        body = b"".join(self._pieces)
        self._count(body)
        rows = 0 if self._counter is None else max(0, self._counter.rows)
        if self._streaming:
            end = json_frame(END, {"rows": rows})
            data = (
                body
                if self._compressor is None
                else self._compressor.compress(body) + self._compressor.flush()
            )
            self._connection.send(*([frame(DATA, data)] if data else []), end)
            return
        if self._encoding and len(body) >= MIN_COMPRESSED:
            compressor = _compressor(self._encoding)
            body = compressor.compress(body) + compressor.flush()
            self._head["encoding"] = self._encoding
        self._connection.send(whole_frame({**self._head, "rows": rows}, body))

    def _send(self) -> None:
        body = b"".join(self._pieces)
        self._pieces.clear()
        self._held = 0
        self._count(body)
        if not self._streaming:
            self._streaming = True
            if self._encoding:
                self._compressor = _compressor(self._encoding)
                self._head["encoding"] = self._encoding
            self._connection.send(json_frame(HEAD, self._head))
        data = body if self._compressor is None else self._compressor.compress(body)
        if data:
            self._connection.send(frame(DATA, data))

    def _count(self, body: bytes) -> None:
        if self._counter is None:
            return
        self._counter.feed(body)
        if self._max_rows and self._counter.rows > self._max_rows:
            self.excess = TooManyRows(
                f"The answer has more than {self._max_rows} rows; add LIMIT or ask for less."
            )
            raise self.excess
