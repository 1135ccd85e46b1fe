"""The articles of files, folders, web addresses and standard input, one after the other."""

from __future__ import annotations

import io
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from kg.acquire.article import issue_of
from kg.acquire.discover import check_path, find_files, format_of
from kg.acquire.input import Input, of_file, of_stream
from kg.acquire.options import ReadOptions
from kg.acquire.sniff import LOOKED_AT, format_of_bytes
from kg.acquire.unpack import coding_of, unpacked
from kg.errors import InputError, MissingExtra, SettingsError, UnreadableInput
from kg.model import Article, Issue, Severity
from kg.plugins import Registry

Reader = Callable[[Input, ReadOptions], Iterator[Article | Issue]]
"""Yields the articles of one input, and an issue for each record that is none."""

READERS = Registry(
    group="kg.readers",
    what="reader",
    builtin={
        ".txt": "kg.acquire.text:read_text",
        ".jsonl": "kg.acquire.jsonl:read_jsonl",
        ".ndjson": "kg.acquire.jsonl:read_jsonl",
        ".json": "kg.acquire.jsonfile:read_json",
        ".csv": "kg.acquire.table:read_csv",
        ".tsv": "kg.acquire.table:read_csv",
        ".parquet": "kg.acquire.parquet:read_parquet",
        ".warc": "kg.acquire.warc:read_warc",
        ".md": "kg.acquire.markdown:read_markdown",
        ".markdown": "kg.acquire.markdown:read_markdown",
        ".rss": "kg.acquire.feeds.saved:read_feed",
        ".atom": "kg.acquire.feeds.saved:read_feed",
        ".feed": "kg.acquire.feeds.saved:read_feed",
        ".html": "kg.acquire.page:read_html",
        ".htm": "kg.acquire.page:read_html",
        ".xhtml": "kg.acquire.page:read_html",
    },
)
"""Readers by the suffix of the files they read. Any other file that is named by itself is read as text."""

Opener = Callable[[ReadOptions], Callable[[str], Iterator[Article | Issue]]]
"""Makes what yields the articles of an address; called once a run."""

SCHEMES = Registry(
    group="kg.schemes",
    what="scheme of addresses",
    builtin={"http": "kg.acquire.online:reading", "https": "kg.acquire.online:reading"},
)
"""What reads addresses, by their schemes."""

REMEMBERED = 100_000
"""So many of the last articles are remembered to tell doubles; the store tells those that are further apart."""

STDIN = "-"


def read_articles(
    sources: Sequence[Path | str], options: ReadOptions | None = None
) -> Iterator[Article | Issue]:
    """All articles in the order of the sources and, in folders, of names; lazily.

    A source is a path, an address such as `https://…`, or `-` for standard input. Raises `UnreadableInput` at once if
    a path does not exist. Any other trouble with one source or record is yielded as an `Issue`, and reading goes on.
    """
    options = options or ReadOptions()
    if options.format is not None and options.format not in READERS.names():
        known = ", ".join(name.removeprefix(".") for name in READERS.names())
        raise SettingsError(
            f"There is no format {options.format.removeprefix('.')!r}.", hint=f"There are: {known}."
        )
    for source in sources:
        if scheme_of(source) is None and str(source) != STDIN:
            check_path(Path(source))
    items = _Reading(options).read(sources)
    return items if options.keep_duplicates else without_doubles(items)


def count_articles(sources: Sequence[Path | str]) -> int | None:
    """How many articles there will be at most, None if that shows only on reading."""
    if any(scheme_of(source) is not None or str(source) == STDIN for source in sources):
        return None
    suffixes = frozenset(READERS.names())
    files = [file for source in sources for file in find_files(Path(source), suffixes)]
    several = any(isinstance(file, Path) and format_of(file) in suffixes - SINGLE for file in files)
    return None if several else len(files)


SINGLE = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"})
"""Formats of which a file has one article."""


def scheme_of(source: Path | str) -> str | None:
    """The scheme of an address; None for a path, also for one whose name has a colon.

    >>> scheme_of("https://example.org/rss"), scheme_of("a:b.txt")
    ('https', None)
    """
    if isinstance(source, Path):
        return None
    scheme, found, _ = source.partition("://")
    return scheme.lower() if found and scheme.replace("+", "").replace("-", "").isalnum() else None


def without_doubles(items: Iterator[Article | Issue]) -> Iterator[Article | Issue]:
    """The items, with an issue in the place of an article that came among the last `REMEMBERED` ones."""
    seen: OrderedDict[str, str] = OrderedDict()
    for item in items:
        if isinstance(item, Issue):
            yield item
        elif item.id in seen:
            message = f"is the same article as {seen[item.id]}."
            yield Issue(item.source, "duplicate", message, Severity.WARNING)
        else:
            seen[item.id] = item.source
            if len(seen) > REMEMBERED:
                seen.popitem(last=False)
            yield item


def read_input(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of one input, by the reader for its suffix; all trouble as issues."""
    try:
        yield from _reader(given.suffix)(given, options)
    except InputError as error:
        yield issue_of(error, named=given.named)
    except MissingExtra as error:
        yield Issue(given.name, "missing-extra", error.message, hint=error.hint)


@cache
def _reader(suffix: str) -> Reader:
    """The reader for a suffix, looked up once: to see which packages are installed takes longer than to read."""
    reader: Reader = READERS.load(suffix if suffix in READERS.names() else ".txt")
    return reader


class _Reading:
    """One run over sources."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._suffixes = frozenset(READERS.names())
        self._opened: dict[Opener, Callable[[str], Iterator[Article | Issue]]] = {}

    def read(self, sources: Sequence[Path | str]) -> Iterator[Article | Issue]:
        """All items of all sources."""
        for source in sources:
            scheme = scheme_of(source)
            if scheme is not None:
                yield from self._address(scheme, str(source))
            elif str(source) == STDIN:
                yield from self._stream("stdin", sys.stdin.buffer)
            else:
                yield from self._path(Path(source))

    def _address(self, scheme: str, source: str) -> Iterator[Article | Issue]:
        if scheme not in SCHEMES.names():
            known = ", ".join(SCHEMES.names())
            error = UnreadableInput(
                source, f"addresses with {scheme}: cannot be read.", hint=f"Known: {known}."
            )
            yield issue_of(error)
            return
        opener: Opener = SCHEMES.load(scheme)
        if opener not in self._opened:
            self._opened[opener] = opener(self._options)
        yield from self._opened[opener](source)

    def _stream(self, name: str, stream: BinaryIO) -> Iterator[Article | Issue]:
        try:
            given = of_unknown(name, stream, self._options)
        except InputError as error:
            yield issue_of(error)
            return
        yield from read_input(given, self._options)

    def _path(self, path: Path) -> Iterator[Article | Issue]:
        named = not path.is_dir()
        for file in find_files(path, self._suffixes):
            if isinstance(file, InputError):
                yield issue_of(file)
            elif not file.is_file():
                yield issue_of(UnreadableInput(str(file), "is neither a file nor a folder."))
            else:
                given = of_file(file, named=named)
                if named and self._options.format:
                    given = replace(given, suffix=self._options.format)
                yield from read_input(given, self._options)


def of_unknown(name: str, stream: BinaryIO, options: ReadOptions, media_type: str = "") -> Input:
    """An input of a stream that can be read once, unpacked and with the format that its first bytes show."""
    file = stream if hasattr(stream, "peek") else io.BufferedReader(stream, LOOKED_AT)  # type: ignore[type-var]
    coding = coding_of(_peeked(file))
    if coding is not None:
        file = unpacked(file, coding, name)
    return of_stream(name, file, options.format or format_of_bytes(_peeked(file), media_type))


def _peeked(file: io.BufferedReader | BinaryIO) -> bytes:
    return file.peek(LOOKED_AT)[:LOOKED_AT]  # type: ignore[union-attr]
