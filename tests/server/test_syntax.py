"""What is said of a query that cannot be read, and where."""

from __future__ import annotations

import pytest

from kg.rdf.vocabulary import PREFIXES
from tests.server.serving import Served

CASES = [
    ("SELECT * {\n  ?ş foo:bar ?o }", "the prefix foo: is not declared", (2, 6)),
    ("PREFIX foo: <http://a.example/>\nSELECT * { ?s foo:bar bar:x }", "the prefix bar: is not declared", (2, 23)),
    ("SELECT * {\n ?s ?p 'foo:bar' # foo:bar\n", "a closing brace } is missing", (3, 1)),
    ("SELECT * { ?s ?p ?o } }", "there is a closing brace } too many", (1, 23)),
    ('SELECT * { ?s ?p "abc }', "a string is not closed", (1, 24)),
    ("SELECT * { 'ğğ😀' ?p }", "expected a variable, a name or a value", (1, 21)),
    ("SELECT ?s ?n { ?s ?p ?n } GROUP BY ?s", "the SELECT contains a variable that is unbound", (1, 38)),
    ("SELECT * { ?s <a b> ?o }", "an IRI is not one", (1, 20)),
    ("", "it does not go on as SPARQL does", (1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason", "place"), CASES, ids=[reason for _, reason, _ in CASES])
def test_a_problem_names_the_reason_and_the_place(
    sample: Served, text: str, reason: str, place: tuple[int, int]
) -> None:
    found = sample.client.post(
        "/sparql", content=text.encode(), headers={"content-type": "application/sparql-query"}
    )
    assert found.status_code == 400
    assert found.headers["content-type"] == "application/problem+json"
    problem = found.json()
    assert reason in problem["detail"]
    assert (problem["line"], problem["column"]) == place


def test_the_usual_prefixes_are_never_called_undeclared(sample: Served) -> None:
    for prefix in PREFIXES:
        found = sample.query(f"SELECT * {{ ?s {prefix}:x ?o . ?s foo:x ?o }}").json()
        assert "the prefix foo: is not declared" in found["detail"]


@pytest.mark.parametrize(
    "text",
    ['SELECT * { ?s kg:textMatch "a" . ?s foo:bar ?o }', "SELECT * { SERVICE <http://a.example/> { } }"],
    ids=["words", "service"],
)
def test_a_text_that_was_changed_beforehand_has_no_place(sample: Served, text: str) -> None:
    found = sample.query(text).json()
    assert found["status"] in (400, 403)
    assert "line" not in found
