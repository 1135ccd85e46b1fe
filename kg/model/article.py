"""The news text as ingested."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One article: repaired NFC text without its metadata line, and what is known about it.

    `language` is a BCP 47 tag. `published` is None when the source gives no date. `authors` are the names in its
    byline, as they stand there. `source` is where it was read from, for messages only; it never enters the graph.
    """

    text: str
    language: str = "tr"
    published: date | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an article needs a text")
        if not unicodedata.is_normalized("NFC", self.text):
            raise ValueError("an article's text must be in NFC: offsets count its code points")

    @property
    def sha256(self) -> str:
        """Hex digest of the UTF-8 text."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def id(self) -> str:
        """Sixteen hex digits that name the article: of its text and its date.

        The same words published on another day are another article, since "yesterday" in them is
        another day.
        """
        day = self.published.isoformat() if self.published else ""
        return hashlib.sha256(f"{day}\n{self.text}".encode()).hexdigest()[:16]
