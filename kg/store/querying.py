"""SPARQL queries on the engine, with our prefixes and our errors."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from kg.errors import QueryError
from kg.rdf.vocabulary import PREFIXES

Term = NamedNode | BlankNode | Literal | Triple
Results = QuerySolutions | QueryTriples | QueryBoolean
Format = QueryResultsFormat | RdfFormat

FOR_TRIPLES = "Ask for Turtle, N-Triples, RDF/XML or JSON-LD."
FOR_ROWS = "Ask for JSON, XML, CSV or TSV."


def query(
    store: Store, text: str, *, bindings: Mapping[str, Term] | None = None, union: bool = False
) -> Results:
    """What the engine gives back: rows, triples or a truth value. QueryError if it refuses the query."""
    substitutions = {Variable(name): value for name, value in (bindings or {}).items()}
    try:
        return store.query(
            text, prefixes=PREFIXES, use_default_graph_as_union=union, substitutions=substitutions
        )
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"This query cannot be run: {error}") from error


def query_bytes(store: Store, text: str, form: Format) -> bytes:
    """The results in a format: one for graphs if the query makes triples, else one for results."""
    results = query(store, text)
    try:
        if isinstance(results, QueryTriples):
            if not isinstance(form, RdfFormat):
                raise QueryError(f"This query makes triples: {form.name} cannot hold them.", hint=FOR_TRIPLES)
            written = results.serialize(format=form)
        else:
            if not isinstance(form, QueryResultsFormat):
                raise QueryError(f"This query makes rows: {form.name} cannot hold them.", hint=FOR_ROWS)
            written = results.serialize(format=form)
    except (RuntimeError, OSError) as error:
        raise QueryError(f"This query failed while it ran: {error}") from error
    return written or b""
