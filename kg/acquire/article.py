"""From what a reader found to an `Article`, or to the issue that there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.acquire.bylines import bylines
from kg.acquire.dates import parse_day
from kg.acquire.languages import language_of, main_tag
from kg.acquire.metadata import Dated, split_date
from kg.acquire.options import ReadOptions
from kg.acquire.repair import repair
from kg.errors import EmptyInput, InputError, NoArticle, Unreachable
from kg.model import Article, Issue, Severity


@dataclass(frozen=True, slots=True)
class Found:
    """A text as it was found, with what came beside it; `day` is a date as written there.

    `author` is whatever the source has in that place: see `bylines`.
    `doubtful_language` is a language that is only worth something where the words do not tell another; `remedy` is
    what the user can do where there is no date.
    """

    source: str
    text: str
    day: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: object = None
    language: str | None = None
    doubtful_language: str | None = None
    remedy: str = "Give --date."


def make_article(found: Found, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article, after the warnings about it. Raises `EmptyInput` if repair leaves no text."""
    dated = split_date(repair(found.text))
    if not dated.text:
        raise EmptyInput(found.source, "there is no text in it.")
    if found.day is not None:
        dated = Dated(dated.text, parse_day(found.day, options.fields.date_format), found.day)
    if dated.impossible:
        yield Issue(
            found.source,
            "bad-date",
            f"{dated.written!r} is no date.",
            Severity.WARNING,
            "Write it as YYYY-MM-DD, or say how it is written: --date-format %d/%m/%Y.",
        )
    published = dated.published or options.default_date
    if published is None:
        yield Issue(
            found.source,
            "undated",
            "no date is known, so words like 'yesterday' get none.",
            Severity.WARNING,
            found.remedy,
        )
    yield Article(
        text=dated.text,
        language=_language(found, dated.text, options),
        published=published,
        url=_cleaned(found.url),
        title=_cleaned(found.title),
        publisher=(publisher := _cleaned(found.publisher)),
        authors=bylines(found.author, publisher),
        source=found.source,
    )


def _language(found: Found, text: str, options: ReadOptions) -> str:
    """What the user says goes first, then what the source says, the words, what the page is set to, the setting."""
    if options.every_language:
        return options.every_language
    told = main_tag(found.language) if found.language else None
    doubtful = main_tag(found.doubtful_language) if found.doubtful_language else None
    return told or language_of(text) or doubtful or options.language


def _cleaned(text: str | None) -> str | None:
    """One line of repaired text; None if nothing is left."""
    return " ".join(repair(text).split()) or None if text else None


def issue_of(error: InputError, *, named: bool = True) -> Issue:
    """The issue that stands for an error of one source.

    What is no article is a warning only if it was not `named`, but come across in a folder, a feed or an archive.
    """
    harmless = not named and isinstance(error, NoArticle)
    return Issue(
        error.source,
        "no-article"
        if isinstance(error, NoArticle)
        else "empty"
        if isinstance(error, EmptyInput)
        else "unreachable"
        if isinstance(error, Unreachable)
        else "unreadable",
        error.said,
        Severity.WARNING if harmless else Severity.ERROR,
        error.hint,
    )
