"""SPARQL 1.1 Protocol: what is asked for is done, and what is wrong is told with the right status."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from tests.server.serving import Served

QUERY, UPDATE, FORM = (
    "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded",
)  # fmt: skip
ASK = quote("ASK {}")
INSERT = "INSERT DATA { <urn:s> <urn:p> 1 }"

WRONG = {
    "PUT": ("PUT", f"/sparql?query={ASK}", {}, b"", 405),
    "DELETE": ("DELETE", "/sparql", {}, b"", 405),
    "PUT after the same GET": ("PUT", "/sparql?query=ASK%20%7B%7D", {}, b"", 405),
    "two queries in the URL": ("GET", f"/sparql?query={ASK}&query={ASK}", {}, b"", 400),
    "query in URL and body": ("POST", f"/sparql?query={ASK}", {"content-type": QUERY}, b"ASK {}", 400),
    "form with two queries": ("POST", "/sparql", {"content-type": FORM}, f"query={ASK}&query={ASK}".encode(), 400),
    "form with neither": ("POST", "/sparql", {"content-type": FORM}, b"x=1", 400),
    "POST without a type": ("POST", "/sparql", {}, b"ASK {}", 415),
    "POST of text": ("POST", "/sparql", {"content-type": "text/plain"}, b"ASK {}", 415),
    "POST in UTF-16": ("POST", "/sparql", {"content-type": f"{QUERY}; charset=utf-16"}, "ASK {}".encode("utf-16"), 415),
    "POST that is not UTF-8": ("POST", "/sparql", {"content-type": QUERY}, b"ASK { ?s ?p '\xff' }", 400),
    "syntax error": ("GET", f"/sparql?query={quote('SELECT * {')}", {}, b"", 400),
    "update by GET": ("GET", f"/sparql?update={quote(INSERT)}", {}, b"", 400),
    "update with graphs of a query": (
        "POST", "/sparql?default-graph-uri=urn:g", {"content-type": UPDATE}, INSERT.encode(), 400,
    ),
    "update that names its graphs twice": (
        "POST", "/sparql?using-graph-uri=urn:g", {"content-type": UPDATE},
        b"INSERT { ?s ?p 1 } USING <urn:h> WHERE { ?s ?p ?o }", 400,
    ),
    "relative graph": ("GET", f"/sparql?query={ASK}&default-graph-uri=g", {}, b"", 400),
    "no acceptable format": ("GET", f"/sparql?query={ASK}", {"accept": "image/png"}, b"", 406),
    "graph format for rows": ("GET", f"/sparql?query={ASK}", {"accept": "text/turtle"}, b"", 406),
    "unknown format": ("GET", f"/sparql?query={ASK}&format=docx", {}, b"", 406),
    "timeout in words": ("GET", f"/sparql?query={ASK}&timeout=soon", {}, b"", 400),
}  # fmt: skip


@pytest.mark.parametrize(("method", "target", "headers", "body", "status"), WRONG.values(), ids=WRONG)
def test_a_wrong_request_is_refused_with_its_reason(
    raw: Served, method: str, target: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    found = raw.client.request(method, target, headers=headers, content=body or None)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["detail"]


TEXT = "SELECT ?o { <http://ex/Türkiye> <http://ex/100%25> ?o }"
WAYS = {
    "GET": ("GET", "/sparql?" + urlencode({"query": TEXT}), {}, b""),
    "form POST": ("POST", "/sparql", {"content-type": FORM}, urlencode({"query": TEXT}).encode()),
    "direct POST": ("POST", "/sparql", {"content-type": QUERY}, TEXT.encode()),
    "other path": ("GET", "/query?" + urlencode({"query": TEXT}), {}, b""),
}


@pytest.mark.parametrize(("method", "target", "headers", "body"), WAYS.values(), ids=WAYS)
def test_all_ways_to_ask_give_the_same_answer(
    empty: Served, method: str, target: str, headers: dict[str, str], body: bytes
) -> None:
    empty.update('INSERT DATA { <http://ex/Türkiye> <http://ex/100%25> "evet" }')
    for _ in range(3):  # the second time the request is known, the third its answer too
        found = empty.client.request(method, target, headers=headers, content=body or None)
        assert [row["o"]["value"] for row in found.json()["results"]["bindings"]] == ["evet"]


def test_head_tells_what_get_would(empty: Served) -> None:
    get = empty.client.get(f"/sparql?query={ASK}")
    head = empty.client.head(f"/sparql?query={ASK}")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.headers["content-type"] == get.headers["content-type"]


def test_graphs_of_the_request_make_the_dataset(empty: Served) -> None:
    empty.update(
        "INSERT DATA { <urn:s> <urn:p> 0 GRAPH <urn:g> { <urn:s> <urn:p> 1 } GRAPH <urn:h> { <urn:s> <urn:p> 2 } }"
    )
    default = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
    named = "SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o"

    def values(text: str, *graphs: tuple[str, str]) -> list[str]:
        found = empty.client.get("/sparql", params=[("query", text), *graphs])
        return [row["o"]["value"] for row in found.json()["results"]["bindings"]]

    assert values(default) == ["0"]
    assert values(default, ("default-graph-uri", "urn:g")) == ["1"]
    assert values(default, ("default-graph-uri", "urn:g"), ("default-graph-uri", "urn:h")) == ["1", "2"]
    assert values(default, ("named-graph-uri", "urn:g")) == []
    assert values(named, ("named-graph-uri", "urn:h")) == ["2"]
    assert values(default, ("union-default-graph", "true")) == ["0", "1", "2"]


USING = {
    "modify": "INSERT { <urn:new> ?p ?o } WHERE { ?s ?p ?o }",
    "delete and insert": "DELETE { ?s ?p ?o } INSERT { <urn:new> ?p ?o } WHERE { ?s ?p ?o }",
    "two operations": "INSERT DATA { <urn:x> <urn:y> 9 } ; INSERT { <urn:new> ?p ?o } WHERE { { ?s ?p ?o } }",
}


@pytest.mark.parametrize("text", USING.values(), ids=USING)
def test_graphs_of_an_update_are_where_its_pattern_is_matched(empty: Served, text: str) -> None:
    empty.update("INSERT DATA { <urn:s> <urn:p> 0 GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
    kind = {"content-type": UPDATE}
    assert empty.client.post("/sparql?using-graph-uri=urn:g", content=text, headers=kind).status_code == 204
    assert empty.rows("SELECT ?o { <urn:new> <urn:p> ?o }") == [{"o": "1"}]


def test_an_update_that_fails_changes_nothing(empty: Served) -> None:
    found = empty.update("INSERT DATA { <urn:s> <urn:p> 1 } ; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>")
    assert found.status_code >= 400
    assert empty.rows("SELECT * { ?s ?p ?o }") == []


RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("kind", RESULTS)
def test_rows_come_whole_in_every_format(empty: Served, kind: str) -> None:
    empty.update('INSERT DATA { <urn:s> <urn:p> "çay\\n\\"şeker\\""@tr , 1.5 , true }')
    found = empty.query("SELECT ?o { ?s ?p ?o }", kind)
    assert found.headers["content-type"].split(";")[0] == kind
    rows = ox.parse_query_results(found.content, RESULTS[kind])
    assert isinstance(rows, ox.QuerySolutions)
    assert {str(row["o"]) for row in rows} == {
        '"çay\\n\\"şeker\\""@tr',
        '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    }


def test_csv_is_for_spreadsheets(empty: Served) -> None:
    empty.update('INSERT DATA { <urn:s> <urn:p> "a,b" }')
    assert empty.query("SELECT ?s ?o { ?s ?p ?o }", "text/csv").text == 's,o\r\nurn:s,"a,b"\r\n'


GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS, "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML, "application/ld+json": ox.RdfFormat.JSON_LD,
}  # fmt: skip


@pytest.mark.parametrize("kind", GRAPHS)
def test_graphs_come_whole_in_every_format(empty: Served, kind: str) -> None:
    empty.update('INSERT DATA { <urn:s> <urn:p> "çay"@tr , <urn:o> }')
    found = empty.query("CONSTRUCT WHERE { ?s ?p ?o }", kind)
    assert found.headers["content-type"].split(";")[0] == kind
    assert {str(quad.triple) for quad in ox.parse(found.content, GRAPHS[kind])} == {
        '<urn:s> <urn:p> "çay"@tr',
        "<urn:s> <urn:p> <urn:o>",
    }


PREFERENCES = {
    "best quality": (
        "text/csv;q=0.5, application/sparql-results+xml;q=0.9",
        "application/sparql-results+xml",
    ),
    "specific before wild card": ("*/*;q=0.1, text/csv", "text/csv"),
    "excluded": ("application/sparql-results+json;q=0, */*;q=0.5", "application/sparql-results+xml"),
    "none": ("", "application/sparql-results+json"),
    "anything": ("*/*", "application/sparql-results+json"),
    "range of a type": ("text/*", "text/csv"),
}


@pytest.mark.parametrize(("accept", "kind"), PREFERENCES.values(), ids=PREFERENCES)
def test_the_client_s_preference_decides(raw: Served, accept: str, kind: str) -> None:
    assert raw.query("SELECT * {}", accept).headers["content-type"].split(";")[0] == kind


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_answers_are_compressed_for_clients_that_can(large: Served, coding: str) -> None:
    text = "SELECT * { ?s ?p ?o } LIMIT 500"
    plain = large.client.get("/sparql", params={"query": text}, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = large.client.get("/sparql", params={"query": text}, headers={"accept-encoding": coding})
    assert packed.headers["content-encoding"] == coding
    assert packed.content == plain.content


def test_other_origins_may_read(raw: Served) -> None:
    found = raw.client.get(f"/sparql?query={ASK}", headers={"origin": "https://a.example"})
    assert found.headers["access-control-allow-origin"] == "*"
    asked = {"origin": "https://a.example", "access-control-request-method": "POST"}
    preflight = raw.client.options("/sparql", headers=asked)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELEC * {}", "in line 1 near «SELEC"),
        ("SELECT *\nWHERE { ?s ?p }", "in line 2 near «WHERE { ?s ?p"),
        ("", "the beginning"),
    ],
)
def test_a_query_that_cannot_be_read_is_shown_where(raw: Served, text: str, words: str) -> None:
    found = raw.query(text)
    assert found.status_code == 400
    assert words in found.json()["detail"]
