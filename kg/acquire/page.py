"""Reads an HTML page: its article, without all that stands around it.

What a page says of itself (schema.org, then meta elements) goes before what can be guessed from its look.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document
from trafilatura.utils import load_html

from kg.acquire.article import Found, make_article
from kg.acquire.input import Input
from kg.acquire.newsarticle import NewsArticle, news_article
from kg.acquire.options import ReadOptions
from kg.acquire.text import decoded
from kg.errors import NoArticle
from kg.model import Article, Issue

# what these say of single pages is said in issues
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_LEAST = 80
"""A page has no article of fewer characters."""
_LONGEST_SENTENCE = 300
"""Characters of a sentence, on average of a text."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)»]*(?:\s|$)")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE
)
_DATE: dict[str, Any] = {"extensive_search": False, "original_date": True}
"""Dates from the page's own marks only: one that stands anywhere in it may be today's, or that of another article."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the head of a page says."""

    published: str | None
    title: str | None
    publisher: str | None
    author: str | None
    language: str | None
    url: str | None
    kind: str | None


def read_html(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article of a page; `NoArticle` if there is none."""
    data = given.whole(options.max_bytes)
    declared = _CHARSET.search(data[:4096])
    text = decoded(given, data, declared[1].decode("ascii") if declared else None)
    yield from make_article(found_in(text, given), options)


def found_in(text: str, given: Input) -> Found:
    """What is found in the source text of a page; `NoArticle` if that is no article."""
    try:
        return _of_tree(load_html(text), given)
    except NoArticle:
        raise
    except Exception as error:
        raise NoArticle(
            given.name, f"is a page that cannot be taken apart ({type(error).__name__}: {error})."
        ) from error


def _of_tree(tree: html.HtmlElement | None, given: Input) -> Found:
    if tree is None:
        raise NoArticle(given.name, "is no HTML page.")
    marks = _marks(tree)
    address = given.told.url or marks.url
    said = news_article(tree, address)
    if said is None and marks.kind == "website" and _is_front(address):
        raise NoArticle(
            given.name, "is a front page, and no article.", hint="Give the address of the site's feed."
        )
    return _found(tree, given, marks, said)


def _found(tree: html.HtmlElement, given: Input, marks: Marks, said: NewsArticle | None) -> Found:
    said = said or NewsArticle()
    day = said.published or marks.published or given.told.day
    title = said.headline or marks.title or given.told.title
    guessed = Document() if day and title else extract_metadata(tree, given.told.url, _DATE)
    body = said.body or _main_text(tree)
    if len(body) < _LEAST:
        raise NoArticle(
            given.name,
            "no article is found on the page.",
            hint="If there is one, give its text as a .txt file.",
        )
    title = title or guessed.title
    return Found(
        given.name,
        _without_title(body, title),
        day=day or guessed.date,
        url=_canonical(said.url or marks.url, given.told.url),
        title=title,
        publisher=said.publisher or marks.publisher or given.told.publisher,
        author=said.author or marks.author or given.told.author,
        doubtful_language=said.language or given.told.language or marks.language,
    )


def _main_text(tree: html.HtmlElement) -> str:
    """The text that looks like the article."""
    found = bare_extraction(tree, include_comments=False, include_tables=False, fast=True)
    text = str(found.text or "").strip() if isinstance(found, Document) else ""
    return text if _is_prose(text) else ""


def _is_prose(text: str) -> bool:
    """Whether a text is in sentences; lists of links are not."""
    return _LONGEST_SENTENCE * len(_SENTENCE_END.findall(text)) >= len(text)


def _without_title(body: str, title: str | None) -> str:
    """The text without its title, where it begins with that: the title is told beside it."""
    first, _, rest = body.partition("\n")
    return rest.strip() if title and first.split() == title.split() and rest.strip() else body


def _marks(tree: html.HtmlElement) -> Marks:
    told: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name and (content := (element.get("content") or "").strip()):
            told.setdefault(name, content)
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return Marks(
        published=told.get("article:published_time") or told.get("datepublished"),
        title=told.get("og:title"),
        publisher=told.get("og:site_name"),
        author=told.get("author") or told.get("article:author") or told.get("dc.creator"),
        language=tree.get("lang") or told.get("og:locale"),
        url=next((link for link in links if link), None) or told.get("og:url"),
        kind=told.get("og:type", "").lower() or None,
    )


def _canonical(said: str | None, fetched: str | None) -> str | None:
    """The address that the page gives itself, if it is one of the site it was fetched from."""
    if said is None or not said.startswith(("http://", "https://")):
        return fetched
    same_site = fetched is None or _site(said) == _site(fetched)
    return said if same_site and not _is_front(said) else fetched


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")


def _is_front(url: str | None) -> bool:
    return url is not None and urlsplit(url).path in ("", "/")
