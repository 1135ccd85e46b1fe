"""Reads web archives (WARC, ISO 28500): the articles of the HTML pages in them; needs the extra `warc`."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.acquire.article import issue_of
from kg.acquire.input import TOO_LARGE_HINT, Input, Told, too_large
from kg.acquire.options import ReadOptions
from kg.acquire.page import read_html
from kg.acquire.unpack import CODINGS, unpacked
from kg.errors import EmptyInput, InputError, MissingExtra, UnreadableInput
from kg.model import Article, Issue

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of an archive in its order; pages without one are warnings. `MissingExtra` without fastwarc."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  an optional library
    except ImportError as error:
        raise MissingExtra(
            "WARC files need fastwarc, which is not installed.", hint="pip install 'news-kg[warc]'"
        ) from error
    wanted = WarcRecordType.response | WarcRecordType.resource
    with given.open() as file:
        try:
            # packed archives are unpacked already, with a guard against bombs
            for record in ArchiveIterator(
                file, record_types=wanted, auto_decode="transfer", stream_detect=False, quirks_mode=True
            ):
                if _is_page(record):
                    yield from _read(record, given, options)
        except OSError as error:
            raise UnreadableInput(
                given.name, f"is no sound WARC file ({error}).", hint="What comes before the damage is read."
            ) from error


def _is_page(record: WarcRecord) -> bool:
    if record.is_http_parsed and record.http_headers.status_code != 200:
        return False
    told = record.http_content_type or record.headers.get("Content-Type") or ""
    return told.partition(";")[0].strip().lower() in _PAGES


def _read(record: WarcRecord, archive: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    url = record.headers.get("WARC-Target-URI") or ""
    source = f"{archive.name}:{url.strip('<>')}"
    try:
        data = _payload(record, source, options.max_bytes)
        page = Input(
            source,
            opening=lambda: BytesIO(data),
            suffix=".html",
            named=False,
            charset=record.http_charset,
            told=Told(url=url.strip("<>") or None),
        )
        yield from read_html(page, options)
    except InputError as error:
        yield issue_of(error, named=False)


def _payload(record: WarcRecord, source: str, limit: int) -> bytes:
    reader = cast("BinaryIO", record.reader)
    coding = (
        (record.http_headers.get("Content-Encoding", "") or "" if record.is_http_parsed else "")
        .strip()
        .lower()
    )
    if coding not in ("", "identity"):
        if coding not in CODINGS:
            raise UnreadableInput(source, f"is packed as {coding!r}, which cannot be unpacked.")
        reader = unpacked(reader, coding, source)
    data = reader.read(limit + 1)
    if len(data) > limit:
        raise UnreadableInput(source, too_large(None, limit), hint=TOO_LARGE_HINT)
    if not data:
        raise EmptyInput(source, "the page is empty.")
    return data
