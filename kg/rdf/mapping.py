"""From an analysis to the graph of its article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pyoxigraph import Triple

from kg.model import Analysis, Article
from kg.rdf import iris, terms
from kg.rdf.entities import entity_triples
from kg.rdf.facts import agreement_triples, occurrence_triples, position_triples
from kg.rdf.graph import ArticleGraph
from kg.rdf.naming import Names
from kg.rdf.passages import passage_triples
from kg.rdf.vocabulary import DCTERMS, KG, RDF, RDFS, SCHEMA

MAPPING_VERSION = 2
"""Raised whenever the same analysis gives other triples: stores made before then want a new ingestion."""


def article_graph(analysis: Analysis) -> ArticleGraph:
    """The graph of all that the article says: the same analysis always gives the same triples.

    An organisation's, place's or position's country is stated only if the analysis has that country
    as an entity, since the graph must stand on its own. ValueError if a span lies outside the text
    or outside every sentence.
    """
    names = Names.of(analysis)
    triples = chain(
        _article_triples(analysis.article, names),
        entity_triples(analysis.entities, names),
        agreement_triples(analysis.agreements, names),
        occurrence_triples(analysis.occurrences, names),
        position_triples(analysis.positions, names, analysis.article.published),
        passage_triples(analysis, names),
    )
    return ArticleGraph.of(names.article.value, triples)


def _article_triples(article: Article, names: Names) -> Iterator[Triple]:
    node = names.article
    yield Triple(node, RDF.type, KG.Article)
    yield Triple(node, DCTERMS.language, terms.string(article.language.lower()))
    yield Triple(node, SCHEMA.sha256, terms.string(article.sha256))
    if article.published:
        yield Triple(node, DCTERMS.issued, terms.day(article.published))
    if article.title:
        yield Triple(node, DCTERMS.title, terms.text(article.title, article.language))
    address = terms.web_address(article.url) if article.url else None
    if address:
        yield Triple(node, SCHEMA.url, address)
    for author in article.authors:
        yield Triple(node, SCHEMA.author, terms.string(author))
    if article.publisher:
        publisher = iris.organization(article.publisher)
        yield Triple(node, DCTERMS.publisher, publisher)
        if publisher not in names.entities.values():
            yield Triple(publisher, RDF.type, KG.Organization)
            yield Triple(publisher, RDFS.label, terms.text(article.publisher, article.language))
