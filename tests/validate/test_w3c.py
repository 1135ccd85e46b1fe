"""The W3C SHACL test suite, core and SPARQL, run on the engine of the gate and on the reference.

Set KG_SHACL_SUITE to the folder `data-shapes-test-suite/tests` of https://github.com/w3c/data-shapes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

import pytest
from pyoxigraph import RdfFormat, Triple, parse
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import SH

from kg.validate import Gate, ValidationReport, Violation
from kg.validate.reference import Reference
from kg.validate.rules import Rules

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SUITE = os.environ.get("KG_SHACL_SUITE")

# Entries that pySHACL 0.40 does not pass; none of them bears on our shapes.
NOT_PASSED_BY_THE_REFERENCE = {
    "core/property/uniqueLang-002": 'reads "1"^^xsd:boolean as true',
    "sparql/node/prefixes-001": "takes prefixes from the shapes file, which the N-Triples here do not have",
    "sparql/pre-binding/shapesGraph-001": "does not support $shapesGraph",
}


@dataclass(frozen=True)
class Test:
    """One entry of a manifest; `results` are focus, path and component of what must be found."""

    __test__ = False
    data: Path
    shapes: Path
    conforms: bool
    results: set[tuple[str, str, str]]


def entries() -> Iterator[object]:
    if SUITE is None:
        yield pytest.param(None, marks=pytest.mark.skip(reason="KG_SHACL_SUITE does not name the W3C suite"))
        return
    for path in sorted(Path(SUITE).rglob("*.ttl")):
        graph = Graph().parse(path)
        for entry in sorted(graph.subjects(RDF.type, SHT.Validate)):
            name = f"{path.parent.parent.name}/{path.parent.name}/{path.stem}"
            yield pytest.param(_test(graph, entry), id=name)  # type: ignore[arg-type]


def _test(graph: Graph, entry: URIRef) -> Test | None:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    if result == SHT.Failure:
        return None
    expected: set[tuple[str, str, str]] = set()
    for found in graph.objects(result, SH.result):
        focus, path = graph.value(found, SH.focusNode), graph.value(found, SH.resultPath)
        component = graph.value(found, SH.sourceConstraintComponent)
        expected.add((_iri(focus), _iri(path), str(component)))
    return Test(
        _file(graph.value(action, SHT.dataGraph)),
        _file(graph.value(action, SHT.shapesGraph)),
        graph.value(result, SH.conforms).toPython(),  # type: ignore[union-attr]
        expected,
    )


def _file(node: object) -> Path:
    return Path(urlparse(str(node)).path)


def _iri(node: object) -> str:
    return f"<{node}>" if isinstance(node, URIRef) else ""


def triples(path: Path) -> tuple[Triple, ...]:
    quads = parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri())
    return tuple(quad.triple for quad in quads)


def rules(path: Path) -> Rules:
    text = "".join(f"{triple} .\n" for triple in triples(path))
    return Rules(text, (), {}, ())


def check(test: Test | None, validator: type[Gate | Reference]) -> None:
    if test is None:
        pytest.skip("the suite asks for a failure: the shapes are ill-formed")
    report = validator(rules(test.shapes)).validate_triples(triples(test.data))
    assert (not _all(report)) == test.conforms
    found = {
        (result.focus if result.focus.startswith("<") else "", result.path, result.component)
        for result in _all(report)
    }
    assert found == test.results


def _all(report: ValidationReport) -> tuple[Violation, ...]:
    return (*report.violations, *report.warnings)


@pytest.mark.parametrize("test", list(entries()))
def test_the_engine_of_the_gate_passes(test: Test | None) -> None:
    check(test, Gate)


@pytest.mark.parametrize("test", list(entries()))
def test_the_reference_passes(test: Test | None, request: pytest.FixtureRequest) -> None:
    reason = NOT_PASSED_BY_THE_REFERENCE.get(request.node.callspec.id)
    if reason:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    check(test, Reference)
