"""The graph of a near-duplicate, brought together with the graph of the article that it repeats.

An event of which the day is not known belongs to its article. Where ten papers print one agency's story, ten such
events would stand for one. A near-duplicate therefore takes the original's IRI for each event that it tells in the same
words: then ten reports support one event. It still says all that it says itself, so that it stands when the original
is forgotten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf import iris
from kg.rdf.graph import ArticleGraph
from kg.rdf.likeness import words
from kg.rdf.vocabulary import EVENT, KG, RDF

WORDS_CHANGED = 0.2
"""Share of a sentence's words that may differ, none of them a number."""

_ROLES = frozenset(
    {
        KG.eventType,
        KG.modality,
        KG.actor,
        KG.recipient,
        KG.participant,
        KG.place,
        KG.origin,
        KG.concerns,
    }
)
_DIGIT = re.compile(r"\d")


def shared(graph: ArticleGraph, original: ArticleGraph) -> ArticleGraph:
    """The graph of a near-duplicate, with `kg:nearDuplicateOf` and the original's IRIs of the events they share."""
    names = _same_events(_events(graph), _events(original), graph.iri)
    article = NamedNode(graph.iri)
    for old, new in dict(names).items():
        names[iris.report(article, old)] = iris.report(article, new)
    link = Triple(article, KG.nearDuplicateOf, NamedNode(original.iri))
    return ArticleGraph.of(graph.iri, [*(_renamed(triple, names) for triple in graph.triples), link])


def repeats(graph: ArticleGraph) -> str | None:
    """The IRI of the article that a graph says to be a near-duplicate of."""
    found = (triple.object for triple in graph.triples if triple.predicate == KG.nearDuplicateOf)
    return next((node.value for node in found if isinstance(node, NamedNode)), None)


@dataclass(frozen=True, slots=True)
class _Event:
    """What tells an event from others: roles and values, the date, and the sentences that say it."""

    node: NamedNode
    facts: frozenset[tuple[str, str]]
    when: str
    sentences: tuple[tuple[str, ...], ...]


def _events(graph: ArticleGraph) -> list[_Event]:
    """The events and prospects of a graph, in the order of their IRIs."""
    facts: defaultdict[NamedNode, set[tuple[str, str]]] = defaultdict(set)
    evidence: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    whens: dict[NamedNode, str] = {}
    quotes: dict[NamedNode, str] = {}
    reported: dict[NamedNode, NamedNode] = {}
    for triple in graph.triples:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode):
            continue
        if predicate in _ROLES or (predicate == RDF.type and value in (KG.Event, KG.Prospect)):
            facts[subject].add((predicate.value, str(value)))
        elif predicate == KG.when and isinstance(value, Literal):
            whens[subject] = value.value
        elif predicate == KG.quote and isinstance(value, Literal):
            quotes[subject] = value.value
        elif predicate == KG.reports and isinstance(value, NamedNode):
            reported[subject] = value
        elif predicate == KG.evidence and isinstance(value, NamedNode):
            evidence[subject].append(value)
    told: defaultdict[NamedNode, list[tuple[str, ...]]] = defaultdict(list)
    for report, passages in evidence.items():
        told[reported[report]] += [words(quotes[passage]) for passage in passages if passage in quotes]
    return [
        _Event(node, frozenset(facts[node]), whens.get(node, ""), tuple(told[node]))
        for node in sorted(facts, key=lambda each: each.value)
        if node.value in EVENT
    ]


def _same_events(ours: list[_Event], theirs: list[_Event], article: str) -> dict[NamedNode, NamedNode]:
    """For our events their IRIs of the same ones: only where each has no other that it might be.

    Events named by their day have one IRI everywhere already.
    """
    own = f"{EVENT.iri}{article.rpartition('/')[2][:8]}-"
    present = {event.node for event in ours}
    names: dict[NamedNode, NamedNode] = {}
    for event in ours:
        if event.node.value.startswith(own):
            like = [other for other in theirs if _is_same(event, other)]
            if (
                len(like) == 1
                and sum(_is_same(each, like[0]) for each in ours) == 1
                and like[0].node not in present
            ):
                names[event.node] = like[0].node
    return names


def _is_same(event: _Event, other: _Event) -> bool:
    """Whether two articles that are near-duplicates tell one event, dated alike or undated in the copy."""
    if event.facts != other.facts or event.when not in ("", other.when):
        return False
    return any(_is_like(one, another) for one in event.sentences for another in other.sentences)


def _is_like(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other:
        return True
    first, second = set(one), set(other)
    changed = first ^ second
    if any(_DIGIT.search(word) for word in changed):
        return False
    return len(changed) <= WORDS_CHANGED * len(first | second)


def _renamed(triple: Triple, names: Mapping[NamedNode, NamedNode]) -> Triple:
    subject, value = triple.subject, triple.object
    new_subject = names.get(subject, subject) if isinstance(subject, NamedNode) else subject
    new_value = names.get(value, value) if isinstance(value, NamedNode) else value
    if new_subject is subject and new_value is value:
        return triple
    return Triple(new_subject, triple.predicate, new_value)
