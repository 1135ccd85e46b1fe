"""Which format bytes have, from how they begin and what was said about them."""

from __future__ import annotations

import re

from kg.acquire.encoding import decode_start

LOOKED_AT = 4096
"""So many first bytes are enough."""

_BY_MEDIA_TYPE = {
    "application/json": ".json",
    "application/xhtml+xml": ".html",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/vnd.apache.parquet": ".parquet",
    "application/warc": ".warc",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/html": ".html",
    "text/markdown": ".md",
}
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|article|meta|script)\b", re.IGNORECASE)

FEED, SITEMAP = ".feed", ".sitemap"
"""Names for the two formats that are lists of addresses, and have no suffix of their own."""


def format_of_bytes(first: bytes, media_type: str = "") -> str:
    """The suffix of the format of which the first bytes are, unpacked; `.txt` if they show nothing else."""
    if first.startswith(b"PAR1"):
        return ".parquet"
    if first.startswith(b"WARC/"):
        return ".warc"
    text = decode_start(first).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _of_markup(text)
    return _BY_MEDIA_TYPE.get(media_type) or _of_text(text)


def _of_text(text: str) -> str:
    if text.startswith("["):
        return ".json"
    if text.startswith("{"):
        return ".jsonl" if _whole_line(text) else ".json"
    if text.startswith("---") and re.match(r"---\s*\n[^\n]+:", text):
        return ".md"
    return ".txt"


def _of_markup(text: str) -> str:
    for form, pattern in ((FEED, _FEED), (SITEMAP, _SITEMAP)):
        found, page = pattern.search(text), _PAGE.search(text)
        if found and not (page and page.start() < found.start()):
            return form
    return ".html"


def _whole_line(text: str) -> bool:
    """Whether the first line ends its object, or is longer than what is seen."""
    line, end, _ = text.partition("\n")
    return not end or line.rstrip().endswith("}")
