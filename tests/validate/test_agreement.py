"""The gate gives the verdicts of the reference, result by result, on graphs that are damaged at random."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf import ArticleGraph, article_graph
from kg.rdf.vocabulary import KG, RDF
from kg.validate import Gate
from kg.validate.reference import Reference
from tests.rdf.analyses import sample
from tests.rdf.strategies import analyses
from tests.validate.comparing import cannot_be_compared, identities
from tests.validate.mutations import damaged

GRAPHS = st.builds(article_graph, analyses(dated=False)) | st.just(article_graph(sample()))


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.load()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference.load()


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(graph=GRAPHS.flatmap(damaged))
def test_a_damaged_graph_gets_the_same_results_from_both(
    gate: Gate, reference: Reference, graph: ArticleGraph
) -> None:
    """Same nodes, paths, values, shapes; where values cannot be compared, the same verdict at least.

    What `sh:lessThan` says of an integer and a date, and what SPARQL makes of a date less a number, engines
    decide differently.
    """
    ours, theirs = gate.validate(graph), reference.validate(graph)
    assert ours.conforms == theirs.conforms
    if not cannot_be_compared(graph):
        assert identities(ours) == identities(theirs)


def test_a_function_of_sparql_that_fails_on_a_value_does_not_end_the_validation(
    gate: Gate, reference: Reference
) -> None:
    """The begin of what is no `kg:Mention` any more is no integer: SUBSTR cannot count from there."""
    graph = article_graph(sample())
    mention = min((t.subject for t in graph.triples if t.predicate == KG.within), key=str)
    kept = [t for t in graph.triples if t.subject != mention or t.predicate not in (RDF.type, KG.begin)]
    begin = Literal("0.9", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    broken = ArticleGraph.of(graph.iri, [*kept, Triple(mention, KG.begin, begin)])
    ours, theirs = gate.validate(broken), reference.validate(broken)
    assert not theirs.conforms
    assert identities(ours) == identities(theirs)
