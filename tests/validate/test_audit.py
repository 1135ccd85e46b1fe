"""With an audit, two validators have to agree on a sample of the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from pyoxigraph import Literal, Triple

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import ARTICLE, DCTERMS
from kg.validate import AuditedGate, Severity, ValidationReport, Violation, is_sampled

WRONG = Violation(Severity.VIOLATION, "<urn:x>", "", "", "urn:component", "urn:shape", "")
FINE = ValidationReport((), ())
REFUSED = ValidationReport((WRONG,), ())


@dataclass
class Says:
    """A validator with one answer to everything, which counts how often it is asked."""

    answer: ValidationReport
    asked: int = 0

    def validate(self, _graph: ArticleGraph) -> ValidationReport:
        self.asked += 1
        return self.answer

    def validate_each(self, graphs: Sequence[ArticleGraph]) -> list[ValidationReport]:
        return [self.answer for _ in graphs]


def graph(name: str) -> ArticleGraph:
    node = ARTICLE(name)
    return ArticleGraph.of(node.value, [Triple(node, DCTERMS.language, Literal("tr"))])


GRAPHS = [graph(f"{number:02x}00000000000000") for number in range(256)]
CASES = {
    "both accept": (FINE, FINE, True, False),
    "both refuse": (REFUSED, REFUSED, False, False),
    "only the gate accepts": (FINE, REFUSED, False, True),
    "only the gate refuses": (REFUSED, FINE, False, True),
}


@pytest.mark.parametrize(("gate", "reference", "conforms", "disputed"), CASES.values(), ids=CASES)
def test_a_graph_in_dispute_does_not_conform(
    gate: ValidationReport, reference: ValidationReport, *, conforms: bool, disputed: bool
) -> None:
    report = AuditedGate(Says(gate), Says(reference), 1).validate(GRAPHS[0])
    assert (report.conforms, report.disputed) == (conforms, disputed)
    assert bool(report.violations) == (REFUSED in (gate, reference))


@pytest.mark.parametrize(("rate", "asked"), [(0.0, 0), (0.25, 64), (0.5, 128), (1.0, 256)])
def test_the_reference_sees_the_share_asked_for(rate: float, asked: int) -> None:
    reference = Says(FINE)
    assert len(AuditedGate(Says(FINE), reference, rate).validate_each(GRAPHS)) == 256
    assert reference.asked == asked


def test_a_larger_sample_holds_the_smaller() -> None:
    small, large = ({each.iri for each in GRAPHS if is_sampled(each.iri, rate)} for rate in (0.1, 0.3))
    assert small < large
