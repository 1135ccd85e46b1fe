"""Reads a feed that was saved as a file: the texts that it brings itself."""

from __future__ import annotations

from collections.abc import Iterator

from kg.acquire.article import Found, issue_of, make_article
from kg.acquire.feeds.entry import Entry
from kg.acquire.feeds.feed import feed_entries
from kg.acquire.input import Input
from kg.acquire.markup import as_text
from kg.acquire.options import ReadOptions
from kg.errors import InputError, NoArticle
from kg.model import Article, Issue


def read_feed(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of a feed, whose text is what the feed brings; no page is fetched."""
    for entry in feed_entries(given.whole(options.web.most_bytes), given.name):
        try:
            yield from own_text(entry, options)
        except InputError as error:
            yield issue_of(error, named=False)


def own_text(entry: Entry, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article of an entry from what the list brings; `NoArticle` if that is nothing."""
    if entry.text is None:
        raise NoArticle(entry.url, "the feed brings no text for it.")
    told = entry.told
    found = Found(
        entry.url, as_text(entry.text), told.day, told.url, told.title, told.publisher, told.author,
        doubtful_language=told.language,
    )  # fmt: skip
    yield from make_article(found, options)
