"""SHACL shapes in words: what a property shape demands, in a few words and without its messages."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

SH = Namespace("http://www.w3.org/ns/shacl#")

PREFIXES = {
    "https://w3id.org/news-kg/shapes#": "kgs",
    "https://w3id.org/news-kg/ns#": "kg",
    "https://w3id.org/news-kg/type/event/": "et",
    "https://w3id.org/news-kg/type/agreement/": "at",
    "https://w3id.org/news-kg/type/office/": "ot",
    "https://w3id.org/news-kg/type/modality/": "mo",
    "http://www.w3.org/ns/shacl#": "sh",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/2001/XMLSchema#": "xsd",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/ns/prov#": "prov",
    "https://schema.org/": "schema",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "sem",
    "http://linkedevents.org/ontology/": "lode",
    "http://www.w3.org/ns/org#": "org",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "nif",
    "http://www.w3.org/2005/11/its/rdf#": "itsrdf",
    "http://www.w3.org/ns/oa#": "oa",
    "http://id.loc.gov/datatypes/edtf/": "edtf",
    "http://www.wikidata.org/entity/": "wd",
    "http://www.wikidata.org/prop/direct/": "wdt",
    "http://www.wikidata.org/prop/qualifier/": "pq",
}

LONGEST_PATTERN = 60
"""Patterns beyond this many characters say less than the message of their shape."""

_PATHS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


def curie(node: Node | str) -> str:
    """A prefixed name, or the IRI in full where no prefix is known.

    >>> from rdflib import URIRef
    >>> curie(URIRef("https://w3id.org/news-kg/ns#Event"))
    'kg:Event'
    """
    for namespace, prefix in PREFIXES.items():
        local = str(node).removeprefix(namespace)
        if local != str(node) and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return f"<{node}>"


def items(graph: Graph, head: Node) -> list[Node]:
    """The members of an RDF list."""
    return list(Collection(graph, head))


def path_words(graph: Graph, path: Node) -> str:
    """A property path in the syntax of SPARQL."""
    if (path, RDF.first, None) in graph:
        return "/".join(path_words(graph, step) for step in items(graph, path))
    for name, form in _PATHS.items():
        inner = graph.value(path, SH[name])
        if inner is not None:
            return form.format(path_words(graph, inner))
    either = graph.value(path, SH.alternativePath)
    if either is not None:
        return " | ".join(path_words(graph, step) for step in items(graph, either))
    return curie(path)


def count_words(graph: Graph, shape: Node) -> str:
    """How many values a property shape allows; empty where any number will do."""
    least, most = (_number(graph, shape, name) for name in ("minCount", "maxCount"))
    known = {(1, 1): "exactly one", (0, 1): "at most one", (1, None): "at least one", (0, 0): "none"}
    return known.get((least or 0, most), "")


def value_words(graph: Graph, shape: Node) -> str:
    """What each value has to be; empty where anything will do."""
    return "; ".join(
        [*_term_words(graph, shape), *_choice_words(graph, shape), *_literal_words(graph, shape)]
    )


def _term_words(graph: Graph, shape: Node) -> Iterator[str]:
    forms = {
        "datatype": "{}",
        "class": "{}",
        "nodeKind": "{}",
        "hasValue": "one is {}",
        "lessThan": "less than {}",
        "lessThanOrEquals": "not after {}",
    }
    for name, form in forms.items():
        for value in sorted(graph.objects(shape, SH[name]), key=str):
            yield form.format(curie(value).replace("sh:Literal", "a literal").replace("sh:IRI", "an IRI"))


def _choice_words(graph: Graph, shape: Node) -> Iterator[str]:
    for inner in graph.objects(shape, SH.node):
        yield from _scheme_words(graph, inner)
    for head in graph.objects(shape, SH["or"]):
        yield " or ".join(value_words(graph, each) for each in items(graph, head))
    for head in graph.objects(shape, SH["in"]):
        yield " or ".join(curie(each) for each in items(graph, head))
    for inner in graph.objects(shape, SH.qualifiedValueShape):
        yield f"at least one is {value_words(graph, inner)}"


def _literal_words(graph: Graph, shape: Node) -> Iterator[str]:
    least, most = (graph.value(shape, SH[name]) for name in ("minInclusive", "maxInclusive"))
    if least is not None:
        yield f"from {least}" + (f" to {most}" if most is not None else "")
    if graph.value(shape, SH.minLength) is not None:
        yield "not empty"
    if graph.value(shape, SH.uniqueLang) is not None:
        yield "one in each language"
    pattern = graph.value(shape, SH.pattern)
    if pattern is not None and len(str(pattern)) <= LONGEST_PATTERN:
        yield f"matches `{pattern}`"


def _scheme_words(graph: Graph, shape: Node) -> Iterator[str]:
    for inner in graph.objects(shape, SH.property):
        for scheme in graph.objects(inner, SH.hasValue):
            yield f"a concept of {curie(scheme).removesuffix('scheme')}"


def _number(graph: Graph, shape: Node, name: str) -> int | None:
    value = graph.value(shape, SH[name])
    return None if value is None else int(str(value))
