"""Questions to a server: graphs, other articles' facts, and queries of users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import QueryError, StoreError
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import PREFIXES
from kg.store.remote.client import Client
from kg.store.remote.records import COUNTS, MERGED, RECORDS, count

AT_ONCE = 20
"""Triples asked for in one query, where they stand as constants: Virtuoso 7 finds no literals that VALUES gives."""

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_ASIDE = re.compile(r"<[^<>\"{}|^`\\\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*")
_NAME = r"[?$]\w+|<[^<>\s]*>|[\w-]*:[\w%.-]*[\w%-]"
_OF_GRAPH = re.compile(rf"{_ASIDE.pattern}|(?<![\w:?$-])GRAPH\s+(?P<graph>{_NAME})", re.IGNORECASE)
_FORM = re.compile(r"\s*(?:(?:PREFIX\s+\S*:|BASE)\s*)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one store on a server. `merged` is the merged graph, None if it is the server's default graph."""

    client: Client
    merged: NamedNode | None

    def graph(self, iri: str, digest: str = "") -> tuple[Triple, ...]:
        """The triples of a named graph; StoreError if the server gives only a part of them.

        They are counted unless they have the `digest` that is expected.
        """
        if self.client.endpoints.graphs:
            answer = self.client.get_graph(iri)
        else:
            answer = self.client.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        triples = tuple(quad.triple for quad in parse(answer, RdfFormat.N_TRIPLES))
        if digest and ArticleGraph.of(iri, triples).digest == digest:
            return triples
        there = count(self.client, f"GRAPH <{iri}> {{ ?s ?p ?o }}")
        if len(triples) != there:
            raise StoreError(
                f"The server at {self.client.endpoints.query} gives {len(triples)} of {there} triples of {iri}.",
                hint="Let nobody else write, and let it give larger answers (Virtuoso: ResultSetMaxRows).",
            )
        return triples

    def given_elsewhere(self, triples: tuple[Triple, ...], without: frozenset[str]) -> Iterator[Triple]:
        """Which of the triples are in an article's graph (or the ontology's) other than those of these names."""
        others = f"FILTER(?g NOT IN ({', '.join(f'<{iri}>' for iri in sorted(without))}))" if without else ""
        for start in range(0, len(triples), AT_ONCE):
            part = triples[start : start + AT_ONCE]
            asked = " UNION ".join(
                f"{{ SELECT ({number} AS ?i) WHERE {{ GRAPH ?g {{ {triple} }} FILTER{COUNTS} {others} }} LIMIT 1 }}"
                for number, triple in enumerate(part)
            )
            for row in self.client.rows(f"SELECT ?i WHERE {{ {asked} }}"):
                yield part[int(row["i"])]

    def query(self, text: str) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """What a query gives: rows, a truth value, or triples. The usual prefixes need no declaration."""
        form = _form(text)
        default = self.merged.value if self.merged else ""
        whole = _PROLOGUE + (only_articles(text) if default else text)
        if form in ("CONSTRUCT", "DESCRIBE"):
            answer = self.client.query(whole, accept="application/n-triples", default_graph=default)
            return (quad.triple for quad in parse(answer, RdfFormat.N_TRIPLES))
        answer = self.client.query(whole, default_graph=default)
        try:
            found = parse_query_results(answer, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"The server's answer cannot be read: {error}") from error
        if form == "ASK" and isinstance(
            found, QuerySolutions
        ):  # Virtuoso gives a row for yes and none for no
            return _YES if any(True for _ in found) else _NO
        return found


def only_articles(text: str) -> str:
    """The query with `GRAPH ?g` finding neither the merged graph nor the records, where these are named graphs.

    A graph that is named is asked for by a variable too: told what the default graph is, Virtuoso 7 finds it only so.

    >>> only_articles("ASK { GRAPH ?g { ?s ?p 'GRAPH ?g' } }").count("FILTER")
    1
    >>> only_articles("ASK { GRAPH article:a { ?s ?p ?o } }")
    'ASK { FILTER(?kg_graph_6 = article:a) GRAPH ?kg_graph_6 { ?s ?p ?o } }'
    """
    return _OF_GRAPH.sub(_but_derived, text)


def _but_derived(match: re.Match[str]) -> str:
    name = match["graph"]
    if not name:
        return match[0]
    if name.startswith(("?", "$")):
        return f"FILTER({name} NOT IN ({MERGED}, {RECORDS})) {match[0]}"
    variable = f"?kg_graph_{match.start()}"
    return f"FILTER({variable} = {name}) GRAPH {variable}"


def _form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; QueryError for anything else, which some servers would take for an update."""
    found = _FORM.match(_ASIDE.sub(" ", text))
    if found is None:
        raise QueryError("This query cannot be run: it is no SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return found[1].upper()


def _truth(*, yes: bool) -> QueryBoolean:
    found = parse_query_results(f'{{"head":{{}},"boolean":{str(yes).lower()}}}', QueryResultsFormat.JSON)
    if not isinstance(found, QueryBoolean):
        raise TypeError("a truth value is one")
    return found


_YES, _NO = _truth(yes=True), _truth(yes=False)
