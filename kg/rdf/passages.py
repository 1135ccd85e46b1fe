"""Triples of the text itself: the sentences that matter and the spans that name something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.model import Agreement, Analysis, Evidence, Span
from kg.rdf import iris, terms
from kg.rdf.naming import Names
from kg.rdf.vocabulary import KG, RDF


@dataclass(frozen=True, slots=True)
class _Named:
    """What a span names: one thing, since the span is one node."""

    entity: NamedNode
    sentence: Span
    confidence: float


def passage_triples(analysis: Analysis, names: Names) -> Iterator[Triple]:
    """Mentions, and the sentences that are evidence or hold a mention.

    Of two things that the same span names, the surer is kept, at equal confidence the first:
    entities before agreements.
    """
    named = _mentions(analysis, names)
    text, language = analysis.article.text, names.language
    for span, mention in named.items():
        node = iris.span(names.article, span)
        yield Triple(node, RDF.type, KG.Mention)
        yield Triple(node, KG.refersTo, mention.entity)
        yield Triple(node, KG.within, iris.span(names.article, mention.sentence))
        yield Triple(node, KG.confidence, terms.share(mention.confidence))
        yield from _span(node, span, text, language, names.article)
    sentences = {mention.sentence for mention in named.values()}
    for evidence in _evidence(analysis):
        sentences.update(evidence.sentences)
    for sentence in sorted(sentences):
        node = iris.span(names.article, sentence)
        yield Triple(node, RDF.type, KG.Passage)
        yield from _span(node, sentence, text, language, names.article)


def _span(node: NamedNode, span: Span, text: str, language: str, article: NamedNode) -> Iterator[Triple]:
    if span.end > len(text):
        raise ValueError(f"a span ends at {span.end}, after the text's last code point {len(text)}")
    yield Triple(node, KG.inArticle, article)
    yield Triple(node, KG.begin, terms.integer(span.begin))
    yield Triple(node, KG.end, terms.integer(span.end))
    yield Triple(node, KG.quote, terms.text(span.of(text), language))


def _evidence(analysis: Analysis) -> Iterator[Evidence]:
    yield from (item.evidence for item in analysis.occurrences)
    yield from (item.evidence for item in analysis.agreements)
    yield from (item.evidence for item in analysis.positions)


def _mentions(analysis: Analysis, names: Names) -> dict[Span, _Named]:
    named: dict[Span, _Named] = {}

    def add(span: Span, mention: _Named) -> None:
        former = named.get(span)
        if former is None or mention.confidence > former.confidence:
            named[span] = mention

    for item in analysis.mentions:
        add(item.span, _Named(names.entities[item.entity], item.sentence, item.confidence))
    for agreement in analysis.agreements:
        for span in agreement.mentions:
            sentence = _sentence(span, agreement, analysis)
            add(span, _Named(names.agreements[agreement.key], sentence, agreement.evidence.confidence))
    return named


def _sentence(span: Span, agreement: Agreement, analysis: Analysis) -> Span:
    for sentence in analysis.sentences:
        if sentence.contains(span):
            return sentence
    raise ValueError(f"{agreement.key} is named at {span.begin}..{span.end}, which no sentence holds")
