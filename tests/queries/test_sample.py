"""The sample is what a store holds: articles that conform, and the graph that merges them."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, serialize
from rdflib import Graph

from tests.queries.results import HERE, ROOT
from tests.shapes.reports import broken, ontology, report

KG = "https://w3id.org/news-kg/ns#"


@pytest.fixture(scope="module")
def store() -> Store:
    sample = Store()
    sample.load(path=HERE / "sample.trig", format=RdfFormat.TRIG)
    return sample


def articles(store: Store) -> list[NamedNode]:
    names = [name for name in store.named_graphs() if isinstance(name, NamedNode)]
    return sorted(names, key=lambda name: name.value)


def as_rdflib(store: Store, name: NamedNode | DefaultGraph) -> Graph:
    triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, name)]
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None
    return Graph().parse(data=text.decode("utf-8"), format="nt")


def test_there_are_three_articles_of_which_one_is_undated(store: Store) -> None:
    issued = NamedNode("http://purl.org/dc/terms/issued")
    dates = [
        len(list(store.quads_for_pattern(article, issued, None, article))) for article in articles(store)
    ]
    assert sorted(dates) == [0, 1, 1]


def test_default_graph_is_the_union_of_the_articles_without_passages_and_mentions(store: Store) -> None:
    union = {
        quad.triple
        for article in articles(store)
        for quad in store.quads_for_pattern(None, None, None, article)
        if "#char=" not in str(quad.subject)
    }
    assert union == {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


def test_every_graph_conforms_to_the_shapes(store: Store) -> None:
    names: list[NamedNode | DefaultGraph] = [*articles(store), DefaultGraph()]
    for name in names:
        assert broken(report(as_rdflib(store, name), ontology())).total() == 0, name


def test_passages_of_the_sample_article_quote_its_text(store: Store) -> None:
    line = (ROOT / "seeds" / "000_c88f0ea2b8ef4623.txt").read_text("utf-8")
    text = line.partition("2025-12-12 ")[2].strip()
    [article] = [name for name in articles(store) if name.value.endswith("/a10c50237cd1a65d")]
    spans = list(store.quads_for_pattern(None, NamedNode(f"{KG}quote"), None, article))
    assert len(spans) > 50
    for quad in spans:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, Literal)
        begin, end = map(int, quad.subject.value.partition("#char=")[2].split(","))
        assert text[begin:end] == quad.object.value
