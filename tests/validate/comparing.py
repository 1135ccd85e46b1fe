"""When two validators say the same, and what they may differ in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import DCTERMS, KG, XSD
from kg.validate import ValidationReport

COMPARED: dict[NamedNode, Callable[[str], object]] = {
    KG.begin: int,
    KG.end: int,
    KG.earliest: date.fromisoformat,
    KG.latest: date.fromisoformat,
    DCTERMS.issued: date.fromisoformat,
}


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
