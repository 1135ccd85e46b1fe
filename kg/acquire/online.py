"""Reads web addresses: a page, a feed or sitemap with the pages it names, or a file that there is a reader for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.acquire.article import issue_of
from kg.acquire.feeds.entry import Entry
from kg.acquire.feeds.feed import feed_entries
from kg.acquire.feeds.saved import own_text
from kg.acquire.feeds.sitemap import sitemap_entries
from kg.acquire.input import Input, Told
from kg.acquire.options import ReadOptions
from kg.acquire.read import READERS, of_unknown, read_input
from kg.acquire.sniff import FEED, SITEMAP
from kg.acquire.web.answer import Answer
from kg.acquire.web.client import Client
from kg.errors import InputError, NoArticle
from kg.model import Article, Issue

LARGEST_LIST = 60_000_000
"""Bytes of a feed or sitemap; the protocol of sitemaps allows 50 MiB."""
DEEPEST = 3
"""Indexes of sitemaps may name further indexes, so far down."""

_LISTS = frozenset({"application/xml", "text/xml", "application/rss+xml", "application/atom+xml"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def reading(options: ReadOptions) -> Callable[[str], Iterator[Article | Issue]]:
    """What yields the articles of an address (a part of `kg.schemes`)."""
    return Online(options).read


class Online:
    """Reads addresses, one after the other, with one client for all."""

    def __init__(self, options: ReadOptions, client: Client | None = None) -> None:
        self._options = options
        self._client = client or Client(options.web)

    def read(self, url: str) -> Iterator[Article | Issue]:
        """The articles that an address leads to; all trouble as issues."""
        try:
            answer = self._client.get(url, self.limit)
            given = self.given(url, answer)
            listed = self.listed(given, answer)
            if listed is None:
                yield from read_input(given, self._options)
            else:
                for entry in listed:
                    yield from self.entry(entry)
        except InputError as error:
            yield issue_of(error)

    def get(self, url: str, conditions: dict[str, str]) -> Answer:
        """The answer of an address; `InputError` if there is none."""
        return self._client.get(url, self.limit, conditions)

    def limit(self, media_type: str) -> int:
        """The most bytes that an answer of a media type may have."""
        if media_type in _PAGES:
            return self._options.max_bytes
        return LARGEST_LIST if media_type in _LISTS else self._options.web.most_bytes

    def given(self, name: str, answer: Answer, told: Told | None = None, *, named: bool = True) -> Input:
        """An answer as an input to read, once."""
        given = of_unknown(name, answer.body, self._options, answer.media_type)
        told = replace(told or Told(), url=answer.url)
        return replace(given, told=told, named=named, charset=answer.charset)

    def listed(self, given: Input, answer: Answer) -> Iterator[Entry] | None:
        """The entries of an answer that is a feed or sitemap, else None; `InputError` if it is none in truth."""
        if given.suffix == FEED:
            data = given.whole(LARGEST_LIST)
            return feed_entries(data, answer.url, answer.fields.get("content-type", ""))
        return self._mapped(given, answer.url, 1) if given.suffix == SITEMAP else None

    def _mapped(self, given: Input, url: str, depth: int) -> Iterator[Entry]:
        with given.open() as file:
            for entry in sitemap_entries(file, url):
                if isinstance(entry, Entry):
                    yield entry
                elif depth < DEEPEST:
                    answer = self._client.get(entry, self.limit)
                    yield from self._mapped(self.given(entry, answer), answer.url, depth + 1)

    def entry(self, entry: Entry) -> Iterator[Article | Issue]:
        """The article of an entry; all trouble as issues."""
        try:
            yield from self.article(entry)
        except InputError as error:
            yield issue_of(error, named=False)

    def article(self, entry: Entry) -> Iterator[Article | Issue]:
        """The article of an entry; `InputError` if it cannot be had."""
        if self._options.feed_text:
            yield from own_text(entry, self._options)
            return
        answer = self._client.get(entry.url, self.limit)
        if answer.media_type and answer.media_type not in _PAGES:
            answer.body.close()
            raise NoArticle(entry.url, f"is no page, but {answer.media_type}.")
        given = self.given(entry.url, answer, entry.told, named=False)
        yield from READERS.load(".html")(given, self._options)
