"""The articles of files and folders, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.acquire.article import issue_of
from kg.acquire.discover import check_paths, find_files
from kg.acquire.options import ReadOptions
from kg.errors import InputError, UnreadableInput
from kg.model import Article, Issue, Severity
from kg.plugins import Registry

Reader = Callable[[Path, ReadOptions], Iterator[Article | Issue]]
"""Yields the articles of one file, and an issue for each record that is none."""

READERS = Registry(
    group="kg.readers",
    what="reader",
    builtin={".txt": "kg.acquire.text:read_text", ".jsonl": "kg.acquire.jsonl:read_jsonl"},
)
"""Readers by the suffix of the files they read. Any other file that is named by itself is read as text."""


def read_articles(paths: Sequence[Path], options: ReadOptions | None = None) -> Iterator[Article | Issue]:
    """All articles in the order of the paths and, in folders, of names; lazily.

    Raises `UnreadableInput` at once if a path does not exist. Any other trouble with one file or record is
    yielded as an `Issue`, and reading goes on.
    """
    check_paths(paths)
    return _read(paths, options or ReadOptions())


def count_articles(paths: Sequence[Path]) -> int | None:
    """How many articles there will be at most, None if that shows only on reading."""
    suffixes = frozenset(READERS.names())
    files = [file for path in paths for file in find_files(path, suffixes)]
    several = any(isinstance(file, Path) and file.suffix.lower() == ".jsonl" for file in files)
    return None if several else len(files)


def _read(paths: Sequence[Path], options: ReadOptions) -> Iterator[Article | Issue]:
    suffixes = frozenset(READERS.names())
    seen: dict[str, str] = {}
    for path in paths:
        for item in _read_path(path, suffixes, options):
            if isinstance(item, Issue) or options.keep_duplicates:
                yield item
            elif item.id in seen:
                message = f"is the same article as {seen[item.id]}."
                yield Issue(item.source, "duplicate", message, Severity.WARNING)
            else:
                seen[item.id] = item.source
                yield item


def _read_path(path: Path, suffixes: frozenset[str], options: ReadOptions) -> Iterator[Article | Issue]:
    for file in find_files(path, suffixes):
        if isinstance(file, InputError):
            yield issue_of(file)
        else:
            yield from _read_file(file, suffixes, options)


def _read_file(file: Path, suffixes: frozenset[str], options: ReadOptions) -> Iterator[Article | Issue]:
    suffix = file.suffix.lower()
    reader: Reader = READERS.load(suffix if suffix in suffixes else ".txt")
    try:
        if not file.is_file():
            raise UnreadableInput(str(file), "is neither a file nor a folder.")
        yield from reader(file, options)
    except InputError as error:
        yield issue_of(error)
