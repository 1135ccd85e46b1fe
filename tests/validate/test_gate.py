"""Planted faults: each good graph passes, each bad one is caught, at the right node, by both validators."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.model import Analysis
from kg.rdf import ArticleGraph, article_graph, to_turtle
from kg.rdf.vocabulary import PERSON, PREFIXES, SKOS
from kg.validate import Gate, Severity, ValidationReport
from kg.validate.reference import Reference
from tests.rdf.analyses import sample
from tests.rdf.strategies import analyses

GOOD = article_graph(sample())
FAULTS = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))["fault"]
DECLARED = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.load()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference.load()


def changed(node: str, find: str, put: str) -> ArticleGraph:
    """The good graph with `find` replaced in the block of one node of its Turtle."""
    blocks = to_turtle(GOOD.triples).split("\n\n")
    places = [place for place, block in enumerate(blocks) if block.startswith(f"{node} ") and find in block]
    assert len(places) == 1, f"the good graph has {len(places)} blocks of {node} with {find}"
    blocks[places[0]] = blocks[places[0]].replace(find, put)
    quads = parse(DECLARED + "\n\n".join(blocks), format=RdfFormat.TURTLE)
    return ArticleGraph.of(GOOD.iri, (quad.triple for quad in quads))


def expanded(name: str) -> str:
    """A name with a prefix as in N-Triples."""
    (quad,) = parse(f"{DECLARED} {name} a kg:Thing .", format=RdfFormat.TURTLE)
    return str(quad.subject)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_planted_fault_is_caught_at_its_node(
    gate: Gate, reference: Reference, fault: dict[str, str]
) -> None:
    graph = changed(fault["node"], fault["find"], fault["put"])
    report = gate.validate(graph)
    assert expanded(fault.get("culprit", fault["node"])) in {result.culprit for result in report.violations}
    assert report == reference.validate(graph)


def test_the_sample_passes_without_a_warning(gate: Gate, reference: Reference) -> None:
    assert gate.validate(GOOD) == reference.validate(GOOD) == ValidationReport((), ())


@settings(max_examples=60)
@given(made=analyses(dated=False))
def test_what_the_mapping_makes_of_a_sound_analysis_passes(gate: Gate, made: Analysis) -> None:
    report = gate.validate(article_graph(made))
    assert report.conforms, report.in_words()


def test_a_warning_does_not_keep_a_graph_out(gate: Gate, reference: Reference) -> None:
    call = "event:20251211-consult-phone-si-cinping-vladimir-putin"
    future = changed(call, '"2025-12-11"', '"2025-12-31"')
    report = gate.validate(future)
    assert report.conforms
    assert [(each.severity, each.culprit) for each in report.warnings] == [(Severity.WARNING, expanded(call))]
    assert report.in_words().startswith(f"(warning) {call}: ")
    assert report == reference.validate(future)


def test_the_merged_triples_pass_too(gate: Gate, reference: Reference) -> None:
    assert gate.validate_triples(GOOD.merged) == reference.validate_triples(GOOD.merged)
    assert gate.validate_triples(GOOD.merged).conforms


@pytest.mark.parametrize("load", [Gate.load, Reference.load], ids=["gate", "reference"])
def test_threads_get_the_same_verdicts(load: object) -> None:
    validator: Gate | Reference = load()  # type: ignore[operator]
    bad = changed("person:si-cinping", '"Şi Cinping"@tr', '"Şi Cinping"')
    with ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(lambda graph: validator.validate(graph).conforms, [GOOD, bad] * 3))
    assert verdicts == [True, False] * 3


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("258.5", '"258.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        # rdflib subtracts from an ill-formed number until the stack is full.
        ('258 , "üç"^^xsd:integer', '"üç"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ],
    ids=["decimal", "no number"],
)
def test_values_that_sparql_cannot_reckon_with_are_reported_all_the_same(
    gate: Gate, reference: Reference, written: str, value: str
) -> None:
    mention = "<https://w3id.org/news-kg/article/762029685c5babf4#char=258,264>"
    graph = changed(mention, "kg:begin 258", f"kg:begin {written}")
    for validator in (gate, reference):
        found = {(result.culprit, result.value) for result in validator.validate(graph).violations}
        assert (mention, value) in found


def test_a_second_end_before_the_beginning_is_reported_alike(gate: Gate, reference: Reference) -> None:
    """SUBSTR of a negative length: one engine gives a string, the other an error."""
    mention = "<https://w3id.org/news-kg/article/762029685c5babf4#char=258,264>"
    graph = changed(mention, "kg:end 264", "kg:end 3 , 264")
    report = gate.validate(graph)
    assert any(result.constraint.endswith("MentionInSentence") for result in report.violations)
    assert report == reference.validate(graph)


ODD = {
    "quotes": 'tırnak " ve \\ ters',
    "lines": "satır\nsonu\r\tsekme",
    "control": "\u0000\u0007\u007f\U0001f600",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_no_text_escapes_from_its_literal(gate: Gate, text: str) -> None:
    name = Triple(PERSON("vladimir-putin"), SKOS.altLabel, Literal(text, language="tr"))
    assert gate.validate(ArticleGraph.of(GOOD.iri, [*GOOD.triples, name])).conforms


def test_an_ill_formed_literal_is_reported_without_noise(
    reference: Reference, caplog: pytest.LogCaptureFixture
) -> None:
    graph = changed("article:762029685c5babf4", '"2025-12-12"^^xsd:date', '"2025-13-12"^^xsd:date')
    report = reference.validate(graph)
    assert NamedNode(graph.iri).value in report.violations[0].focus
    assert caplog.records == []
