"""Compressed input, unpacked piece by piece, with a guard against bombs.

News text packs to a tenth, or where it repeats itself to a hundredth. What grows far beyond that was made to fill
memory or disks.
"""

from __future__ import annotations

import bz2
import io
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Protocol

import brotli
import zstandard

from kg.errors import UnreadableInput

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_GROWTH = 500
"""So many bytes may come of one packed byte …"""
HARMLESS = 32 << 20
"""… once more than this has come of the whole."""

_PIECE = 1 << 16
_ZSTD_PIECE = 1 << 9
"""Packed bytes taken at once. A Zstandard block of 4 bytes can stand for 128 KiB, and that decoder gives all it has."""
_LARGEST_WINDOW = 1 << 27

MAGIC = {b"\x1f\x8b\x08": "gzip", b"(\xb5/\xfd": "zstd", b"BZh": "bzip2"}
"""How compressed data begins."""
SUFFIXES = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2"}
"""What compressed files are called."""


class _Decoder(Protocol):
    """Unpacks one member of a file."""

    @property
    def ended(self) -> bool: ...
    @property
    def rest(self) -> bytes:
        """What follows the end of the member."""
        ...

    @property
    def hungry(self) -> bool:
        """Whether nothing comes without further packed bytes."""
        ...

    def unpack(self, data: bytes) -> bytes: ...


class _Zlib:
    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)

    @property
    def ended(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data

    @property
    def hungry(self) -> bool:
        return not self._inner.unconsumed_tail

    def unpack(self, data: bytes) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, _PIECE)


class _Bzip2:
    def __init__(self) -> None:
        self._inner = bz2.BZ2Decompressor()

    @property
    def ended(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data

    @property
    def hungry(self) -> bool:
        return self._inner.needs_input

    def unpack(self, data: bytes) -> bytes:
        return self._inner.decompress(data, _PIECE)


class _Zstd:
    hungry = True

    def __init__(self) -> None:
        self._inner = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).decompressobj()

    @property
    def ended(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data

    def unpack(self, data: bytes) -> bytes:
        return self._inner.decompress(data)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._gave = False

    @property
    def ended(self) -> bool:
        return bool(self._inner.is_finished())

    rest = b""

    @property
    def hungry(self) -> bool:
        return not self._gave

    def unpack(self, data: bytes) -> bytes:
        piece: bytes = self._inner.process(data, output_buffer_limit=_PIECE)
        self._gave = bool(piece)
        return piece


def _deflate_of(first: bytes) -> _Decoder:
    """HTTP's "deflate" is zlib's format by the standard, and raw deflate from some servers."""
    zlib_header = len(first) > 1 and first[0] & 15 == 8 and (first[0] << 8 | first[1]) % 31 == 0
    return _Zlib(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)


_DECODERS: dict[str, Callable[[bytes], _Decoder]] = {
    "gzip": lambda _: _Zlib(zlib.MAX_WBITS | 16),
    "x-gzip": lambda _: _Zlib(zlib.MAX_WBITS | 16),
    "deflate": _deflate_of,
    "br": lambda _: _Brotli(),
    "bzip2": lambda _: _Bzip2(),
    "zstd": lambda _: _Zstd(),
}

CODINGS = frozenset(_DECODERS)
"""Names of the ways of packing that are known."""


class Unpacked(io.RawIOBase):
    """What comes of packed bytes, in pieces; `name` is for messages.

    Reading raises `UnreadableInput` where the data is damaged, ends too early or grows beyond all reason. All
    that comes before is good.
    """

    def __init__(self, packed: BinaryIO, coding: str, name: str) -> None:
        self._packed = packed
        self._coding = coding
        self._name = name
        self._decoder: _Decoder | None = None
        self._waiting = b""
        self._ready = memoryview(b"")
        self._taken = 0
        self._given = 0
        self._piece = _ZSTD_PIECE if coding == "zstd" else _PIECE

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Some bytes into the buffer; 0 at the end."""
        target = memoryview(buffer).cast("B")
        while not self._ready:
            if (piece := self._next()) is None:
                return 0
            self._ready = memoryview(piece)
        size = min(len(target), len(self._ready))
        target[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        """Close the packed file too."""
        if not self.closed:
            self._packed.close()
        super().close()

    def _next(self) -> bytes | None:
        """The next piece, which can be empty; None at the end."""
        if self._decoder is None:
            if not (data := self._member()):
                return None
            self._decoder = _DECODERS[self._coding](data)
        elif self._decoder.ended:
            self._waiting, self._decoder = self._decoder.rest, None
            return b""
        elif not self._decoder.hungry:
            data = b""
        elif not (data := self._more()):
            raise UnreadableInput(
                self._name,
                "ends too early: the compressed file was cut.",
                hint="What came before the cut is read. Get the whole file again.",
            )
        return self._unpack(self._decoder, data)

    def _member(self) -> bytes:
        """The beginning of a member, without the zero bytes that pad members on tapes; empty at the end."""
        data, self._waiting = self._waiting or self._more(), b""
        while self._given and data and not (data := data.lstrip(b"\0")):
            data = self._more()
        return data

    def _unpack(self, decoder: _Decoder, data: bytes) -> bytes:
        try:
            piece = decoder.unpack(data)
        except (zlib.error, OSError, ValueError, EOFError, zstandard.ZstdError, brotli.error) as error:
            raise UnreadableInput(
                self._name,
                f"is no sound {self._coding} data ({error}).",
                hint="What came before the damage is read. Get the file again.",
            ) from error
        self._given += len(piece)
        if self._given > HARMLESS and self._given > MOST_GROWTH * self._taken:
            raise UnreadableInput(
                self._name,
                f"grows more than {MOST_GROWTH}-fold when it is unpacked, as only bombs do.",
                hint="If it is meant to, unpack it yourself.",
            )
        return piece

    def _more(self) -> bytes:
        piece = self._packed.read(self._piece)
        self._taken += len(piece)
        return piece


def unpacked(packed: BinaryIO, coding: str, name: str) -> BinaryIO:
    """A file to read what comes of packed bytes; see `Unpacked`."""
    return io.BufferedReader(Unpacked(packed, coding, name), _PIECE)


def coding_of(first: bytes) -> str | None:
    """The way in which data is packed that begins so; None if it is not packed."""
    return next((coding for magic, coding in MAGIC.items() if first.startswith(magic)), None)
