import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Dataset, Graph

from kg.rdf import ArticleGraph, article_graph, to_trig, to_turtle
from kg.rdf.vocabulary import ARTICLE, COUNTRY, KG, PREFIXES, RDF, RDFS, XSD
from tests.rdf.analyses import sample

GRAPH = article_graph(sample())
LOCALS = st.sampled_from(
    ("a", "a.b", ".a", "a.", "-a", "a-b", "1", "", "a/b", "ş", "char=0,1", "a:b", "a%20b", "(a)")
)
IRIS = st.one_of(
    st.builds(lambda base, local: NamedNode(base + local), st.sampled_from(list(PREFIXES.values())), LOCALS),
    st.builds(lambda one, two: NamedNode(f"{ARTICLE.iri}x#char={one},{two}"), st.integers(0), st.integers(0)),
    st.sampled_from((NamedNode("urn:x"), NamedNode("https://example.org/"), RDF.type)),
)
NUMBERS = ("1", "01", "+1", "-0", "1.", ".5", "1.0", "1e3", "", "true", "True", "abc")
LITERALS = st.one_of(
    st.builds(Literal, st.text()),
    st.builds(lambda value, tag: Literal(value, language=tag), st.text(), st.sampled_from(("tr", "en-gb"))),
    st.builds(
        lambda value, datatype: Literal(value, datatype=datatype),
        st.sampled_from(NUMBERS),
        st.sampled_from((XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.date, NamedNode("urn:type"))),
    ),
)
TRIPLES = st.builds(Triple, IRIS, IRIS, IRIS | LITERALS)


def written(triples: list[Triple]) -> set[str]:
    return {str(triple) for triple in triples}


@settings(max_examples=200)
@given(st.lists(TRIPLES, max_size=12))
def test_turtle_reads_back_as_the_same_set(triples: list[Triple]) -> None:
    read = [quad.triple for quad in parse(to_turtle(triples), format=RdfFormat.TURTLE)]
    assert written(read) == written(triples)


@settings(max_examples=100)
@given(st.lists(TRIPLES, max_size=8), st.lists(st.lists(TRIPLES, min_size=1, max_size=5), max_size=3))
def test_trig_reads_back_as_the_same_graphs(default: list[Triple], graphs: list[list[Triple]]) -> None:
    made = [ArticleGraph.of(f"{ARTICLE.iri}{number}", triples) for number, triples in enumerate(graphs)]
    read = list(parse(to_trig(made, default), format=RdfFormat.TRIG))
    expected = {str(Quad(t.subject, t.predicate, t.object)) for t in default}
    expected |= {
        str(Quad(t.subject, t.predicate, t.object, NamedNode(g.iri))) for g in made for t in g.triples
    }
    assert {str(quad) for quad in read} == expected


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_order_and_repetition_of_the_input_do_not_matter(chance: random.Random) -> None:
    shuffled = [*GRAPH.triples, *GRAPH.triples[:20]]
    chance.shuffle(shuffled)
    assert to_turtle(shuffled) == to_turtle(GRAPH.triples)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib 7.6 uses what it deprecates
def test_rdflib_reads_the_same_graph() -> None:
    graph = Graph().parse(data=to_turtle(GRAPH.triples), format="turtle")
    assert len(graph) == len(GRAPH)
    dataset = Dataset()
    dataset.parse(data=to_trig([GRAPH]), format="trig")
    assert len(dataset.graph(GRAPH.iri)) == len(GRAPH)


def test_each_predicate_has_a_line_and_only_used_prefixes_are_declared() -> None:
    triples = [
        Triple(COUNTRY("TR"), RDFS.label, Literal("Türkiye", language="tr")),
        Triple(COUNTRY("TR"), RDFS.label, Literal("Turkey", language="en")),
        Triple(COUNTRY("TR"), RDF.type, KG.Country),
    ]
    assert to_turtle(triples) == (
        "@prefix kg: <https://w3id.org/news-kg/ns#> .\n"
        "@prefix country: <https://w3id.org/news-kg/country/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n"
        "country:TR a kg:Country ;\n"
        '    rdfs:label "Turkey"@en , "Türkiye"@tr .\n'
    )


def test_passages_come_in_the_order_of_the_text() -> None:
    spans = [NamedNode(f"{ARTICLE.iri}x#char={span}") for span in ("100,120", "20,30", "9,12", "9,10")]
    text = to_turtle([Triple(span, RDF.type, KG.Passage) for span in spans])
    offsets = [line.partition("char=")[2].partition(">")[0] for line in text.splitlines() if "char=" in line]
    assert offsets == ["9,10", "9,12", "20,30", "100,120"]


def test_graphs_of_a_dataset_are_indented_blocks_in_the_order_of_their_names() -> None:
    graphs = [
        ArticleGraph.of(f"{ARTICLE.iri}{name}", [Triple(ARTICLE(name), RDF.type, KG.Article)])
        for name in ("b", "a")
    ]
    assert to_trig(graphs).split("\n\n", 1)[1] == (
        "article:a {\n    article:a a kg:Article .\n}\n\narticle:b {\n    article:b a kg:Article .\n}\n"
    )


def test_nothing_gives_nothing() -> None:
    assert to_turtle([]) == ""
    assert to_trig([]) == ""


BAD = {
    "blank subject": Triple(BlankNode("b"), RDF.type, KG.Event),
    "blank object": Triple(KG.Event, RDF.type, BlankNode("b")),
    "quoted triple": Triple(KG.Event, RDF.type, Triple(KG.Event, RDF.type, KG.Event)),
}


@pytest.mark.parametrize("triple", BAD.values(), ids=BAD)
def test_terms_that_have_no_canonical_form_are_refused(triple: Triple) -> None:
    with pytest.raises(ValueError, match="only IRIs"):
        to_turtle([triple])
