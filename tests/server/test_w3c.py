"""The W3C test suites, driven over HTTP against a server on a plain store.

They are large and not part of the project: `KG_W3C_SUITES` names a checkout of https://github.com/w3c/rdf-tests. What
is expected to fail is listed with its reason.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.server.serving import Served
from tests.server.w3c.evaluation import Runner
from tests.server.w3c.exchange import Exchange
from tests.server.w3c.manifest import Suite

ROOT = Path(os.environ.get("KG_W3C_SUITES", "") or "no-suites")

pytestmark = pytest.mark.skipif(
    not (ROOT / "sparql").is_dir(), reason="KG_W3C_SUITES does not name a checkout of w3c/rdf-tests"
)

SD = "http://www.w3.org/ns/sparql-service-description#"
CANONICAL = "the engine keeps numbers, dates and truth values by value, not as they were written"
SCOPE = "the engine evaluates GRAPH with a variable before what is outside of it"
EMPTY = "the engine finds no path of length zero from a term that is in no triple"
TRIPLES = "the engine follows a draft of RDF 1.2 in which triple terms stand in other places"
PARSER = "the engine's parser is stricter, or laxer, in this place"
ENGINE = "the engine's own: the native server gives the same"
KNOWN = {
    "sparql10": {
        CANONICAL: "distinct-1 distinct-9 dawg-str-1 dawg-str-2 sameTerm-simple sameTerm-eq sameTerm-not-eq eq-graph-1 "
        "eq-graph-2 open-eq-01 date-2 date-3",
        PARSER: "case-insensitive-booleans syn-bad-26",
        SCOPE: "graph-variable-scope graph-optional",
    },
    "sparql11": {
        CANONICAL: "csv03 tsv03",
        EMPTY: "zero_or_more_set_start zero_or_more_set_end zero_or_one_set_start zero_or_one_set_end",
        SCOPE: "graph graph-minus agg-empty-group-count-graph",
        ENGINE: "agg-groupconcat-04 agg-groupconcat-06 bnode01",
    },
    "sparql12": {
        CANONICAL: "group01",
        TRIPLES: "graphs-1 graphs-2 expr-1 update-1 update-2 tripleterm-subject-03 tripleterm-subject-06",
        PARSER: "select-variable-reuse nested-aggregate-functions",
    },
}
"""Names of the tests that fail, by the reason. The native server fails the same."""

COUNTS = {"sparql10": 482, "sparql11": 498, "sparql12": 269}


@pytest.fixture(scope="module")
def suite() -> Suite:
    return Suite(ROOT)


@pytest.mark.slow
@pytest.mark.parametrize("part", list(KNOWN))
def test_queries_and_updates_are_answered_as_by_the_native_server(
    empty: Served, suite: Suite, part: str
) -> None:
    runner = Runner(suite, empty)
    outcomes = [(test.name, runner.run(test)) for test in suite.evaluations(part)]
    failed = {name: trouble for name, trouble in outcomes if trouble}
    known = {name for names in KNOWN[part].values() for name in names.split()}
    assert {name: trouble for name, trouble in failed.items() if name not in known} == {}
    assert known - set(failed) == set()
    assert len(outcomes) == COUNTS[part]


@pytest.mark.parametrize(
    ("manifest", "count"),
    [("protocol/manifest.ttl", 34), ("graph-store-protocol/manifest-direct.ttl", 4),
     ("graph-store-protocol/manifest-indirect.ttl", 9)],
)  # fmt: skip
def test_exchanges_are_as_the_protocols_say(empty: Served, suite: Suite, manifest: str, count: int) -> None:
    tests = list(suite.tests(ROOT / "sparql" / "sparql11" / manifest))
    outcomes = {test.name: Exchange(suite, empty, test).run() for test in tests}
    assert {name: trouble for name, trouble in outcomes.items() if trouble} == {}
    assert len(outcomes) == count


def test_the_service_description_is_as_the_standard_says(empty: Served) -> None:
    answer = empty.client.get("/sparql", headers={"accept": "text/turtle"})
    triples = [quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.TURTLE, base_iri=empty.sparql)]
    assert triples
    assert any(
        t.predicate.value == f"{SD}endpoint" and t.object == ox.NamedNode(empty.sparql) for t in triples
    )
    assert any(t.object == ox.NamedNode(f"{SD}Service") for t in triples)
    terms = """endpoint feature supportedLanguage defaultDataset availableGraphs resultFormat inputFormat defaultGraph
        namedGraph name graph extensionFunction languageExtension"""
    used = {t.predicate.value.removeprefix(SD) for t in triples if t.predicate.value.startswith(SD)}
    assert used <= set(terms.split())
