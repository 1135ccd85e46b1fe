"""Small article graphs over a pool of triples that they share."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.rdf import ArticleGraph
from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import ARTICLE, COUNTRY, KG, ONTOLOGY, PERSON, RDF, RDFS
from kg.store import Store

ARTICLES = tuple(f"{ARTICLE.iri}{name}" for name in ("aaaa", "bbbb", "cccc"))

_SPAN = NamedNode(f"{ARTICLES[0]}#char=0,5")
POOL = (
    Triple(COUNTRY("TR"), RDF.type, KG.Country),
    Triple(COUNTRY("TR"), RDFS.label, Literal("Türkiye", language="tr")),
    Triple(COUNTRY("TR"), RDFS.label, Literal("Turkey", language="en")),
    Triple(PERSON("ali"), RDF.type, KG.Person),
    Triple(PERSON("ali"), RDFS.label, Literal('Ali "}" \\ GRAPH\n{', language="tr")),
    Triple(
        PERSON("ali"),
        KG.linkConfidence,
        Literal("0.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ),
    Triple(_SPAN, RDF.type, KG.Mention),
    Triple(_SPAN, KG.refersTo, PERSON("ali")),
)


def graph(iri: str, triples: Iterable[Triple]) -> ArticleGraph:
    return ArticleGraph.of(iri, triples)


def article(name: str, *numbers: int) -> ArticleGraph:
    """An article that says the triples of these numbers in the pool, and that it is an article."""
    iri = f"{ARTICLE.iri}{name}"
    return graph(iri, [Triple(NamedNode(iri), RDF.type, KG.Article), *(POOL[number] for number in numbers)])


def naive(graphs: Iterable[ArticleGraph]) -> set[str]:
    """All quads that a store of these articles must hold, worked out from the definition."""
    quads = set()
    for each in (*graphs, graph(ONTOLOGY.value, ontology_triples())):
        for triple in each.triples:
            quads.add(str(Quad(triple.subject, triple.predicate, triple.object, NamedNode(each.iri))))
        for triple in each.merged:
            quads.add(str(Quad(triple.subject, triple.predicate, triple.object)))
    return quads


def held(store: Store) -> set[str]:
    """All quads that the store holds."""
    return {str(quad) for quad in store.raw}


def merged(store: Store) -> set[str]:
    """The merged triples that are not the ontology's."""
    ontology = {str(triple) for triple in ontology_triples()}
    quads = store.raw.quads_for_pattern(None, None, None, DefaultGraph())
    return {str(quad.triple) for quad in quads} - ontology
