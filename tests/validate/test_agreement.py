"""The gate gives the verdicts of the reference, result by result, on graphs that are damaged at random."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.rdf import ArticleGraph, article_graph
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
