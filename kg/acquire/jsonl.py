"""Reads JSON Lines: one article a line, `{"text": …, "date": …, "url": …, "title": …, "publisher": …}`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.acquire.article import Found, issue_of, make_article
from kg.acquire.options import ReadOptions
from kg.acquire.text import TOO_LARGE_HINT, too_large
from kg.errors import InputError, UnreadableInput
from kg.model import Article, Issue

_SKIPPED_AT_ONCE = 1 << 20


class Record(BaseModel):
    """One line. Only `text` is required; fields not named here are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    date: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None


def read_jsonl(path: Path, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of a file in their order, and an issue for each line that is none."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file, options.max_bytes), 1):
                if line.strip():
                    yield from read_line(line, f"{path}:{number}", options)
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read ({error.strerror}).") from error


def read_line(line: bytes, source: str, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article of one line, after the warnings about it, or the issue that there is none."""
    try:
        if len(line) > options.max_bytes:
            raise UnreadableInput(source, too_large(len(line), options.max_bytes), hint=TOO_LARGE_HINT)
        yield from make_article(_found(line, source), options)
    except InputError as error:
        yield issue_of(error)


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines, those over the limit cut after one byte too many, so that no line fills the memory."""
    while line := file.readline(limit + 1):
        yield line
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(_SKIPPED_AT_ONCE)


def _found(line: bytes, source: str) -> Found:
    try:
        record = Record.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UnreadableInput(
            source,
            f"is no article: {where or 'line'}: {first['msg']}.",
            hint='A line must be like {"text": "…", "date": "2025-12-12"}.',
        ) from error
    return Found(
        source,
        record.text,
        day=record.date,
        url=record.url,
        title=record.title,
        publisher=record.publisher,
        language=record.language,
    )
