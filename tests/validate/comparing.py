"""When two validators say the same, and what they may differ in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import DCTERMS, KG, XSD
from kg.validate import ValidationReport

COMPARED: dict[NamedNode, tuple[NamedNode, Callable[[str], object]]] = {
    KG.begin: (XSD.integer, int),
    KG.end: (XSD.integer, int),
    KG.confidence: (XSD.decimal, float),
    KG.linkConfidence: (XSD.decimal, float),
    KG.earliest: (XSD.date, date.fromisoformat),
    KG.latest: (XSD.date, date.fromisoformat),
    DCTERMS.issued: (XSD.date, date.fromisoformat),
}
"""Properties whose values shapes compare with one another or with a bound, with their datatype and how it is read."""


def identities(report: ValidationReport) -> set[tuple[str, ...]]:
    return {result.identity for result in (*report.violations, *report.warnings)}


def cannot_be_compared(graph: ArticleGraph) -> bool:
    """Whether a number or day that shapes compare with others is none, which is a violation itself."""
    return not all(
        _is_well_formed(triple.object, *COMPARED[triple.predicate])
        for triple in graph.triples
        if triple.predicate in COMPARED
    )


def _is_well_formed(value: object, datatype: NamedNode, read: Callable[[str], object]) -> bool:
    if not isinstance(value, Literal) or value.datatype != datatype:
        return False
    try:
        read(value.value)
    except ValueError:
        return False
    return True
