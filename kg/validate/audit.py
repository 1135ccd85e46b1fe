"""A sample of verdicts checked in production: the reference validates too, and the two have to agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kg.rdf import ArticleGraph
from kg.validate.report import ValidationReport

_DIGITS = 8


class _Validator(Protocol):
    def validate(self, graph: ArticleGraph) -> ValidationReport: ...


class _Gate(_Validator, Protocol):
    def validate_each(self, graphs: Sequence[ArticleGraph]) -> Sequence[ValidationReport]: ...


def is_sampled(iri: str, rate: float) -> bool:
    """Whether an article is in the sample of a rate between 0 and 1: the same ones on every machine and run.

    >>> is_sampled("https://w3id.org/news-kg/article/7fffffff00000000", 0.5)
    True
    >>> is_sampled("https://w3id.org/news-kg/article/8000000000000000", 0.5)
    False
    """
    place: int = int(iri.rpartition("/")[2][:_DIGITS], 16)
    return place < rate * 16.0**_DIGITS


@dataclass(frozen=True, slots=True)
class AuditedGate:
    """The gate, and for a share `rate` of the articles the reference beside it.

    Where one accepts a graph that the other refuses, the report is `disputed`, holds what either found, and does not
    conform: a graph that may be wrong stays out until somebody has looked at it.
    """

    gate: _Gate
    reference: _Validator
    rate: float

    def validate(self, graph: ArticleGraph) -> ValidationReport:
        """The verdict on one graph."""
        return self._audited(graph, self.gate.validate(graph))

    def validate_each(self, graphs: Sequence[ArticleGraph]) -> tuple[ValidationReport, ...]:
        """The verdict on each graph."""
        verdicts = self.gate.validate_each(graphs)
        return tuple(self._audited(graph, verdict) for graph, verdict in zip(graphs, verdicts, strict=True))

    def _audited(self, graph: ArticleGraph, verdict: ValidationReport) -> ValidationReport:
        if not is_sampled(graph.iri, self.rate):
            return verdict
        second = self.reference.validate(graph)
        if second.conforms == verdict.conforms:
            return verdict
        found = ValidationReport.of(
            (*verdict.violations, *verdict.warnings, *second.violations, *second.warnings)
        )
        return replace(found, disputed=True)
