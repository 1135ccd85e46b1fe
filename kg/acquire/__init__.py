"""From files, pages and feeds to articles: finding them, decoding, repair, metadata."""

from kg.acquire.options import ReadOptions
from kg.acquire.read import count_articles, read_articles

__all__ = ["ReadOptions", "count_articles", "read_articles"]
