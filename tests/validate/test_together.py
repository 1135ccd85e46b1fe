"""Graphs that are validated in one call get the verdicts that each gets alone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf import ArticleGraph, article_graph
from kg.rdf.vocabulary import BASE, KG, PERSON, RDF, RDFS, SCHEMA, SKOS, WD, XSD
from kg.validate import Gate
from kg.validate.together import LARGE, apart, number_in
from tests.rdf.analyses import sample
from tests.rdf.strategies import analyses
from tests.validate.mutations import damaged

GOOD = article_graph(sample())
SOUND = st.builds(article_graph, analyses(dated=False)) | st.just(GOOD)
PUTIN = PERSON("vladimir-putin")


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.load()


def with_more(*triples: Triple) -> ArticleGraph:
    return ArticleGraph.of(GOOD.iri, [*GOOD.triples, *triples])


def without(predicate: NamedNode) -> ArticleGraph:
    return ArticleGraph.of(GOOD.iri, [each for each in GOOD.triples if each.predicate != predicate])


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(graphs=st.lists(SOUND | SOUND.flatmap(damaged), min_size=2, max_size=6))
def test_verdicts_in_company_are_those_alone(gate: Gate, graphs: list[ArticleGraph]) -> None:
    assert gate.validate_each(graphs) == tuple(gate.validate(graph) for graph in graphs)


NEIGHBOURS = {
    "what one leaves out, the other says": without(RDFS.label),
    "a person that the other mentions": with_more(
        Triple(PERSON("kimse"), RDF.type, KG.Person),
        Triple(PERSON("kimse"), RDFS.label, Literal("K", language="tr")),
    ),
    "two links, which several articles may give": with_more(
        Triple(PUTIN, KG.linkConfidence, Literal("0.1", datatype=XSD.decimal))
    ),
    "something said of a concept of the ontology": with_more(Triple(KG.Article, RDF.type, KG.Person)),
    "something said of what is not ours": with_more(Triple(WD("Q42"), RDF.type, KG.Person)),
    "an IRI of ours inside a literal": with_more(
        Triple(PUTIN, SKOS.altLabel, Literal(f"<{BASE}person/x>", language="tr"))
    ),
    "a link that is none": with_more(Triple(PUTIN, SCHEMA.sameAs, NamedNode("https://example.org/"))),
    "no triples": ArticleGraph.of(GOOD.iri, []),
}


@pytest.mark.parametrize("graph", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_neighbours_neither_mend_nor_break_a_graph(gate: Gate, graph: ArticleGraph) -> None:
    expected = gate.validate(graph)
    for graphs in ([GOOD, graph], [graph, GOOD], [GOOD, graph, GOOD, graph]):
        nothing = gate.validate(GOOD)
        assert gate.validate_each(graphs) == tuple(nothing if each is GOOD else expected for each in graphs)


def test_more_graphs_than_go_into_one_call_all_get_a_verdict(gate: Gate) -> None:
    bad = without(KG.modality)
    verdicts = gate.validate_each([*[GOOD] * 40, bad, *[GOOD] * 30])
    assert [number for number, verdict in enumerate(verdicts) if not verdict.conforms] == [40]
    assert verdicts[40] == gate.validate(bad)


def test_no_graphs_get_no_verdicts(gate: Gate) -> None:
    assert gate.validate_each([]) == ()


def test_a_large_graph_is_validated_alone() -> None:
    name = [Triple(PUTIN, SKOS.altLabel, Literal(str(number), language="tr")) for number in range(LARGE)]
    assert apart(with_more(*name), 0) is None


def test_only_nodes_of_the_article_get_its_number() -> None:
    text = apart(GOOD, 7)
    assert text is not None
    assert f"<{BASE}7/person/vladimir-putin>" in text
    assert f"{KG.Person} ." in text
    assert "/7/ns#" not in text
    assert "/7/type/" not in text
    numbers = {number_in(line.split(" ")[0]) for line in text.splitlines()}
    assert numbers == {7}
