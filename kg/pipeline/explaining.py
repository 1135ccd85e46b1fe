"""Why something is in the store, told from the store alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import cast

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from kg.pipeline.naming import compact, in_words
from kg.ports import Validator
from kg.rdf import ArticleGraph
from kg.store import Store
from kg.validate import ValidationReport


@dataclass(frozen=True, slots=True)
class Fact:
    """A predicate with one value, and how many articles say so.

    `label` is the Turkish name of the value if it has one, `language` that of a text that is not Turkish.
    """

    predicate: str
    value: str
    label: str
    articles: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that says it; offsets are code points of the article's repaired text."""

    begin: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What one article says: its sentences, in whose words, found by which rule, how surely.

    `conforms` tells whether the article's graph satisfies the shapes now; None if it was not checked.
    """

    article: str
    issued: str
    publisher: str
    url: str
    rule: str
    confidence: str
    attributed_to: tuple[str, ...]
    passages: tuple[Passage, ...]
    conforms: bool | None


@dataclass(frozen=True, slots=True)
class Role:
    """Something that refers to the thing explained: an event it takes part in, an office it holds."""

    subject: str
    label: str
    predicate: str
    when: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A form of words that names the thing, how often, and in how many articles."""

    surface: str
    times: int
    articles: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the store has on one IRI."""

    iri: str
    label: str
    facts: tuple[Fact, ...]
    reasons: tuple[Reason, ...]
    roles: tuple[Role, ...]
    namings: tuple[Naming, ...]


_FACTS = Template("""
SELECT ?p ?o (SAMPLE(?name) AS ?label) (COUNT(DISTINCT ?g) AS ?n) WHERE {
  GRAPH ?g { $iri ?p ?o }
  OPTIONAL { GRAPH ?any { ?o rdfs:label|skos:prefLabel ?name } FILTER(LANG(?name) = "tr") }
} GROUP BY ?p ?o ORDER BY ?p DESC(LANG(?o) = "tr") ?o
""")

_REPORTS = Template("""
SELECT ?g ?report ?rule ?confidence ?issued ?publisher ?url WHERE {
  GRAPH ?g {
    ?report kg:reports $iri ; kg:extractedBy ?rule ; kg:confidence ?confidence .
    OPTIONAL { ?g dcterms:issued ?issued }
    OPTIONAL { ?g dcterms:publisher/rdfs:label ?publisher }
    OPTIONAL { ?g schema:url ?url }
  }
} ORDER BY ?issued ?g ?report
""")

_PASSAGES = Template("""
SELECT DISTINCT ?begin ?end ?quote WHERE {
  GRAPH $g { $report kg:evidence ?passage . ?passage kg:begin ?begin ; kg:end ?end ; kg:quote ?quote }
} ORDER BY ?begin ?end
""")

_SOURCES = Template("""
SELECT DISTINCT ?who ?name WHERE {
  GRAPH $g { $report kg:attributedTo ?who OPTIONAL { ?who rdfs:label ?name FILTER(LANG(?name) = "tr") } }
} ORDER BY ?who ?name
""")

_ROLES = Template("""
SELECT DISTINCT ?subject ?p ?label ?when WHERE {
  ?subject ?p $iri .
  FILTER(?p != kg:attributedTo && ?p != kg:reports && ?p != kg:inArticle)
  OPTIONAL { ?subject rdfs:label|skos:prefLabel ?label FILTER(LANG(?label) = "tr") }
  OPTIONAL { ?subject kg:when|kg:asOf ?when }
} ORDER BY ?when ?subject ?p
""")

_NAMINGS = Template("""
SELECT ?quote (COUNT(*) AS ?times) (COUNT(DISTINCT ?g) AS ?articles) WHERE {
  GRAPH ?g { ?mention kg:refersTo $iri ; kg:quote ?quote }
} GROUP BY ?quote ORDER BY DESC(?times) ?quote
""")


def explain(
    store: Store, iri: str, gate: Validator[ArticleGraph, ValidationReport] | None = None
) -> Explanation | None:
    """Facts, reasons, roles and names of an IRI; None if the store does not know it.

    With a gate, each article's graph is validated again.
    """
    node = NamedNode(iri)
    facts = tuple(_facts(store, node))
    if not facts:
        return None

    @cache
    def conforms(article: str) -> bool | None:
        graph = store.article_graph(article)
        return gate.validate(graph).conforms if gate and graph else None

    return Explanation(
        iri=iri,
        label=next((fact.value for fact in facts if fact.predicate in _NAMES), compact(iri)),
        facts=facts,
        reasons=tuple(
            _reason(store, row, conforms(_iri(row, "g"))) for row in _rows(store, _REPORTS, {"iri": node})
        ),
        roles=tuple(
            Role(_text(row, "subject"), _text(row, "label"), _text(row, "p"), _text(row, "when"))
            for row in _rows(store, _ROLES, {"iri": node})
        ),
        namings=tuple(
            Naming(_text(row, "quote"), int(_text(row, "times")), int(_text(row, "articles")))
            for row in _rows(store, _NAMINGS, {"iri": node})
        ),
    )


_NAMES = ("rdfs:label", "skos:prefLabel", "dcterms:title")


def _facts(store: Store, node: NamedNode) -> Iterator[Fact]:
    for row in _rows(store, _FACTS, {"iri": node}):
        value = row["o"]
        language = value.language if isinstance(value, Literal) else None
        yield Fact(
            _text(row, "p"),
            _text(row, "o"),
            _text(row, "label"),
            int(_text(row, "n")),
            language if language and language != "tr" else "",
        )


def _reason(store: Store, row: QuerySolution, conforms: bool | None) -> Reason:
    where = {"g": cast("NamedNode", row["g"]), "report": cast("NamedNode", row["report"])}
    return Reason(
        article=_iri(row, "g"),
        issued=_text(row, "issued"),
        publisher=_text(row, "publisher"),
        url=_text(row, "url"),
        rule=_text(row, "rule"),
        confidence=_text(row, "confidence"),
        attributed_to=tuple(
            _text(source, "name") or _text(source, "who") for source in _rows(store, _SOURCES, where)
        ),
        passages=tuple(
            Passage(int(_text(found, "begin")), int(_text(found, "end")), _text(found, "quote"))
            for found in _rows(store, _PASSAGES, where)
        ),
        conforms=conforms,
    )


def _rows(store: Store, query: Template, places: Mapping[str, NamedNode]) -> Iterator[QuerySolution]:
    return iter(cast("QuerySolutions", store.query(query.substitute(places))))


def _text(row: QuerySolution, name: str) -> str:
    return in_words(cast("NamedNode | Literal | None", row[name]))


def _iri(row: QuerySolution, name: str) -> str:
    return cast("NamedNode", row[name]).value
