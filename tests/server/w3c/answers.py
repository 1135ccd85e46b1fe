"""Whether two answers are the same but for the names of blank nodes, and for numbers written in another way."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from tests.server.w3c.manifest import Suite

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = dict[str, Term]
XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_FLOATING = {f"{XSD}float", f"{XSD}double"}
_EXACT = {f"{XSD}decimal", f"{XSD}integer"} | {
    f"{XSD}{sign}{kind}"
    for sign in ("", "unsigned", "positive", "negative", "nonNegative", "nonPositive")
    for kind in ("Integer", "Long", "Int", "Short", "Byte", "long", "int", "short", "byte")
}
_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV,
}  # fmt: skip


def by_value(term: Term) -> Term:
    """A term with its number or truth value written in one way."""
    if isinstance(term, ox.Triple):
        return ox.Triple(by_value(term.subject), term.predicate, by_value(term.object))  # type: ignore[arg-type]
    return _number(term) if isinstance(term, ox.Literal) else term


def _number(term: ox.Literal) -> ox.Literal:
    kind = term.datatype.value
    try:
        if kind in _FLOATING:
            return ox.Literal(repr(float(term.value.replace("INF", "inf"))), datatype=term.datatype)
        if kind in _EXACT:
            number = Decimal(term.value)
            return ox.Literal(str(number.normalize() if number else 0), datatype=term.datatype)
    except (ValueError, InvalidOperation):
        return term
    if kind == f"{XSD}boolean" and term.value in "10":
        return ox.Literal("true" if term.value == "1" else "false", datatype=term.datatype)
    return term


def same_quads(expected: Iterable[ox.Quad], found: Iterable[ox.Quad]) -> bool:
    """Whether two datasets are isomorphic."""

    def canonical(quads: Iterable[ox.Quad]) -> set[str]:
        dataset = ox.Dataset(
            [ox.Quad(quad.subject, quad.predicate, by_value(quad.object), quad.graph_name) for quad in quads]
        )
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return {str(quad) for quad in dataset}

    return canonical(expected) == canonical(found)


def same_rows(expected: list[Row], found: list[Row], *, ordered: bool) -> bool:
    """Whether two results are the same: rows without blank nodes by count, the others as a graph."""
    if len(expected) != len(found):
        return False
    if ordered:
        return [_ground(row) for row in expected] == [_ground(row) for row in found]
    if Counter(map(_ground, expected)) != Counter(map(_ground, found)):
        return False
    return same_quads(_as_quads(expected), _as_quads(found))


def _ground(row: Row) -> tuple[tuple[str, str], ...]:
    """A row with the same name for all blank nodes."""
    return tuple(sorted((name, _unnamed(by_value(term))) for name, term in row.items()))


def _unnamed(term: Term) -> str:
    if isinstance(term, ox.Triple):
        return f"<<{_unnamed(term.subject)} {term.predicate} {_unnamed(term.object)}>>"
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def _has_blank(term: Term) -> bool:
    if isinstance(term, ox.Triple):
        return _has_blank(term.subject) or _has_blank(term.object)
    return isinstance(term, ox.BlankNode)


def _as_quads(rows: list[Row]) -> list[ox.Quad]:
    quads = []
    for row in rows:
        if any(map(_has_blank, row.values())):
            node = ox.BlankNode()
            quads += [ox.Quad(node, ox.NamedNode(f"urn:var:{name}"), term) for name, term in row.items()]
    return quads


def same_csv(expected: str, found: str) -> bool:
    """Whether two CSV results are the same, whatever the order of rows and columns."""

    def rows(text: str) -> Counter[tuple[tuple[str, str], ...]]:
        return Counter(
            tuple(sorted((k, "_:" if v.startswith("_:") else v) for k, v in row.items()))
            for row in csv.DictReader(io.StringIO(text))
        )

    return rows(expected) == rows(found)


Results = bool | tuple[list[str], list[Row], bool] | list[ox.Triple]
"""A truth value; variables, rows and whether these are in order; or triples."""


def parsed(body: bytes, form: ox.QueryResultsFormat) -> Results:
    """A result in one of the formats for results."""
    found = ox.parse_query_results(body, form)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return names, [{name: row[name] for name in names if row[name] is not None} for row in found], False


def expected_results(suite: Suite, iri: str) -> Results:
    """The result that a test expects, from whatever kind of file."""
    suffix = Path(iri).suffix
    if suffix in _RESULTS:
        return parsed(suite.path(iri).read_bytes(), _RESULTS[suffix])
    triples = suite.triples(iri)
    values: dict[tuple[object, str], list[Term]] = {}
    for triple in triples:
        values.setdefault((triple.subject, triple.predicate.value), []).append(triple.object)
    sets = [t.subject for t in triples if getattr(t.object, "value", "") == f"{RS}ResultSet"]
    if not sets:
        return triples

    def all_of(node: object, name: str) -> list[Term]:
        return values.get((node, RS + name), [])

    if boolean := all_of(sets[0], "boolean"):
        return str(getattr(boolean[0], "value", "")) in ("true", "1")
    names = [str(getattr(term, "value", "")) for term in all_of(sets[0], "resultVariable")]
    rows: list[tuple[int, Row]] = []
    ordered = True
    for solution in all_of(sets[0], "solution"):
        index = all_of(solution, "index")
        ordered &= bool(index)
        row = {
            str(getattr(all_of(binding, "variable")[0], "value", "")): all_of(binding, "value")[0]
            for binding in all_of(solution, "binding")
        }
        rows.append((int(getattr(index[0], "value", 0)) if index else 0, row))
    rows.sort(key=lambda pair: pair[0])
    return names, [row for _, row in rows], ordered and bool(rows)
