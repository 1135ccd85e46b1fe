"""Lines of a Wikidata JSON dump: an array with one entity a line, plain or packed with gzip, bzip2 or Zstandard.

https://www.wikidata.org/wiki/Wikidata:Database_download#JSON_dumps_(recommended)
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import zstandard

from kg.errors import UnreadableInput

LONGEST = 64 * 1024 * 1024
"""Bytes of the longest line that is read; the longest in Wikidata have about 4 MB."""


class Reads(Protocol):
    """Bytes that come line by line."""

    def readline(self, size: int, /) -> bytes:
        """The next line, at most `size` bytes of it; empty at the end."""
        ...


@dataclass(slots=True)
class Dump:
    """An open dump. `total` is the size of the file in bytes, `position` how much of it has been read."""

    lines: Iterator[bytes]
    total: int
    _raw: BinaryIO

    @property
    def position(self) -> int:
        """Bytes of the file, packed as it is, that have been read."""
        return self._raw.tell()


@contextmanager
def open_dump(path: Path) -> Iterator[Dump]:
    """The dump in a file; `UnreadableInput` if it cannot be opened or ends in the middle."""
    if not path.is_file():
        raise UnreadableInput(
            str(path), "there is no such file.", hint="Give the path of a Wikidata JSON dump."
        )
    with path.open("rb") as raw:
        stream = _unpacked(path, raw)
        try:
            yield Dump(_lines(stream), path.stat().st_size, raw)
        except (EOFError, OSError, lzma.LZMAError, zstandard.ZstdError) as error:
            hint = "It may be cut off: download it again. What was read is kept; the next run goes on from there."
            raise UnreadableInput(str(path), f"the dump cannot be read on ({error}).", hint=hint) from error


def _unpacked(path: Path, raw: BinaryIO) -> Reads:
    if path.suffix == ".gz":
        return gzip.GzipFile(fileobj=raw)
    if path.suffix == ".bz2":
        return bz2.BZ2File(raw)
    if path.suffix in (".zst", ".zstd"):
        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return io.BufferedReader(reader, 1 << 20)
    return raw


def _lines(stream: Reads) -> Iterator[bytes]:
    """Entities without the brackets of the array and the commas between them; a longer line than `LONGEST` is cut."""
    while line := stream.readline(LONGEST):
        text = line.strip().rstrip(b",")
        if text not in (b"", b"[", b"]"):
            yield text
