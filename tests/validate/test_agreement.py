"""The gate gives the verdicts of the reference, result by result, on graphs that are damaged at random."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.rdf import ArticleGraph, article_graph
from kg.rdf.vocabulary import KG, XSD
from kg.validate import Gate, ValidationReport
from kg.validate.reference import Reference
from tests.rdf.analyses import sample
from tests.rdf.strategies import analyses
from tests.validate.mutations import damaged

GRAPHS = st.builds(article_graph, analyses(dated=False)) | st.just(article_graph(sample()))
COMPARED = {KG.begin: XSD.integer, KG.end: XSD.integer, KG.earliest: XSD.date, KG.latest: XSD.date}


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.load()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference.load()


def identities(report: ValidationReport) -> set[tuple[str, ...]]:
    return {result.identity for result in (*report.violations, *report.warnings)}


def compares_different_types(graph: ArticleGraph) -> bool:
    """Whether a value that shapes compare has another type than it must have, which is a violation itself."""
    return any(
        not isinstance(triple.object, Literal) or triple.object.datatype != COMPARED[triple.predicate]
        for triple in graph.triples
        if triple.predicate in COMPARED
    )


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(graph=GRAPHS.flatmap(damaged))
def test_a_damaged_graph_gets_the_same_results_from_both(
    gate: Gate, reference: Reference, graph: ArticleGraph
) -> None:
    """Same nodes, paths, values, shapes; where types differ that SHACL compares, the same verdict at least.

    What `sh:lessThan` says of an integer and a date, and arithmetic of a date, is up to the engine.
    """
    ours, theirs = gate.validate(graph), reference.validate(graph)
    assert ours.conforms == theirs.conforms
    if not compares_different_types(graph):
        assert identities(ours) == identities(theirs)
