"""Every constraint of every shape refuses an example made for it, and accepts the good graph."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import Graph

from tests.shapes.examples import Case, cases, changed, good
from tests.shapes.reports import (
    SH,
    axioms,
    broken,
    constraints,
    is_target,
    ontology,
    report,
    shapes,
    top_shapes,
)

BAD = tuple(cases("cases"))
ALLOWED = tuple(cases("allowed"))


@cache
def report_of(case: Case) -> Graph:
    return report(changed(case))


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.id)
def test_example_breaks_its_constraint_and_no_other(case: Case) -> None:
    found = broken(report_of(case))
    assert set(found) == set(case.breaks)
    assert found[case.breaks[0]] >= case.rows


@pytest.mark.parametrize("case", ALLOWED, ids=lambda case: case.id)
def test_variant_is_accepted(case: Case) -> None:
    assert broken(report_of(case)).total() == 0


def test_good_graph_is_accepted() -> None:
    assert broken(report(good(), ontology())).total() == 0


def test_merged_graph_without_passages_and_mentions_is_accepted() -> None:
    graph = Graph()
    for triple in good():
        if "#char=" not in str(triple[0]):
            graph.add(triple)
    assert 0 < len(graph) < len(good())
    assert broken(report(graph, ontology())).total() == 0


def test_ontology_alone_is_accepted() -> None:
    assert broken(report(Graph(), ontology())).total() == 0


def test_every_constraint_has_an_example_that_breaks_it() -> None:
    assert set(constraints()) - {case.breaks[0] for case in BAD} == set()


def test_every_example_is_for_a_constraint_that_there_is() -> None:
    there = set(constraints())
    assert [(case.id, shape) for case in BAD for shape in case.breaks if shape not in there] == []


def test_every_use_of_a_shared_property_shape_has_an_example_that_breaks_it() -> None:
    """Else a class could lose, say, its label shape unnoticed: another class's example still breaks it."""
    tried = set()
    for case in BAD:
        found, data = report_of(case), changed(case)
        for result in found.objects(None, SH.result):
            focus, source = found.value(result, SH.focusNode), found.value(result, SH.sourceShape)
            assert focus is not None
            tried |= {(top, source) for top in top_shapes() if is_target(focus, top, data)}
    used = {(top, shape) for top in top_shapes() for shape in shapes().objects(top, SH.property)}
    assert used - tried == set()


def test_every_shape_with_a_target_looks_at_something_of_the_good_graph() -> None:
    data = axioms() + good()
    nodes = data.all_nodes()
    assert [shape for shape in top_shapes() if not any(is_target(node, shape, data) for node in nodes)] == []
