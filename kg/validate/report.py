"""The verdict on a graph: what is wrong, where, and what to do about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.model import Label
from kg.rdf import to_turtle
from kg.rdf.vocabulary import BASE, PREFIXES, RDF, SH, XSD

SPARQL_COMPONENT = SH.SPARQLConstraintComponent.value


class Severity(StrEnum):
    """Local names of the severities of SHACL. Only a violation keeps a graph out."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


_ORDER = {severity: str(rank) for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a validation. Nodes and values are written as in N-Triples, shapes as bare IRIs.

    `path` is empty for a result on the node itself and for a path that is not one property;
    `value` is empty where a value is missing or too many are there; `shape` is empty for a shape
    without a name; `constraint` names the SPARQL constraint, if one was broken.
    """

    severity: Severity
    focus: str
    path: str
    value: str
    component: str
    shape: str
    constraint: str
    messages: tuple[Label, ...] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells it from other results; its messages follow from it. Violations come before warnings."""
        parts = (self.focus, self.path, self.value, self.component, self.shape, self.constraint)
        return (_ORDER[self.severity], *parts)

    @property
    def culprit(self) -> str:
        """The node to look at: of a check across the graph the one it found, else the focus node."""
        return self.value if self.component == SPARQL_COMPONENT and self.value else self.focus

    def message(self, language: str = "en") -> str:
        """What to do, in the language if the shape has it, else in English, else in any."""
        texts = {label.language: label.text for label in self.messages}
        fallback = next(iter(texts.values()), f"It breaks {_short(self.component)} of {_short(self.shape)}.")
        return texts.get(language) or texts.get("en") or fallback

    def in_words(self, language: str = "en") -> str:
        """Which node, which property and value, what to do; one line."""
        where = _short(self.culprit)
        if self.path:
            where += f", {_short(self.path)}"
        if self.value and self.value != self.culprit:
            where += f" {_short(self.value)}"
        return f"{where}: {self.message(language)}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All results, sorted. A graph conforms if there are no violations, whatever the warnings.

    `disputed` says that two validators came to different verdicts (`kg.validate.audit`): such a graph does not conform.
    """

    violations: tuple[Violation, ...]
    warnings: tuple[Violation, ...]
    disputed: bool = False

    @classmethod
    def of(cls, results: Iterable[Violation]) -> ValidationReport:
        """A report of results in any order."""
        unique = {(result.identity, str(result.messages)): result for result in results}
        ordered = [unique[key] for key in sorted(unique)]
        return cls(
            tuple(result for result in ordered if result.severity is Severity.VIOLATION),
            tuple(result for result in ordered if result.severity is not Severity.VIOLATION),
        )

    @property
    def conforms(self) -> bool:
        """Whether the graph may enter the store."""
        return not self.violations and not self.disputed

    def in_words(self, language: str = "en") -> str:
        """A line for each violation, then for each warning."""
        lines = [result.in_words(language) for result in self.violations]
        lines += [f"(warning) {result.in_words(language)}" for result in self.warnings]
        return "\n".join(lines) or "Nothing is wrong."

    def to_turtle(self) -> str:
        """The report in the vocabulary of SHACL (https://www.w3.org/TR/shacl/#validation-report).

        Its nodes have IRIs, made of its content, instead of blank nodes.
        """
        return to_turtle(self._triples())

    def _triples(self) -> Iterator[Triple]:
        results = (*self.violations, *self.warnings)
        digest = hashlib.sha256("\n".join(map(repr, results)).encode()).hexdigest()[:16]
        report = NamedNode(f"{BASE}validation/{digest}")
        yield Triple(report, RDF.type, SH.ValidationReport)
        yield Triple(report, SH.conforms, Literal(str(self.conforms).lower(), datatype=XSD.boolean))
        for number, result in enumerate(results, start=1):
            node = NamedNode(f"{report.value}#{number}")
            yield Triple(report, SH.result, node)
            yield from _result_triples(node, result)


def _result_triples(node: NamedNode, result: Violation) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SH.ValidationResult)
    yield Triple(node, SH.resultSeverity, SH(result.severity.value))
    yield Triple(node, SH.sourceConstraintComponent, NamedNode(result.component))
    yield Triple(node, SH.focusNode, _term(result.focus))
    if result.path:
        yield Triple(node, SH.resultPath, _term(result.path))
    if result.value:
        yield Triple(node, SH.value, _term(result.value))
    if result.shape:
        yield Triple(node, SH.sourceShape, NamedNode(result.shape))
    if result.constraint:
        yield Triple(node, SH.sourceConstraint, NamedNode(result.constraint))
    for label in result.messages:
        text = Literal(label.text, language=label.language) if label.language else Literal(label.text)
        yield Triple(node, SH.resultMessage, text)


def _term(written: str) -> NamedNode | Literal:
    """The term that is written as in N-Triples; a blank node's name as a string."""
    (quad,) = parse(f"<urn:s> <urn:p> {written} .", format=RdfFormat.N_TRIPLES)
    term = quad.object
    return term if isinstance(term, NamedNode | Literal) else Literal(written)


def _short(written: str) -> str:
    """A term for people: with its prefix if it has one."""
    text, typed, datatype = written.rpartition("^^<")
    if typed:
        return f"{text}^^{_short(datatype)}"
    iri = written.removeprefix("<").removesuffix(">")
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return written or "a shape without a name"
