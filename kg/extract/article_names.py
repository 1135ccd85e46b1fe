"""Names across the sentences of one article: what one sentence shows helps to read the others."""

from __future__ import annotations

from kg.extract.mentions import PERSON, PLACE, Labels, SentenceNames
from kg.extract.names import NameFinder
from kg.lang.tr.casing import capitalize, lower
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.personal_names import follows_stem, name_words
from kg.lang.tr.tokenizer import Token, split_hyphens
from kg.lang.tr.words import words

_SHORTEST_PART, _SHORTEST_STEM = 3, 4


class ArticleNames:
    """Finds the names of a whole article."""

    def __init__(self, lexicon: Lexicon, finder: NameFinder) -> None:
        self._lexicon = lexicon
        self._finder = finder

    def find(self, sentences: list[list[Token]]) -> list[SentenceNames]:
        """Names of each sentence, read a second time with the words of the persons found in the first.

        The second reading also splits suffixes off family names that were written without an apostrophe.
        """
        memo: dict[tuple[str, ...], Labels] = {}
        rows = [self._finder.find(tokens, memo=memo) for tokens in sentences]
        self._drop_unsupported(rows)
        people = [name_words(name.ref) for row in rows for name in row.names if name.kind == PERSON]
        parts = frozenset(word for person in people for word in person if len(word) >= _SHORTEST_PART)
        plain = parts - frozenset(
            word for row in rows for name in row.names if "-" in name.ref for word in name_words(name.ref)
        )
        families = frozenset(person[-1] for person in people if len(person[-1]) >= _SHORTEST_STEM)
        beginnings = frozenset(word[:_SHORTEST_STEM] for word in families)
        if not parts:
            return rows
        for number, tokens in enumerate(sentences):
            # "Trump-Putin görüşmesi"
            changed = split_hyphens(tokens, plain.__contains__)
            for token in tokens:
                if token.capital and not token.suffix and token.lower[:_SHORTEST_STEM] in beginnings:
                    changed |= self._split_suffix(token, families)
            if changed or self._tells_more(tokens, rows[number], parts):
                rows[number] = self._finder.find(tokens, parts, memo)
        self._drop_unsupported(rows)
        return rows

    def _tells_more(self, tokens: list[Token], row: SentenceNames, parts: frozenset[str]) -> bool:
        """Whether a sentence has a word of a person's name that was not read as one; those that were are sure now."""
        covered: set[int] = set()
        for name in row.names:
            if name.kind == PERSON:
                covered.update(range(name.begin, name.end))
                if name.rule == "tagger-single" and not parts.isdisjoint(name_words(name.ref)):
                    name.rule, name.confidence = "known-name", 0.9
        return any(
            token.capital
            and token.index not in covered
            and (token.stem in parts or ("-" in token.stem and not parts.isdisjoint(name_words(token.stem))))
            for token in tokens
        )

    def _split_suffix(self, token: Token, families: frozenset[str]) -> bool:
        """Split "Kovanlının" if Kovanlı is a family name of the article."""
        word = token.lower
        if token.suffix or word in families or capitalize(word) in self._lexicon.surnames:
            return False
        for suffix in words().bare_suffixes:
            stem = word[: -len(suffix)]
            if word.endswith(suffix) and stem in families and follows_stem(stem, suffix):
                if self._lexicon.is_ordinary(stem) and (token.index == 0 or len(suffix) == 1):
                    return False  # "Türk Dil Kurumu" is not of Murat Kurum
                token.stem, token.suffix = stem, suffix
                return True
        return False

    def _drop_unsupported(self, rows: list[SentenceNames]) -> None:
        """Single words that only the tagger takes for persons stay if it is a known name or it is sure of it twice."""
        scores: dict[str, list[float]] = {}
        places = {
            lower(name.ref).split()[0]
            for row in rows
            for name in row.names
            if name.kind == PLACE and " " in name.ref
        }
        for row in rows:
            for name in row.names:
                if name.rule == "tagger-single":
                    scores.setdefault(lower(name.ref), []).append(name.confidence)
        for row in rows:
            row.names = [
                name
                for name in row.names
                if name.rule != "tagger-single"
                or (lower(name.ref) not in places and self._supported(name.ref, scores[lower(name.ref)]))
            ]

    def _supported(self, ref: str, scores: list[float]) -> bool:
        known = ref in self._lexicon.surnames or ref in self._lexicon.given
        if self._lexicon.is_ordinary(lower(ref)):
            return known and len(scores) > 1 and max(scores) > 0.9
        return known or (len(scores) > 1 and sum(scores) / len(scores) > 0.85)
