"""Writes to a store of articles: only whole article graphs, only if they conform to the shapes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import ARTICLE
from kg.server.refusal import Refused
from kg.store import Store
from kg.validate import Gate

_DERIVED = "The default graph is derived from the graphs of the articles and cannot be written to."


class ArticleStore:
    """Article graphs; the merged default graph follows in the same transaction."""

    def __init__(self, path: Path) -> None:
        self._gate = Gate.load()
        self._store = Store.open(path, create=False)

    def update(self, text: str, base: str | None) -> None:  # noqa: ARG002 - what it says does not matter
        """Always refused: an update could change the merged graph or make an article's graph invalid."""
        raise Refused(403, _DERIVED)

    def put(self, graph: str | None, triples: str) -> bool:
        """Put an article's graph in the place of its former one; True if the article is new."""
        iri = _article(graph)
        created = self._store.article_graph(iri) is None
        self._replace(iri, _triples(triples))
        return created

    def post(self, graph: str | None, triples: str) -> bool:
        """Add triples to an article's graph; True if the article is new."""
        iri = _article(graph)
        former = self._store.article_graph(iri)
        self._replace(iri, [*(former.triples if former else ()), *_triples(triples)])
        return former is None

    def create(self, prefix: str, triples: str) -> str:  # noqa: ARG002 - nor does it here
        """Always refused: an article's IRI is not the server's to choose."""
        raise Refused(400, f"Name the article: PUT with ?graph={ARTICLE.iri}…")

    def delete(self, graph: str | None) -> None:
        """Forget an article."""
        if not self._store.forget(_article(graph)):
            raise Refused(404, f"There is no graph <{graph}>.")

    def settle(self) -> None:
        """Nothing: each commit of the store survives a loss of power."""

    def close(self) -> None:
        """Let other processes write."""
        self._store.close()

    def _replace(self, iri: str, triples: list[ox.Triple]) -> None:
        graph = ArticleGraph.of(iri, triples)
        report = self._gate.validate(graph)
        if not report.conforms:
            raise Refused(422, f"The graph does not conform to the shapes. {report.in_words()}")
        self._store.replace([graph])


def _article(graph: str | None) -> str:
    if graph is None:
        raise Refused(403, _DERIVED)
    if graph not in ARTICLE:
        raise Refused(403, f"Only graphs of articles can be written, whose IRIs begin with {ARTICLE.iri}.")
    return graph


def _triples(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES)]
