"""The reference validator, pySHACL: slower than the gate, and what decides if the two ever differ."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.parserutils import Expr
from rdflib.plugins.sparql.sparql import Query, SPARQLError
from rdflib.query import Result
from rdflib.term import Node

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import XSD
from kg.validate.report import ValidationReport, Violation
from kg.validate.rules import Rules

# pySHACL changes a global of rdflib while it loads shapes, so two threads must not run it at once.
_ONE_AT_A_TIME = threading.Lock()


class Reference:
    """Validates with pySHACL on plain rdflib graphs. Safe in threads, which wait for one another."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._shapes = Graph().parse(data=rules.shapes, format="turtle")
        self._core = Graph()
        self._core += (triple for triple in self._shapes if triple[1] != SH.sparql)
        self._ontology = _graph(rules.ontology)

    @classmethod
    def load(cls) -> Reference:
        """The reference with this package's shapes and ontology."""
        return cls(Rules.load())

    def validate(self, graph: ArticleGraph) -> ValidationReport:
        """The verdict on the graph of one article."""
        return self.validate_triples(graph.triples)

    def validate_triples(self, triples: Iterable[Triple]) -> ValidationReport:
        """The verdict on any set of triples, such as a file's or the merged graph."""
        with _ONE_AT_A_TIME, _quietly():
            data = _graph(triples)
            data += self._ontology
            try:
                return self._run(data, self._shapes)
            except (TypeError, ValueError, ArithmeticError, RecursionError):
                # rdflib's SPARQL functions fail on values of a wrong type instead of giving no result.
                # Such values break the core constraints: what these say has to be put right first.
                report = self._run(data, self._core)
                if report.conforms:
                    raise
                return report

    def _run(self, data: Graph, shapes: Graph) -> ValidationReport:
        _, found, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
        if not isinstance(found, Graph):
            raise TypeError(f"pySHACL gave no report but: {text}")
        return ValidationReport.of(self._violation(found, node) for node in found.objects(None, SH.result))

    def _violation(self, found: Graph, node: Node) -> Violation:
        shape, path = found.value(node, SH.sourceShape), found.value(node, SH.resultPath)
        return self._rules.violation(
            severity=str(found.value(node, SH.resultSeverity)),
            shape=str(shape) if isinstance(shape, URIRef) else "",
            said=sorted(str(message) for message in found.objects(node, SH.resultMessage)),
            component=str(found.value(node, SH.sourceConstraintComponent)),
            focus=_written(found.value(node, SH.focusNode)),
            path=_written(path) if isinstance(path, URIRef) else "",
            value=_written(found.value(node, SH.value)),
        )


class _ParsesOnce(Graph):
    """A plain graph that remembers parsed queries: pySHACL gives it the same ones for each graph.

    They declare their prefixes themselves, and the graph binds none that could stand for others.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        parsed = _parsed(query_object) if isinstance(query_object, str) else query_object
        return super().query(parsed, *args, **kwargs)


@lru_cache(maxsize=256)
def _parsed(text: str) -> Query:
    query = prepareQuery(text)
    traverse(query.algebra, visitPost=_forgiving)
    return query


def _forgiving(node: object) -> None:
    """Let a function that gets a value of a wrong type give an error of SPARQL, with which "true || error" is true.

    rdflib's SUBSTR and others fail with errors of Python, which end the whole query; there is no public way to this.
    """
    if isinstance(node, Expr) and (function := node._evalfn) is not None:  # noqa: SLF001

        def evaluate(context: Any) -> Any:
            try:
                return function(context)
            except (TypeError, ValueError, ArithmeticError) as error:
                raise SPARQLError(f"{node.name}: {error}") from error

        node._evalfn = evaluate  # type: ignore[assignment]  # noqa: SLF001


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = _ParsesOnce(bind_namespaces="none")
    for triple in triples:
        graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
    return graph


@lru_cache(maxsize=4096)
def _to_rdflib(term: NamedNode | BlankNode | Literal | Triple) -> URIRef | BNode | RdflibLiteral:
    """The same term for rdflib, its lexical form untouched."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        # What has no datatype and what is of xsd:string is one thing in RDF 1.1, two in rdflib.
        datatype = None if term.datatype == XSD.string else URIRef(term.datatype.value)
        return RdflibLiteral(term.value, datatype=datatype, normalize=False)
    raise ValueError(f"RDF 1.2 terms cannot be validated: {term}")


def _written(term: Node | None) -> str:
    """A term as in N-Triples."""
    if term is None:
        return ""
    if isinstance(term, RdflibLiteral):
        if term.language:
            return str(Literal(str(term), language=term.language))
        datatype = NamedNode(str(term.datatype)) if term.datatype else None
        return str(Literal(str(term), datatype=datatype))
    return f"_:{term}" if isinstance(term, BNode) else f"<{term}>"


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep rdflib from logging each ill-formed literal with a traceback: the report says it better."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
