from __future__ import annotations

import bz2
import gzip
import io
import tracemalloc
import zlib
from collections import deque

import brotli
import pytest
import zstandard

from kg.acquire.unpack import Unpacked, coding_of, unpacked
from kg.errors import UnreadableInput

TEXT = "Cumhurbaşkanı telefonda görüştü.\n".encode() * 5000
PACK = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "zstd": zstandard.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
}
CUT = sorted(PACK)
SEVERAL = ("gzip", "bzip2", "zstd")


def read(data: bytes, coding: str) -> bytes:
    return unpacked(io.BytesIO(data), coding, "a.gz").read()


@pytest.mark.parametrize("coding", PACK)
def test_what_was_packed_comes_back(coding: str) -> None:
    data = PACK[coding](TEXT)
    assert len(data) < len(TEXT) / 10
    assert read(data, coding) == TEXT


def test_deflate_without_a_header_is_read_too() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert read(packer.compress(TEXT) + packer.flush(), "deflate") == TEXT


@pytest.mark.parametrize("coding", SEVERAL)
def test_several_members_are_one_text(coding: str) -> None:
    data = PACK[coding](b"bir ") + PACK[coding](b"") + PACK[coding](b"iki")
    assert read(data, coding) == b"bir iki"


def test_zero_bytes_after_the_end_are_padding() -> None:
    assert read(gzip.compress(TEXT) + b"\0" * 1000, "gzip") == TEXT


def test_nothing_gives_nothing() -> None:
    assert read(b"", "gzip") == b""


@pytest.mark.parametrize("coding", CUT)
def test_a_file_that_was_cut_gives_its_beginning_and_then_says_so(coding: str) -> None:
    whole = bytes(range(256)) * 40 + TEXT
    data = PACK[coding](whole)
    file = Unpacked(io.BytesIO(data[:-20]), coding, "a.gz")
    got = bytearray()
    with pytest.raises(UnreadableInput, match=r"a\.gz: ends too early"):
        deque(map(got.extend, iter(lambda: file.read(1000), b"")), maxlen=0)
    assert whole.startswith(bytes(got))


@pytest.mark.parametrize("coding", ["gzip", "bzip2", "zstd", "br"])
def test_damaged_data_is_said_to_be(coding: str) -> None:
    with pytest.raises(UnreadableInput, match=r"no sound|ends too early"):
        read(b"this was never packed at all, not one byte of it, in any way", coding)


def test_data_after_the_end_is_damage() -> None:
    with pytest.raises(UnreadableInput, match="no sound gzip"):
        read(gzip.compress(TEXT) + b"more", "gzip")


@pytest.mark.parametrize("coding", PACK)
def test_a_bomb_is_stopped_in_little_memory(coding: str) -> None:
    zeros = b"\0" * (1 << 20)
    if coding == "br":
        data = brotli.compress(zeros * 60, quality=5)
    elif coding == "zstd":
        packer = zstandard.ZstdCompressor().compressobj()
        data = b"".join(packer.compress(zeros) for _ in range(60)) + packer.flush()
    else:
        packer = (
            bz2.BZ2Compressor()
            if coding == "bzip2"
            else zlib.compressobj(wbits=31 if coding == "gzip" else 15)
        )
        data = b"".join(packer.compress(zeros) for _ in range(60)) + packer.flush()
    assert len(data) < 100_000
    file = unpacked(io.BytesIO(data), coding, "a.gz")
    tracemalloc.start()
    with pytest.raises(UnreadableInput, match="as only bombs do"):
        deque(iter(lambda: file.read(1 << 16), b""), maxlen=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_packed_data_shows_by_its_beginning() -> None:
    assert [coding_of(PACK[coding](TEXT)) for coding in SEVERAL] == list(SEVERAL)
    assert coding_of(TEXT) is None
