"""What a caller can choose about reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kg.acquire.fields import Fields
from kg.acquire.web.options import WebOptions

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How articles are read.

    `language` (BCP 47) is for articles that name none and whose words do not surely tell it; `every_language` is
    the language of all articles, whatever they say themselves. `default_date` is for articles that give none.
    `max_bytes` is the largest article that is read, unpacked. With `keep_duplicates` an article that a run
    has already seen comes again, otherwise it becomes an issue. `format` is the suffix of the reader that is taken for
    sources named by themselves, whatever they are called (".jsonl"). `fields` says where records keep what; `web` how
    servers are asked. With `feed_text` the text that a feed brings is the article, and the pages are not fetched.
    """

    language: str = "tr"
    default_date: date | None = None
    max_bytes: int = 5 * MEGABYTE
    keep_duplicates: bool = False
    every_language: str | None = None
    format: str | None = None
    fields: Fields = field(default_factory=Fields)
    web: WebOptions = field(default_factory=WebOptions)
    feed_text: bool = False

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise ValueError(f"the largest article must have at least one byte, not {self.max_bytes}")
