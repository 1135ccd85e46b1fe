"""Clients that others have written work unchanged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from kg.server.tokens import add
from tests.server.serving import Served, serving

TEXT = "SELECT ?o { <urn:çay> <urn:p> ?o }"


@pytest.fixture
def filled(empty: Served) -> Served:
    empty.update('INSERT DATA { <urn:çay> <urn:p> "şeker"@tr }')
    return empty


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads(filled: Served, method: str) -> None:
    store = SPARQLStore(filled.sparql, method=method)
    assert list(Graph(store).query(TEXT)) == [(Literal("şeker", lang="tr"),)]
    assert list(Graph(store)) == [(URIRef("urn:çay"), URIRef("urn:p"), Literal("şeker", lang="tr"))]


def test_rdflib_writes(empty: Served) -> None:
    graph = Graph(SPARQLUpdateStore(empty.sparql, empty.sparql), identifier=DATASET_DEFAULT_GRAPH_ID)
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal(1)))
    assert empty.rows("SELECT ?o { <urn:s> ?p ?o }") == [{"o": "1"}]
    graph.remove((URIRef("urn:s"), None, None))
    assert len(graph) == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("request_method", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_reads(filled: Served, method: str, request_method: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(filled.sparql)
    client.setMethod(method)
    client.setRequestMethod(request_method if method == "POST" else "urlencoded")
    client.setReturnFormat("json")
    client.setQuery(TEXT)
    found = client.query().convert()
    assert found["results"]["bindings"] == [{"o": {"type": "literal", "value": "şeker", "xml:lang": "tr"}}]


def test_sparqlwrapper_writes_with_a_token(tmp_path: Path) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    token = add(tmp_path / "tokens.json", "wrapper", ("write",))
    with serving(
        tmp_path / "store", raw_store=True, writable=True, tokens=str(tmp_path / "tokens.json")
    ) as server:
        client = wrapper.SPARQLWrapper(server.sparql)
        client.setCredentials("any", token)
        client.setMethod("POST")
        client.setQuery("INSERT DATA { <urn:s> <urn:p> 1 }")
        client.query()
        assert server.rows("SELECT ?o { <urn:s> ?p ?o }") == [{"o": "1"}]


def test_curl_needs_no_options(filled: Served) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    command = [curl, "-s", "--compressed", filled.sparql, "--data-urlencode", f"query={TEXT}"]
    assert '"value":"şeker"' in subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def comunica() -> str:
    """The command of Comunica (npm install @comunica/query-sparql)."""
    command = os.environ.get("KG_COMUNICA") or shutil.which("comunica-sparql")
    if command is None:
        pytest.skip("comunica-sparql is not on the path, and KG_COMUNICA does not name it")
    return command


def asked(command: str, server: Served, *arguments: str) -> str:
    run = [command, f"sparql@{server.sparql}", *arguments]
    return subprocess.run(run, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.slow
def test_comunica_reads(filled: Served, comunica: str) -> None:
    filled.update("INSERT DATA { <urn:çay> <urn:q> 1 . <urn:kahve> <urn:q> 2 }")
    text = "SELECT ?s ?o { ?s <urn:p> ?o ; <urn:q> ?n FILTER(?n < 2) }"
    found = json.loads(asked(comunica, filled, text, "-t", "application/sparql-results+json"))
    assert found["results"]["bindings"] == [
        {
            "s": {"type": "uri", "value": "urn:çay"},
            "o": {"type": "literal", "value": "şeker", "xml:lang": "tr"},
        }
    ]
    made = asked(
        comunica, filled, "CONSTRUCT { ?s <urn:r> ?n } { ?s <urn:q> ?n }", "-t", "application/n-triples"
    )
    assert len(made.split("\n")) == 3
    assert asked(comunica, filled, "ASK { ?s <urn:q> 2 }", "-t", "simple").strip() == "true"


@pytest.mark.slow
def test_comunica_writes(empty: Served, comunica: str) -> None:
    asked(comunica, empty, "INSERT DATA { <urn:s> <urn:p> 7 }")
    assert empty.rows("SELECT ?o { <urn:s> <urn:p> ?o }") == [{"o": "7"}]
