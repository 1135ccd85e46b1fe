"""Runs the tests of queries and updates against an endpoint, over HTTP alone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pyoxigraph as ox
from rdflib.namespace import RDFS

from tests.server.serving import Served
from tests.server.w3c.answers import expected_results, parsed, same_csv, same_quads, same_rows
from tests.server.w3c.manifest import BASE, MF, QT, UT, Suite, Test

JSON, NT = "application/sparql-results+json", "application/n-triples"
_FROM = re.compile(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_SYNTAX = re.compile(r"(Positive|Negative)(Update)?SyntaxTest(11)?")


class Runner:
    """One endpoint that accepts updates, and its graph store."""

    def __init__(self, suite: Suite, server: Served) -> None:
        self._suite = suite
        self._server = server

    def run(self, test: Test) -> str:
        """Empty if the test is passed, else why it is not."""
        if match := _SYNTAX.fullmatch(test.kind):
            return self._syntax(test, positive=match[1] == "Positive", update=match[2] is not None)
        if test.kind in ("QueryEvaluationTest", "CSVResultFormatTest"):
            return self._query(test)
        if test.kind == "UpdateEvaluationTest":
            return self._update(test)
        return f"unknown kind {test.kind}"

    def _send(self, text: str, iri: str, kind: str, accept: str) -> httpx.Response:
        headers = {"content-type": f"application/sparql-{kind}", "accept": accept}
        return self._server.client.post("/sparql", content=f"BASE <{iri}>\n{text}".encode(), headers=headers)

    def _fill(self, default: list[ox.Triple], named: dict[str, list[ox.Triple]]) -> None:
        assert self._server.update("DROP ALL").status_code == 204
        targets = [("default", "", default)] if default else []
        for name, value, triples in [*targets, *(("graph", iri, triples) for iri, triples in named.items())]:
            body = "".join(f"{triple} .\n" for triple in triples).encode()
            answer = self._server.client.put(
                "/store", params={name: value}, content=body, headers={"content-type": NT}
            )
            assert answer.status_code in (201, 204), answer.text

    def _syntax(self, test: Test, *, positive: bool, update: bool) -> str:
        iri = str(test.value(test.node, MF.action))
        if not iri.startswith(BASE):
            iri = str(test.value(test.value(test.node, MF.action), UT.request if update else QT.query))
        answer = self._send(
            self._suite.text(iri), iri, "update" if update else "query", f"{JSON}, {NT};q=0.9"
        )
        if positive:  # an update that is well formed may still have nothing to work on
            wrong = answer.status_code == 400 and ("error at" in answer.text or not update)
        else:
            wrong = not 400 <= answer.status_code < 500
        return f"{answer.status_code} {answer.text[:100]}" if wrong else ""

    def _query(self, test: Test) -> str:
        action = test.value(test.node, MF.action)
        iri = str(test.value(action, QT.query))
        text = self._suite.text(iri)
        default = [t for data in test.values(action, QT.data) for t in self._suite.triples(str(data))]
        named = {str(data): self._suite.triples(str(data)) for data in test.values(action, QT.graphData)}
        for name in (urljoin(iri, name) for name in _FROM.findall(text)):
            if name.startswith(BASE) and self._suite.path(name).exists():
                named[name] = self._suite.triples(name)
        self._fill(default, named)
        result = str(test.value(test.node, MF.result))
        suffix = Path(result).suffix
        accept = {
            ".srx": "application/sparql-results+xml",
            ".tsv": "text/tab-separated-values",
            ".csv": "text/csv",
        }
        form = {".srx": ox.QueryResultsFormat.XML, ".tsv": ox.QueryResultsFormat.TSV}
        wanted = accept.get(suffix, JSON)
        expected = None if suffix == ".csv" else expected_results(self._suite, result)
        if isinstance(expected, list):
            wanted = NT
        answer = self._send(text, iri, "query", wanted)
        if answer.status_code != 200 or answer.headers["content-type"].partition(";")[0] != wanted:
            return f"{answer.status_code} {answer.headers['content-type']} {answer.text[:100]}"
        if expected is None:
            return "" if same_csv(self._suite.text(result), answer.text) else "other rows"
        if isinstance(expected, list):
            found = [quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)]
            return "" if same_quads(_quads(expected), _quads(found)) else "another graph"
        got = parsed(answer.content, form.get(suffix, ox.QueryResultsFormat.JSON))
        if isinstance(expected, bool) or not isinstance(got, tuple):
            return "" if got is expected else "another truth value"
        return _compared(expected, got, reduced=test.folder.endswith("/reduced"))

    def _update(self, test: Test) -> str:
        action = test.value(test.node, MF.action)
        iri = str(test.value(action, UT.request))
        self._fill(*self._state(test, action))
        answer = self._send(self._suite.text(iri), iri, "update", JSON)
        if answer.status_code != 204:
            return f"{answer.status_code} {answer.text[:100]}"
        default, named = self._state(test, test.value(test.node, MF.result))
        expected = _quads(default)
        for name, triples in named.items():
            expected += _quads(triples, ox.NamedNode(name))
        return "" if same_quads(expected, self._everything()) else "another dataset"

    def _state(self, test: Test, node: object) -> tuple[list[ox.Triple], dict[str, list[ox.Triple]]]:
        default = [t for data in test.values(node, UT.data) for t in self._suite.triples(str(data))]
        named = {}
        for data in test.values(node, UT.graphData):
            file = test.value(data, UT.graph)
            name = data if file is None else test.value(data, RDFS.label)
            named[str(name)] = self._suite.triples(str(data if file is None else file))
        return default, named

    def _everything(self) -> list[ox.Quad]:
        get = self._server.client.get
        names = [row["g"] for row in self._server.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")]
        quads = list(ox.parse(get("/store?default", headers={"accept": NT}).content, ox.RdfFormat.N_TRIPLES))
        for name in names:
            body = get("/store", params={"graph": name}, headers={"accept": NT}).content
            quads += _quads([q.triple for q in ox.parse(body, ox.RdfFormat.N_TRIPLES)], ox.NamedNode(name))
        return quads


def _quads(triples: list[ox.Triple], graph: ox.NamedNode | None = None) -> list[ox.Quad]:
    return [ox.Quad(t.subject, t.predicate, t.object, graph or ox.DefaultGraph()) for t in triples]


def _compared(expected: tuple, got: tuple, *, reduced: bool) -> str:  # type: ignore[type-arg]
    if set(expected[0]) != set(got[0]):
        return f"other variables: {got[0]}"
    if reduced:  # how often a row comes is for the engine to say
        return (
            ""
            if all(any(same_rows([a], [b], ordered=False) for b in got[1]) for a in expected[1])
            else "other rows"
        )
    return "" if same_rows(expected[1], got[1], ordered=expected[2]) else "other rows"
