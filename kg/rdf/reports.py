"""Triples that say where in the article a fact comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kg.model import Evidence
from kg.rdf import iris, terms
from kg.rdf.naming import Names
from kg.rdf.vocabulary import KG, RDF


def report_triples(reported: NamedNode, evidence: Sequence[Evidence], names: Names) -> Iterator[Triple]:
    """The one report of a node: all its sentences, sources and rules, as sure as the surest of them."""
    node = iris.report(names.article, reported)
    yield Triple(node, RDF.type, KG.Report)
    yield Triple(node, KG.reports, reported)
    yield Triple(node, KG.inArticle, names.article)
    yield Triple(node, KG.confidence, terms.share(max(each.confidence for each in evidence)))
    for each in evidence:
        yield Triple(node, KG.extractedBy, terms.string(each.rule))
        for source in names.of_entities(each.attributed_to):
            yield Triple(node, KG.attributedTo, source)
        for sentence in each.sentences:
            yield Triple(node, KG.evidence, iris.span(names.article, sentence))
