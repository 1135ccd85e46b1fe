"""Reads web archives (WARC, ISO 28500, and their elder ARC): the articles of the HTML pages in them."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from kg.acquire.article import issue_of
from kg.acquire.input import TOO_LARGE_HINT, Input, Told, too_large
from kg.acquire.options import ReadOptions
from kg.acquire.page import read_html
from kg.errors import EmptyInput, InputError, UnreadableInput
from kg.model import Article, Issue

# what it says of single records is said in issues
logging.getLogger("warcio").setLevel(logging.CRITICAL)

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_RECORDS = frozenset({"response", "resource"})
_LONGEST_LINE = 1 << 16
_LONGEST_HEAD = 4 << 20
_BROKEN = (ArchiveLoadFailed, EOFError, ValueError, zlib.error)


def read_warc(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of an archive in its order; pages without one are warnings."""
    with given.open() as file:
        archive = _QuietArchive(file, arc2warc=True)
        archive.reader = _BoundedReader(archive.fh)
        while (record := _next(archive, given)) is not None:
            archive.reader.head = 0
            if _is_page(record):
                yield from _read(record, given, options)


def _next(archive: Any, given: Input) -> Any:
    """The next record; None at the end."""
    try:
        return next(archive, None)
    except Exception as error:  # the parser fails on some broken archives in odd ways
        reason = " ".join(str(error).split())[:200]
        raise UnreadableInput(
            given.name,
            f"is no sound WARC file ({reason}).",
            hint="What comes before the damage is read.",
        ) from error


class _QuietArchive(ArchiveIterator):  # type: ignore[misc]
    """The library writes to the terminal what it thinks of records; here that is nothing."""

    INC_RECORD = ""


class _BoundedReader(DecompressingBufferedReader):  # type: ignore[misc]
    """Gives lines of header fields that are no longer than any sound ones; `head` is how long they are by now."""

    head = 0

    def readline(self, length: int | None = None) -> bytes:
        """The next line, or the beginning of one that is too long."""
        line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        self.head += len(line)
        if self.head > _LONGEST_HEAD:
            raise ArchiveLoadFailed("the header fields of a record have no end")
        return line


def _is_page(record: Any) -> bool:
    if record.rec_type not in _RECORDS:
        return False
    http = record.http_headers
    if http is None:
        told = record.rec_headers.get_header("Content-Type")
    elif http.get_statuscode() == "200":
        told = http.get_header("Content-Type")
    else:
        return False
    return (told or "").partition(";")[0].strip().lower() in _PAGES


def _read(record: Any, archive: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    source = f"{archive.name}:{url}"
    try:
        data = _payload(record, source, options.max_bytes)
        page = Input(
            source, lambda: BytesIO(data), ".html", named=False, charset=_charset(record), told=Told(url=url or None)
        )  # fmt: skip
        yield from read_html(page, options)
    except InputError as error:
        yield issue_of(error, named=False)


def _payload(record: Any, source: str, limit: int) -> bytes:
    stream: BinaryIO = record.content_stream()
    pieces: list[bytes] = []
    left = limit + 1
    try:
        while left > 0 and (piece := stream.read(left)):
            pieces.append(piece)
            left -= len(piece)
    except _BROKEN as error:
        raise UnreadableInput(source, f"is packed unsoundly ({error}).") from error
    if left <= 0:
        raise UnreadableInput(source, too_large(None, limit), hint=TOO_LARGE_HINT)
    if not pieces:
        raise EmptyInput(source, "the page is empty.")
    return b"".join(pieces)


def _charset(record: Any) -> str | None:
    told = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    _, found, charset = told.lower().partition("charset=")
    return charset.partition(";")[0].strip(" \"'") or None if found else None
