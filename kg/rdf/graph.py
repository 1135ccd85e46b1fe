"""The graph of one article, and which of its triples are shared knowledge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Triple

SPAN_FRAGMENT = "#char="
"""What the IRI of a passage or mention has and no other subject's has (RFC 5147)."""


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """All that one article says, as triples in their order in N-Triples, each once.

    `iri` names the article and its named graph. There are no blank nodes: then the same triple in two
    graphs is the same fact.
    """

    iri: str
    triples: tuple[Triple, ...] = field(repr=False)

    @classmethod
    def of(cls, iri: str, triples: Iterable[Triple]) -> ArticleGraph:
        """A graph of triples in any order, with repetitions or not; ValueError on a blank node."""
        unique = {str(triple): triple for triple in triples}
        for written, triple in unique.items():
            if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                raise ValueError(f"a blank node in the graph of {iri}: {written}")
        return cls(iri, tuple(unique[written] for written in sorted(unique)))

    @property
    def merged(self) -> tuple[Triple, ...]:
        """The triples that belong to the merged graph: all but those of passages and mentions."""
        return tuple(triple for triple in self.triples if is_merged(triple))

    @property
    def digest(self) -> str:
        """SHA-256 of the N-Triples: equal for equal graphs, whatever their names."""
        return hashlib.sha256("\n".join(map(str, self.triples)).encode()).hexdigest()

    def __len__(self) -> int:
        return len(self.triples)


def is_merged(triple: Triple) -> bool:
    """Whether a triple of an article's graph belongs to the merged graph too."""
    return SPAN_FRAGMENT not in str(triple.subject)
