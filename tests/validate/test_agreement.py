"""The gate gives the verdicts of the reference, result by result, on graphs that are damaged at random."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.rdf import ArticleGraph, article_graph
from kg.rdf.vocabulary import DCTERMS, KG, XSD
from kg.validate import Gate, ValidationReport
from kg.validate.reference import Reference
from tests.rdf.analyses import sample
from tests.rdf.strategies import analyses
from tests.validate.mutations import damaged

GRAPHS = st.builds(article_graph, analyses(dated=False)) | st.just(article_graph(sample()))
COMPARED: dict[NamedNode, Callable[[str], object]] = {
    KG.begin: int,
    KG.end: int,
    KG.earliest: date.fromisoformat,
    KG.latest: date.fromisoformat,
    DCTERMS.issued: date.fromisoformat,
}


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.load()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference.load()


def identities(report: ValidationReport) -> set[tuple[str, ...]]:
    return {result.identity for result in (*report.violations, *report.warnings)}


def cannot_be_compared(graph: ArticleGraph) -> bool:
    """Whether a number or day that shapes compare with others is none, which is a violation itself."""
    return not all(
        _is_well_formed(triple.object, COMPARED[triple.predicate])
        for triple in graph.triples
        if triple.predicate in COMPARED
    )


def _is_well_formed(value: object, read: Callable[[str], object]) -> bool:
    datatype = XSD.integer if read is int else XSD.date
    if not isinstance(value, Literal) or value.datatype != datatype:
        return False
    try:
        read(value.value)
    except ValueError:
        return False
    return True


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
