"""Reads a text file: one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.acquire.article import Found, make_article
from kg.acquire.encoding import NotText, decode
from kg.acquire.options import MEGABYTE, ReadOptions
from kg.errors import EmptyInput, UnreadableInput
from kg.model import Article, Issue


def read_text(path: Path, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article of a file with the warnings about it; `UnreadableInput` or `EmptyInput` if it is none."""
    source = str(path)
    try:
        size = path.stat().st_size
        if size > options.max_bytes:
            raise UnreadableInput(source, too_large(size, options.max_bytes), hint=TOO_LARGE_HINT)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(source, f"cannot be read ({error.strerror}).") from error
    if not data:
        raise EmptyInput(source, "the file is empty.")
    try:
        text = decode(data)
    except NotText as error:
        raise UnreadableInput(
            source, f"is not text: {error}.", hint="Give plain text, best in UTF-8."
        ) from error
    yield from make_article(Found(source, text), options)


TOO_LARGE_HINT = "Give one article a file; or allow larger ones: KG_MAX_INPUT_MB=20."


def too_large(size: int, limit: int) -> str:
    """The words for an article of `size` bytes where `limit` are allowed."""
    return f"is too large: {size / MEGABYTE:.1f} MB, and {limit / MEGABYTE:g} MB is the limit."
