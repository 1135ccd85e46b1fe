"""The seams: what a stage needs of the world, as protocols that fakes can implement in tests.

`GraphT` stands for the graph of one article as `kg.rdf` makes it; the ports lie below it and do not know RDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from kg.model import Analysis, Article, EntityKind, Issue
from kg.model.indexed import IndexedItem, Match

GraphT = TypeVar("GraphT")
GraphT_contra = TypeVar("GraphT_contra", contravariant=True)
ReportT_co = TypeVar("ReportT_co", covariant=True)


class ArticleSource(Protocol):
    """Something that yields articles, and an issue for each record that is none."""

    def __iter__(self) -> Iterator[Article | Issue]: ...


class Extractor(Protocol):
    """A pure function of the article: the same article gives the same analysis, everywhere."""

    def extract(self, article: Article) -> Analysis:
        """All that the article says."""
        ...


class EntityIndex(Protocol):
    """Known things with their names, offices and terms; the same question always has the same answer."""

    horizon: str
    """ISO date up to which the terms of office are known; "" where there are none."""

    def find(self, name: str, kind: EntityKind) -> tuple[Match, ...]:
        """The items of the kind that may bear the name, each once with its surest match, in a fixed order."""
        ...

    def item(self, qid: str) -> IndexedItem | None:
        """What is known of an item; None if nothing is."""
        ...

    def office(self, kind: str, country: str) -> str | None:
        """The item of a country's (ISO code) one office of a kind; None if none is known, or several are."""
        ...


class Linker(Protocol):
    """Says which Wikidata item each entity of an analysis is, or that it is not known."""

    def link(self, analysis: Analysis) -> Analysis:
        """The analysis with links, labels, qualifiers and items of offices filled in; nothing else changes."""
        ...


class Validator(Protocol[GraphT_contra, ReportT_co]):
    """Checks articles' graphs against the shapes."""

    def validate(self, graph: GraphT_contra) -> ReportT_co:
        """The verdict with its violations."""
        ...

    def validate_each(self, graphs: Sequence[GraphT_contra]) -> Sequence[ReportT_co]:
        """The verdict on each graph, the same as alone; many at once may cost far less."""
        ...


class QuadStore(Protocol[GraphT]):
    """Article graphs and the merged default graph derived from them: a folder of this machine, or a server.

    What is committed stays, whatever happens to the client, the server or the connection afterwards; what is not
    committed is not there in part.
    """

    @property
    def name(self) -> str:
        """Where the store is, for messages: its folder or its address."""
        ...

    @property
    def path(self) -> Path:
        """The folder of this machine for what belongs to the store and is no graph: quarantine, runs, judgements."""
        ...

    @property
    def version(self) -> int:
        """A number that grows with each commit."""
        ...

    def replace(self, graphs: Iterable[GraphT]) -> frozenset[str]:
        """Put each graph in the place of its article's former graph, all or nothing; gives the articles that changed.

        The IRIs of those that were there with the same graph are not among them.
        """
        ...

    def forget(self, article_iri: str) -> bool:
        """Drop an article's graph and the facts that only it said; False if it is not there."""
        ...

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles, sorted."""
        ...

    def has(self, article_iri: str) -> bool:
        """Whether the article is there."""
        ...

    def article_graph(self, iri: str) -> GraphT | None:
        """All that one article says; None if the article is not there."""
        ...

    def size(self) -> int:
        """How many quads there are, the merged graph's among them."""
        ...

    def close(self) -> None:
        """Finish what is begun and let others write."""
        ...
