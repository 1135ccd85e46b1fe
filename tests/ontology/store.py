"""The ontology, the shapes and the terms that queries use, in one store for the hygiene queries.

The default graph is the ontology. `<urn:test:shapes>` is the shapes. `<urn:test:uses>` has a triple for
each term that the text of a query (a competency query, or the query of a SPARQL constraint) names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.queries import load_queries
from kg.queries.terms import terms_of

ROOT = Path(__file__).parents[2]
SHAPES = NamedNode("urn:test:shapes")
USES = NamedNode("urn:test:uses")
SH = "http://www.w3.org/ns/shacl#"


def store() -> Store:
    made = Store()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        made.load(path=path, format=RdfFormat.TURTLE)
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        made.load(path=path, format=RdfFormat.TURTLE, to_graph=SHAPES)
    for name, text in _texts(made):
        for term in sorted(terms_of(text)):
            made.add(Quad(NamedNode(name), USES, NamedNode(term), USES))
    return made


def _texts(made: Store) -> Iterator[tuple[str, str]]:
    for query in load_queries():
        yield f"urn:test:query:{query.id}", query.text
    declared = "".join(_declarations(made))
    for quad in made.quads_for_pattern(None, NamedNode(f"{SH}select"), None, SHAPES):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, Literal)
        yield quad.subject.value, declared + quad.object.value


def _declarations(made: Store) -> Iterator[str]:
    for quad in made.quads_for_pattern(None, NamedNode(f"{SH}prefix"), None, SHAPES):
        for namespace in made.quads_for_pattern(quad.subject, NamedNode(f"{SH}namespace"), None, SHAPES):
            assert isinstance(quad.object, Literal)
            assert isinstance(namespace.object, Literal)
            yield f"PREFIX {quad.object.value}: <{namespace.object.value}>\n"
