"""The shapes themselves: well formed, named, quick to run, and with messages that help."""

from __future__ import annotations

import re

import pyshacl
import pytest
from rdflib import RDF, BNode, Graph, Literal

from tests.shapes.reports import KGS, PARAMETERS, SH, TARGETS, shapes


def test_shapes_are_well_formed_by_the_shapes_of_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True, inference="none")
    assert conforms, text


def test_shapes_and_constraints_have_names_so_that_reports_can_be_read() -> None:
    named = {*shapes().objects(None, SH.property), *shapes().objects(None, SH.sparql)}
    assert [shape for shape in named if isinstance(shape, BNode)] == []


def test_every_constraint_says_in_both_languages_what_to_do() -> None:
    speaking = set(shapes().subjects(SH.message))
    constrained = {
        shape
        for shape in shapes().subjects(RDF.type, SH.NodeShape)
        for parameter in PARAMETERS
        if parameter != "sparql" and (shape, SH[parameter], None) in shapes()
    }
    constrained |= {*shapes().objects(None, SH.property), *shapes().objects(None, SH.sparql)}
    assert constrained - speaking == set()
    for shape in speaking:
        messages = [text for text in shapes().objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(str(message.language) for message in messages) == ["en", "tr"], shape
        assert all(len(message.split()) > 3 for message in messages), shape


def test_messages_in_both_languages_name_the_same_variables() -> None:
    for constraint in shapes().objects(None, SH.sparql):
        variables = {
            frozenset(re.findall(r"\{\?\w+\}", str(text)))
            for text in shapes().objects(constraint, SH.message)
        }
        assert len(variables) == 1, constraint
        selected = str(shapes().value(constraint, SH.select)).partition("WHERE")[0]
        for variable in next(iter(variables)):
            assert variable.strip("{}") in selected.split(), constraint


def test_sparql_constraints_have_one_focus_node_each() -> None:
    """An engine may parse a query again for every focus node: a class of many members would be a trap."""
    for shape in shapes().subjects(SH.sparql):
        assert [target for target in TARGETS if (shape, target, None) in shapes()] == [SH.targetNode], shape
        assert len(list(shapes().objects(shape, SH.targetNode))) == 1, shape


FORMS = {
    "Occurrence-when": ("single", "interval", "one of"),
    "Agreement-signed": ("single",),
    "Agreement-inForce": ("single",),
}
DATES = {
    "single": ("2025", "2025-12", "2025-12-11", "2026-01?", "2026~", "2026-01-05%"),
    "interval": ("2024/..", "../2026-03", "/..", "2024/", "/2024", "2026-01-05/2026-01-07", "2025~/2026?"),
    "one of": ("[..2026-01-31]", "[2026-01-05..]", "[2026-01-05..2026-01-07]", "[2025..2026-01]"),
    "no": (
        *("", " 2025", "perşembe", "11.12.2025", "25-12-11", "2025-12-11T10:00", "2025-11/12"),
        *("2025-13", "2025-00", "2025-12-32", "2025-12-00", "2025~~", "~2025"),
        *("[..]", "/", "2025/2026/2027", "[2025]", "[..2025~]"),
    ),
}


@pytest.mark.parametrize("shape", FORMS)
@pytest.mark.parametrize(("form", "date"), [(form, date) for form, dates in DATES.items() for date in dates])
def test_date_patterns_take_the_forms_of_their_property(shape: str, form: str, date: str) -> None:
    pattern = str(shapes().value(KGS[shape], SH.pattern))
    assert bool(re.search(pattern, date)) == (form in FORMS[shape])
