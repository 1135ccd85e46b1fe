"""Reads Markdown with front matter: one article, and what is known of it in YAML or TOML above its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.acquire.article import make_article
from kg.acquire.input import Input
from kg.acquire.options import ReadOptions
from kg.acquire.records import found_in
from kg.acquire.text import decoded
from kg.errors import NoArticle, UnreadableInput
from kg.model import Article, Issue

_FRONT = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\n(?P<matter>.*?)^(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_MOST_MATTER = 64_000
_MOST_BRACKETS = 5000
"""Where links may begin; the time that the parser needs goes with the square of them."""
# the same as safe_load, in C where that is there
_SAFE: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def read_markdown(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The article of a file.

    A file without front matter that was only come across is `NoArticle`: folders of articles have notes in them too.
    """
    source = decoded(given, given.whole(options.max_bytes)).replace("\r\n", "\n")
    match = _FRONT.match(source)
    if match is None and not given.named:
        raise NoArticle(
            given.name,
            "has no front matter, so it is taken for a note.",
            hint="Begin it with lines of --- around 'date: 2025-12-12', or name the file itself.",
        )
    if source.count("[") > _MOST_BRACKETS:
        raise UnreadableInput(
            given.name, f"has more than {_MOST_BRACKETS} square brackets, as no article has."
        )
    matter = _parsed(match["mark"], match["matter"], given.name) if match else {}
    text = plain(source[match.end() :] if match else source)
    known = {"language": given.told.language, "url": given.told.url, **matter}
    record = {**known, options.fields.place("text"): text}
    yield from make_article(found_in(record, given.name, options.fields), options)


def _parsed(mark: str, matter: str, source: str) -> Mapping[str, Any]:
    if len(matter) > _MOST_MATTER:
        raise UnreadableInput(source, f"its front matter has more than {_MOST_MATTER} characters.")
    try:
        read = tomllib.loads(matter) if mark == "+++" else yaml.load(matter, _SAFE)  # noqa: S506
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" in its line {where.line + 1}" if where else ""
        reason = getattr(error, "problem", None) or error
        raise UnreadableInput(
            source, f"its front matter cannot be read{line}: {reason}.", hint="It must be YAML or TOML."
        ) from error
    if read is not None and not isinstance(read, dict):
        raise UnreadableInput(
            source, "its front matter has no fields.", hint="Write lines such as date: 2025-12-12."
        )
    return {str(name): value for name, value in (read or {}).items()}


def plain(source: str) -> str:
    r"""The text of Markdown: a paragraph for each block, without code, pictures and marks.

    >>> plain(
    ...     "# Zirve\n\n**Putin**, [Şi](https://example.org) ile\ngörüştü.\n\n- bir\n- iki\n\n![resim](a.png)"
    ... )
    'Zirve\n\nPutin, Şi ile görüştü.\n\nbir\n\niki'
    """
    paragraphs = (
        _inline(token.children or []) for token in _MARKDOWN.parse(source) if token.type == "inline"
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _inline(tokens: list[Token]) -> str:
    pieces: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak":
            pieces.append("\n")
    return "".join(pieces).strip()
