"""From what a reader found to an `Article`, or to the issue that there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.acquire.metadata import Dated, parse_day, split_date
from kg.acquire.options import ReadOptions
from kg.acquire.repair import repair
from kg.errors import EmptyInput, InputError, UnreadableInput
from kg.model import Article, Issue, Severity


@dataclass(frozen=True, slots=True)
class Found:
    """A text as it was found, with what came beside it; `day` is a date as written there."""

    source: str
    text: str
    day: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None


def make_article(found: Found, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article, after the warnings about it. Raises `EmptyInput` if repair leaves no text."""
    dated = split_date(repair(found.text))
    if not dated.text:
        raise EmptyInput(found.source, "there is no text in it.")
    if found.day is not None:
        dated = Dated(dated.text, parse_day(found.day), found.day)
    if dated.impossible:
        yield Issue(
            found.source,
            "bad-date",
            f"{dated.written!r} is no date.",
            Severity.WARNING,
            "Write it as YYYY-MM-DD.",
        )
    published = dated.published or options.default_date
    if published is None:
        yield Issue(
            found.source,
            "undated",
            "no date is known, so words like 'yesterday' get none.",
            Severity.WARNING,
            "Begin the file with a line 'date YYYY-MM-DD', or give --date.",
        )
    yield Article(
        text=dated.text,
        language=found.language or options.language,
        published=published,
        url=found.url,
        title=found.title,
        publisher=found.publisher,
        source=found.source,
    )


def issue_of(error: InputError) -> Issue:
    """The issue that stands for an error of one source."""
    message = error.message.removeprefix(f"{error.source}: ")
    if isinstance(error, UnreadableInput):
        return Issue(error.source, "unreadable", message, hint=error.hint)
    return Issue(error.source, "empty", message, hint=error.hint)
