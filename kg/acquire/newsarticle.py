"""What a page says of its article in JSON-LD, in the words of schema.org (https://schema.org/NewsArticle)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import html

from kg.acquire.markup import as_text

_LEAST = 200
"""A shorter body is a teaser."""
_GLUED = re.compile(r"[a-zçğıöşü][.!?][A-ZÇĞİÖŞÜ][a-zçğıöşü]")
"""A sentence that begins right behind another: what publishers' programs make of paragraphs when they drop the tags."""
_CUT = re.compile(r"(?:\.\.\.|…|\[\.*…?\])\s*$")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """An article as its page describes it; `author` is whatever stands there.

    `body` is the whole text, None if it is not there or not sound.
    """

    headline: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: object = None
    language: str | None = None
    url: str | None = None
    body: str | None = None


def news_article(tree: html.HtmlElement, address: str | None = None) -> NewsArticle | None:
    """The article that a page describes, None if it describes none; of several that of the address, else the first."""
    found = [_article(item) for item in _items(tree)]
    at_address = (item for item in found if address and item.url == address)
    return next(at_address, found[0] if found else None)


def _items(tree: html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            try:
                # pages put line ends into strings, which strict JSON forbids
                read = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles(read, 0)


def _articles(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _articles(part, depth + 1)
    elif isinstance(value, Mapping):
        if _is_article(value.get("@type")):
            yield value
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _articles(value.get(key), depth + 1)


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(("Article", "BlogPosting")) for name in kinds)


def _article(item: Mapping[str, Any]) -> NewsArticle:
    return NewsArticle(
        headline=_name(item.get("headline")) or _name(item.get("name")),
        published=_name(item.get("datePublished")) or _name(item.get("dateCreated")),
        publisher=_name(item.get("publisher")) or _name(item.get("sourceOrganization")),
        author=item.get("author"),
        language=_name(item.get("inLanguage")),
        url=_address(item.get("url")) or _address(item.get("mainEntityOfPage")),
        body=sound_body(item.get("articleBody")),
    )


def sound_body(value: Any) -> str | None:
    """The text of an articleBody; None if it is a teaser, cut short, or has lost its paragraphs.

    >>> sound_body("Kısa bir özet…") is None
    True
    """
    if not isinstance(value, str):
        return None
    text = as_text(unescape(value))
    if len(text) < _LEAST or _CUT.search(text) or _GLUED.search(text):
        return None
    return text


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next((name for part in value if (name := _name(part))), None)
    if isinstance(value, Mapping):
        return _name(value.get("name")) or _name(value.get("alternateName"))
    return unescape(value).strip() or None if isinstance(value, str) else None


def _address(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return _address(value.get("@id")) or _address(value.get("url"))
    return value.strip() if isinstance(value, str) and value.startswith(("http://", "https://")) else None
