"""Reads RSS and Atom feeds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser

from kg.acquire.feeds.entry import Entry
from kg.acquire.input import Told
from kg.errors import UnreadableInput


def feed_entries(data: bytes, url: str, content_type: str = "") -> Iterator[Entry]:
    """The entries of a feed in its order; those without an address are left out.

    `UnreadableInput` if it is no feed.
    """
    fields = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    try:
        read: Any = feedparser.parse(io.BytesIO(data), response_headers=fields)
    except Exception as error:  # the outermost handler of one feed: the parser fails on some in odd ways
        raise UnreadableInput(
            url, f"is a feed that cannot be read ({type(error).__name__}: {error})."
        ) from error
    if not read.get("version") and not read.entries:
        trouble = read.get("bozo_exception")
        why = f" ({trouble})" if trouble else ""
        raise UnreadableInput(
            url, f"is no feed that can be read{why}.", hint="Check the address in a browser."
        )
    feed = read.feed
    for entry in read.entries:
        if link := entry.get("link"):
            # the library's own look-up would give the day of publication where there is none of a change
            changed = str(dict.get(entry, "updated") or "")
            told = Told(
                day=entry.get("published") or changed or None,
                url=urljoin(url, link),
                title=entry.get("title"),
                publisher=_publisher(entry, feed),
                author=entry.get("authors") or entry.get("author"),
                language=feed.get("language"),
            )
            yield Entry(urljoin(url, link), told, entry.get("id", ""), changed, _text(entry))


def _publisher(entry: Any, feed: Any) -> str | None:
    """Who publishes, where that is said. The title of a feed is often that of a section."""
    name = entry.get("source", {}).get("title") or entry.get("publisher") or feed.get("publisher")
    return str(name) if name and "@" not in name else None


def _text(entry: Any) -> str | None:
    """The longest text that the entry brings."""
    texts = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
    return max(texts, key=len) or None
