"""What each stage gave for one article, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.extract import ArticleTrace
from kg.model import Analysis, Article, Evidence, Span
from kg.pipeline.naming import compact
from kg.ports import Linker, Validator
from kg.rdf import ArticleGraph, article_graph
from kg.rdf.vocabulary import RDF
from kg.validate import ValidationReport


@dataclass(frozen=True, slots=True)
class Stage:
    """The name of a stage, and a line for each thing it gave; no line if it gave nothing."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceStages:
    """A sentence with what the stages made of it, in their order."""

    span: Span
    text: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The way of an article to its graph."""

    article: Article
    sentences: tuple[SentenceStages, ...]
    entities: Stage
    graph: Stage
    verdict: ValidationReport


def trace(found: ArticleTrace, linker: Linker, gate: Validator[ArticleGraph, ValidationReport]) -> Trace:
    """An extraction as people can follow it, with the links, the graph it led to and the verdict on that."""
    analysis = linker.link(found.analysis)
    graph = article_graph(analysis)
    text = found.article.text
    return Trace(
        article=found.article,
        sentences=tuple(
            SentenceStages(row.span, row.span.of(text), tuple(_stages(found, number)))
            for number, row in enumerate(found.sentences)
        ),
        entities=Stage("entities", tuple(_entities(analysis))),
        graph=Stage("graph", tuple(_classes(graph))),
        verdict=gate.validate(graph),
    )


def _stages(found: ArticleTrace, number: int) -> Iterator[Stage]:
    row = found.sentences[number]

    def words(begin: int, end: int) -> str:
        return found.article.text[row.tokens[begin].begin : row.tokens[end - 1].end]

    yield Stage("tokens", (" · ".join(token.text for token in row.tokens),))
    yield Stage(
        "names",
        tuple(
            f"{words(name.begin, name.end)} = {name.kind} {name.ref}  ({name.rule}, {name.confidence:g})"
            for name in row.names.names
        ),
    )
    yield Stage(
        "times", tuple(f"{words(time.begin, time.end)} = {time.value}  ({time.rule})" for time in row.times)
    )
    yield Stage("predicates", tuple(words(item.begin, item.end) for item in row.predicates))
    yield Stage(
        "agreements",
        tuple(f"{words(item.begin, item.end)} = {item.kind}" for item in row.agreements),
    )
    yield Stage(
        "drafts",
        tuple(f"{draft.types[0]}: {', '.join(draft.everyone)}  ({draft.rule})" for draft in row.drafts),
    )
    yield Stage("facts", tuple(_facts(found.analysis, row.span)))


def _facts(analysis: Analysis, sentence: Span) -> Iterator[str]:
    for occurrence in analysis.occurrences:
        if sentence in occurrence.evidence.sentences:
            roles = [("actor", occurrence.actors), ("recipient", occurrence.recipients)]
            roles += [("participant", occurrence.participants), ("concerns", occurrence.concerns)]
            said = "; ".join(f"{role} {', '.join(keys)}" for role, keys in roles if keys)
            when = f" on {occurrence.when}" if occurrence.when else ""
            kind = f"{occurrence.modality} {occurrence.types[0]}{when}"
            yield f"{kind}: {said}  ({_why(occurrence.evidence)})"
    for agreement in analysis.agreements:
        if sentence in agreement.evidence.sentences:
            parties = ", ".join(agreement.parties)
            yield f"agreement {agreement.kind}: {agreement.label}; {parties}  ({_why(agreement.evidence)})"
    for position in analysis.positions:
        if sentence in position.evidence.sentences:
            office = f"{position.kind} {position.country or position.body or ''}".rstrip()
            yield f"position {office}: {position.holder}  ({_why(position.evidence)})"


def _why(evidence: Evidence) -> str:
    said = f", according to {', '.join(evidence.attributed_to)}" if evidence.attributed_to else ""
    return f"{evidence.rule}, {evidence.confidence:g}{said}"


def _entities(analysis: Analysis) -> Iterator[str]:
    mentions = Counter(mention.entity for mention in analysis.mentions)
    for entity in analysis.entities:
        link = (
            f" = {entity.link.qid} ({entity.link.method}, {entity.link.confidence:g})" if entity.link else ""
        )
        aliases = f"; also {', '.join(entity.aliases)}" if entity.aliases else ""
        yield f"{entity.kind} {entity.name}{link}, named {mentions[entity.key]} times{aliases}"


def _classes(graph: ArticleGraph) -> Iterator[str]:
    kinds = [triple.object for triple in graph.triples if triple.predicate == RDF.type]
    counts = Counter(compact(kind.value) for kind in kinds if isinstance(kind, NamedNode))
    yield f"{len(graph)} triples"
    yield from (f"{count} {name}" for name, count in sorted(counts.items()))
