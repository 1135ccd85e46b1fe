"""Names across the sentences of one article: what one sentence shows helps to read the others."""

from __future__ import annotations

from kg.extract.mentions import PERSON, SentenceNames
from kg.extract.names import NameFinder
from kg.lang.tr.casing import lower
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.tokenizer import Token


class ArticleNames:
    """Finds the names of a whole article."""

    def __init__(self, lexicon: Lexicon, finder: NameFinder) -> None:
        self._lexicon = lexicon
        self._finder = finder

    def find(self, sentences: list[list[Token]]) -> list[SentenceNames]:
        """Names of each sentence, read a second time with the words of the persons found in the first."""
        rows = [self._finder.find(tokens) for tokens in sentences]
        self._drop_unsupported(rows)
        parts = frozenset(
            lower(word)
            for row in rows
            for name in row.names
            if name.kind == PERSON
            for word in name.ref.replace("-", " ").split()
            if len(word) > 2
        )
        if not parts:
            return rows
        for number, tokens in enumerate(sentences):
            if any(token.capital and token.stem in parts for token in tokens):
                rows[number] = self._finder.find(tokens, parts)
        self._drop_unsupported(rows)
        return rows

    def _drop_unsupported(self, rows: list[SentenceNames]) -> None:
        """Single words that only the tagger takes for persons stay if it is a known name or it is sure of it twice."""
        scores: dict[str, list[float]] = {}
        for row in rows:
            for name in row.names:
                if name.rule == "tagger-single":
                    scores.setdefault(lower(name.ref), []).append(name.confidence)
        for row in rows:
            row.names = [
                name
                for name in row.names
                if name.rule != "tagger-single" or self._supported(name.ref, scores[lower(name.ref)])
            ]

    def _supported(self, ref: str, scores: list[float]) -> bool:
        known = ref in self._lexicon.surnames or ref in self._lexicon.given
        if self._lexicon.is_ordinary(lower(ref)):
            return known and len(scores) > 1 and max(scores) > 0.9
        return known or (len(scores) > 1 and sum(scores) / len(scores) > 0.85)
