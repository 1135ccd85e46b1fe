"""Extraction: what an article says, as frozen model types."""

from __future__ import annotations

from functools import lru_cache

from kg.errors import UnknownTerm
from kg.extract.extractor import ArticleTrace, TurkishExtractor
from kg.lang.tr.lexicon import lexicon
from kg.lang.tr.tagger import NameTagger

__all__ = ["ArticleTrace", "TurkishExtractor", "extractor"]


@lru_cache(maxsize=4)
def extractor(language: str = "tr") -> TurkishExtractor:
    """The extractor for a language (BCP 47); assembled on first use, then shared."""
    if language.split("-", maxsplit=1)[0] != "tr":
        raise UnknownTerm(
            f"no extractor for the language {language!r}.", hint="Turkish ('tr') is the one there is."
        )
    return TurkishExtractor(lexicon(), NameTagger.load())
