"""Reads a text file: one article."""

from __future__ import annotations

from collections.abc import Iterator

from kg.acquire.article import Found, make_article
from kg.acquire.encoding import NotText, decode_declared
from kg.acquire.input import Input
from kg.acquire.options import ReadOptions
from kg.errors import UnreadableInput
from kg.model import Article, Issue

_REMEDY = "Begin the file with a line 'date YYYY-MM-DD', or give --date."


def read_text(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article with the warnings about it; `UnreadableInput` or `EmptyInput` if it is none."""
    told = given.told
    yield from make_article(
        Found(
            given.name, decoded(given, given.whole(options.max_bytes)),
            told.day, told.url, told.title, told.publisher, told.author,
            told.language, remedy=_REMEDY,
        ),
        options,
    )  # fmt: skip


def decoded(given: Input, data: bytes, *declared: str | None) -> str:
    """The text of all bytes of an input; `UnreadableInput` if they are no text."""
    try:
        return decode_declared(data, given.charset, *declared)
    except NotText as error:
        raise UnreadableInput(
            given.name, f"is not text: {error}.", hint="Give plain text, best in UTF-8."
        ) from error
