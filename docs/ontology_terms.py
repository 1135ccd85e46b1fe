"""The ontology and the shapes as graphs, and what the reference asks of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, SKOS, BNode, Graph, Literal
from rdflib.term import Node

from docs.shape_words import SH, curie

ROOT = Path(__file__).resolve().parent.parent
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@cache
def ontology() -> Graph:
    """The ontology."""
    return Graph().parse(ROOT / "ontology" / "kg.ttl")


@cache
def shapes() -> Graph:
    """The union of the shapes."""
    graph = Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


def terms(*kinds: Node) -> list[Node]:
    """The terms of any of these types, by name."""
    found = {term for kind in kinds for term in ontology().subjects(RDF.type, kind)}
    return in_order(term for term in found if not isinstance(term, BNode))


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Nodes by their prefixed names, each once."""
    return sorted(set(nodes), key=curie)


def text(term: Node, of: Node, language: str = "en") -> str:
    """The text of a property in a language; empty if there is none."""
    texts = [each for each in ontology().objects(term, of) if isinstance(each, Literal)]
    return next((str(each) for each in texts if each.language == language), "")


def relations(term: Node, *names: tuple[str, Node]) -> list[tuple[str, list[Node]]]:
    """The values of several properties, each with the words that stand for the property."""
    return [(words, in_order(ontology().objects(term, of))) for words, of in names]


def disjoint(term: Node) -> list[Node]:
    """The classes that share no member with a class."""
    both = (ontology().objects(term, OWL.disjointWith), ontology().subjects(OWL.disjointWith, term))
    return in_order(other for side in both for other in side)


def matches(term: Node) -> list[str]:
    """The terms of other vocabularies that mean the same or nearly so, and how nearly."""
    return [
        f"`{curie(other)}` ({curie(match).removeprefix('skos:').removesuffix('Match')})"
        for match in _MATCHES
        for other in in_order(ontology().objects(term, match))
    ]


def message(shape: Node) -> list[str]:
    """One line: a constraint's name and its messages; none where it has no message."""
    texts = {each.language: each for each in shapes().objects(shape, SH.message) if isinstance(each, Literal)}
    return [f"- `{curie(shape)}`{remarks(shape)}: {texts['en']} *{texts['tr']}*"] if texts else []


def remarks(shape: Node) -> str:
    """What is special about a shape or constraint, in brackets; empty if nothing is."""
    owners = (shape, *shapes().subjects(SH.sparql, shape))
    notes = ["warning"] if any((owner, SH.severity, SH.Warning) in shapes() for owner in owners) else []
    scope = [each for each in shapes().objects(shape, SKOS.scopeNote) if isinstance(each, Literal)]
    notes += [each.rstrip(".").lower() for each in scope if each.language == "en"]
    return f" ({', '.join(notes)})" if notes else ""
