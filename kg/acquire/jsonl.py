"""Reads JSON Lines: one article a line, `{"text": …, "date": …, "url": …, "title": …, "publisher": …}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pydantic_core import from_json

from kg.acquire.article import issue_of, make_article
from kg.acquire.input import TOO_LARGE_HINT, Input, too_large
from kg.acquire.options import ReadOptions
from kg.acquire.records import Record, found_in, read_records
from kg.errors import InputError, UnreadableInput
from kg.model import Article, Issue

_SKIPPED_AT_ONCE = 1 << 20


def read_jsonl(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of a file in their order, and an issue for each line that is none."""
    with given.open() as file:
        yield from read_records(_records(file, given.name, options.max_bytes), given, options)


def _records(file: BinaryIO, name: str, limit: int) -> Iterator[tuple[str, Record | InputError]]:
    for number, line in enumerate(lines(file, limit), 1):
        if line.strip():
            source = f"{name}:{number}"
            yield source, _parsed(line, source, limit)


def read_line(
    line: bytes, source: str, options: ReadOptions, *, named: bool = True
) -> Iterator[Article | Issue]:
    """The article of one line, after the warnings about it, or the issue that there is none.

    `named` says whether the file was named by itself, as in `Input`.
    """
    try:
        record = _parsed(line, source, options.max_bytes)
        if isinstance(record, InputError):
            raise record
        yield from make_article(found_in(record, source, options.fields), options)
    except InputError as error:
        yield issue_of(error, named=named)


def lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines, those over the limit cut after one byte too many, so that no line fills the memory."""
    while line := file.readline(limit + 1):
        yield line
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(_SKIPPED_AT_ONCE)


def _parsed(line: bytes, source: str, limit: int) -> Record | InputError:
    if len(line) > limit:
        return UnreadableInput(source, too_large(None, limit), hint=TOO_LARGE_HINT)
    try:
        record = from_json(line.removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:
        return UnreadableInput(source, f"is no article: line: Invalid JSON: {error}.", hint=_LIKE)
    if not isinstance(record, dict):
        return UnreadableInput(source, "is no article: line: a JSON object is needed.", hint=_LIKE)
    return record


_LIKE = 'A line must be like {"text": "…", "date": "2025-12-12"}.'
