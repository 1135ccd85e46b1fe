"""How alike two articles' graphs are, by the sentences that they quote.

Both are functions of the graphs alone: what the store holds is enough to find near-duplicates again, and no process
has to know the articles' texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Self

from pyoxigraph import Literal, NamedNode

from kg.rdf.graph import ArticleGraph
from kg.rdf.vocabulary import DCTERMS, KG, RDF

WORDS_TOGETHER = 4
"""Length of a shingle, in words."""

SKETCH = 24
"""Shingles that stand for an article in an index: those of the lowest hashes, hence the same ones in like articles."""

_SMALL_I = str.maketrans("İI", "iı")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def words(sentence: str) -> tuple[str, ...]:
    """The words of a sentence without case, punctuation and apostrophes: what papers change when they copy.

    >>> words("Erdoğan’ın, 'İlk' ZİYARETİ")
    ('erdoğanın', 'ilk', 'ziyareti')
    """
    return tuple(_WORD.findall(_APOSTROPHES.sub("", sentence).translate(_SMALL_I).lower()))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What an article is compared by: its day, and the runs of words, hashed, and numbers of what it quotes."""

    iri: str
    published: date | None
    shingles: frozenset[int]
    numbers: frozenset[str]

    @classmethod
    def of(cls, graph: ArticleGraph) -> Self:
        """The likeness of a graph."""
        published: date | None = None
        passages: set[NamedNode] = set()
        quotes: dict[NamedNode, str] = {}
        for triple in graph.triples:
            subject, value = triple.subject, triple.object
            if not isinstance(subject, NamedNode):
                continue
            if triple.predicate == RDF.type and value == KG.Passage:
                passages.add(subject)
            elif triple.predicate == KG.quote and isinstance(value, Literal):
                quotes[subject] = value.value
            elif triple.predicate == DCTERMS.issued and isinstance(value, Literal):
                published = date.fromisoformat(value.value)
        told = [quotes[passage] for passage in passages if passage in quotes]
        numbers = frozenset(_NUMBER.findall(" ".join(told)))
        return cls(graph.iri, published, _shingles(map(words, told)), numbers)

    @property
    def sketch(self) -> tuple[int, ...]:
        """The lowest hashes, sorted."""
        return tuple(islice(sorted(self.shingles), SKETCH))

    def resemblance(self, other: Likeness) -> float:
        """The share of the shingles of both that are common (Jaccard), between 0 and 1."""
        together = len(self.shingles | other.shingles)
        return len(self.shingles & other.shingles) / together if together else 0.0

    def agreement(self, other: Likeness) -> float:
        """The share of the numbers of the one with fewer that the other has too, between 0 and 1; 1 if it has none.

        What the exchange does is told in the same words every day; only the numbers are the news.
        """
        fewer = min(len(self.numbers), len(other.numbers))
        return len(self.numbers & other.numbers) / fewer if fewer else 1.0


def _shingles(sentences: Iterable[tuple[str, ...]]) -> frozenset[int]:
    """Runs within a sentence, which stay when a paper leaves the next sentence out; short sentences as they are."""
    found = set()
    for sentence in sentences:
        for at in range(max(1, len(sentence) - WORDS_TOGETHER + 1)):
            run = " ".join(sentence[at : at + WORDS_TOGETHER])
            found.add(int.from_bytes(blake2b(run.encode(), digest_size=7).digest(), "big"))
    return frozenset(found)
