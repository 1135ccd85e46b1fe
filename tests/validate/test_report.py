from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, Graph
from rdflib.namespace import SH

from kg.model import Label
from kg.rdf import ArticleGraph, article_graph
from kg.validate import Gate, Severity, ValidationReport, Violation
from kg.validate.report import SPARQL_COMPONENT
from kg.validate.rules import Rules
from tests.rdf.analyses import sample

CLASS = "http://www.w3.org/ns/shacl#ClassConstraintComponent"
ONE = Violation(
    severity=Severity.VIOLATION,
    focus="<https://w3id.org/news-kg/event/e>",
    path="<https://w3id.org/news-kg/ns#actor>",
    value="<https://w3id.org/news-kg/place/izmir>",
    component=CLASS,
    shape="https://w3id.org/news-kg/shapes#Occurrence-actors",
    constraint="",
    messages=(Label("Type it.", "en"), Label("Türleyin.", "tr")),
)
WARNING = replace(ONE, severity=Severity.WARNING)
FOUND = replace(ONE, component=SPARQL_COMPONENT, path="", focus="<https://w3id.org/news-kg/ns#Article>")


def test_a_result_says_which_node_which_value_and_what_to_do() -> None:
    assert ONE.in_words() == "event:e, kg:actor place:izmir: Type it."
    assert ONE.in_words("tr") == "event:e, kg:actor place:izmir: Türleyin."


def test_a_check_across_the_graph_points_at_what_it_found() -> None:
    assert FOUND.in_words() == "place:izmir: Type it."


LITERALS = {
    '"2025-13-12"^^<http://www.w3.org/2001/XMLSchema#date>': '"2025-13-12"^^xsd:date',
    '"söz"@tr': '"söz"@tr',
    "": "",
}


@pytest.mark.parametrize(("value", "shown"), LITERALS.items(), ids=["typed", "tagged", "missing"])
def test_values_are_shown_briefly(value: str, shown: str) -> None:
    assert replace(ONE, value=value).in_words() == f"event:e, kg:actor {shown}".rstrip() + ": Type it."


LANGUAGES = {
    "as asked": ((Label("de", "de"), Label("en", "en")), "de", "de"),
    "else English": ((Label("en", "en"), Label("tr", "tr")), "de", "en"),
    "else any": ((Label("tr", "tr"),), "de", "tr"),
    "else what broke": ((), "en", "It breaks sh:ClassConstraintComponent of kgs:Occurrence-actors."),
}


@pytest.mark.parametrize(("messages", "language", "expected"), LANGUAGES.values(), ids=LANGUAGES)
def test_the_message_is_in_the_best_language_there_is(
    messages: tuple[Label, ...], language: str, expected: str
) -> None:
    assert replace(ONE, messages=messages).message(language) == expected


def test_results_are_sorted_and_told_apart_by_severity() -> None:
    report = ValidationReport.of([WARNING, FOUND, ONE, ONE])
    assert report.violations == (ONE, FOUND)
    assert report.warnings == (WARNING,)
    assert not report.conforms
    assert report == ValidationReport.of([ONE, FOUND, WARNING])


def test_information_counts_with_the_warnings() -> None:
    report = ValidationReport.of([replace(ONE, severity=Severity.INFO)])
    assert report.conforms
    assert len(report.warnings) == 1


def test_a_graph_without_faults_is_said_to_have_none() -> None:
    assert ValidationReport((), ()).in_words() == "Nothing is wrong."


def test_the_report_in_turtle_is_a_shacl_report() -> None:
    report = ValidationReport.of(
        [ONE, WARNING, replace(ONE, focus="_:b0", value='"x"@tr', shape="", messages=())]
    )
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms).toPython() is False  # type: ignore[union-attr]
    results = set(graph.objects(node, SH.result))
    assert len(results) == 3
    assert {len(set(graph.objects(result, SH.resultMessage))) for result in results} == {0, 2}
    assert sum((result, SH.sourceShape, None) in graph for result in results) == 2
    assert report.to_turtle() == report.to_turtle()


def test_a_conforming_report_in_turtle_says_so() -> None:
    assert "sh:conforms true" in ValidationReport((), ()).to_turtle()


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:Shape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql ex:first , ex:second ;
    sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Info ] .
ex:first a sh:SPARQLConstraint ; sh:message "Not {?value} (first)."@en , "{?value} olmaz."@tr ;
    sh:select "SELECT $this ?value WHERE { $this <https://example.org/q> ?value }" .
ex:second a sh:SPARQLConstraint ; sh:message "Not {?value} (second)."@en ;
    sh:select "SELECT $this ?value WHERE { $this <https://example.org/q> ?value }" .
"""
DATA = '<https://example.org/t> a <https://example.org/Thing> ; <https://example.org/q> "2025"^^<urn:year> .'


def test_each_sparql_constraint_is_named_with_its_messages_and_plain_values(tmp_path: Path) -> None:
    (tmp_path / "shapes").mkdir()
    (tmp_path / "ontology").mkdir()
    (tmp_path / "shapes" / "a.ttl").write_text(SHAPES, encoding="utf-8")
    gate = Gate(Rules.load(tmp_path / "shapes", tmp_path / "ontology"))
    triples = [quad.triple for quad in parse(DATA, format=RdfFormat.TURTLE)]
    report = gate.validate(ArticleGraph.of("https://example.org/t", triples))
    assert [(result.constraint, result.messages) for result in report.violations] == [
        ("https://example.org/first", (Label("Not 2025 (first).", "en"), Label("2025 olmaz.", "tr"))),
        ("https://example.org/second", (Label("Not 2025 (second).", "en"),)),
    ]
    (note,) = report.warnings
    assert (note.severity, note.shape) == (Severity.INFO, "")


def test_every_result_of_our_own_shapes_has_a_message_in_both_languages() -> None:
    graph = article_graph(sample())
    report = Gate.load().validate(ArticleGraph.of(graph.iri, graph.triples[::2]))
    assert len(report.violations) > 20
    for result in report.violations:
        assert {"en", "tr"} <= {label.language for label in result.messages}, result
