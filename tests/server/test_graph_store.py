"""SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.server.serving import Served

TURTLE = {"content-type": "text/turtle"}
ONE, TWO = "<urn:s> <urn:p> 1 .", "<urn:s> <urn:p> 2 ."
TWO_LINES = '<urn:s> <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .'


def lines(server: Served, target: str) -> list[str]:
    found = server.client.get(target, headers={"accept": "application/n-triples"})
    assert found.status_code == 200, found.text
    return sorted(line.split()[2] for line in found.text.splitlines())


ONE_NT, TWO_NT = (f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>' for n in (1, 2))

NAMES = {
    "default": "/store?default",
    "indirect": "/store?graph=" + quote("http://ex/Türkiye#1", safe=""),
    "direct": "/store/people/1.ttl",
    "direct, encoded": "/store/T%C3%BCrkiye%201",
}


@pytest.mark.parametrize("target", [NAMES["default"], NAMES["indirect"], NAMES["direct"]], ids=str)
def test_put_replaces_and_post_adds(empty: Served, target: str) -> None:
    empty.client.put(target, content=ONE, headers=TURTLE)
    assert lines(empty, target) == [ONE_NT]
    assert empty.client.post(target, content=TWO, headers=TURTLE).status_code == 204
    assert lines(empty, target) == [ONE_NT, TWO_NT]
    assert empty.client.put(target, content=TWO, headers=TURTLE).status_code == 204
    assert lines(empty, target) == [TWO_NT]


@pytest.mark.parametrize("target", [NAMES["indirect"], NAMES["direct"]], ids=str)
def test_a_graph_comes_and_goes(empty: Served, target: str) -> None:
    assert empty.client.get(target).status_code == 404
    assert empty.client.head(target).status_code == 404
    assert empty.client.put(target, content=ONE, headers=TURTLE).status_code == 201
    head = empty.client.head(target, headers={"accept": "text/turtle"})
    assert (head.status_code, head.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert empty.client.delete(target).status_code == 204
    assert empty.client.delete(target).status_code == 404


def test_the_direct_name_is_the_url(empty: Served) -> None:
    empty.client.put(NAMES["direct"], content="<> <urn:p> 1 .", headers=TURTLE)
    url = empty.url + NAMES["direct"]
    assert empty.rows("SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }") == [{"g": url, "s": url}]


def test_an_iri_is_the_same_however_it_is_percent_encoded(empty: Served) -> None:
    empty.client.put("/store?graph=http://ex/a", content=ONE, headers=TURTLE)
    assert lines(empty, "/store?graph=http%3A%2F%2Fex%2Fa") == [ONE_NT]
    assert empty.client.get("/store?graph=http%253A%252F%252Fex%252Fa").status_code == 400


def test_post_to_the_store_makes_a_new_graph(empty: Served) -> None:
    made = empty.client.post("/store", content=ONE, headers=TURTLE)
    assert made.status_code == 201
    assert lines(empty, made.headers["location"]) == [ONE_NT]
    again = empty.client.post("/store", content=ONE, headers=TURTLE)
    assert again.headers["location"] != made.headers["location"]


def test_the_parts_of_a_multipart_body_are_one_graph(empty: Served) -> None:
    files = [("a", ("a.ttl", ONE, "text/turtle")), ("b", ("b.nt", TWO_LINES, "application/n-triples"))]
    assert empty.client.post("/store?default", files=files).status_code == 204
    assert lines(empty, "/store?default") == [ONE_NT, TWO_NT]


def test_blank_nodes_of_two_documents_are_not_one(empty: Served) -> None:
    for content in ("_:b <urn:p> 1 .", "_:b <urn:q> 2 ."):
        empty.client.post("/store?default", content=content, headers=TURTLE)
    assert len(empty.rows("SELECT DISTINCT ?s { ?s ?p ?o }")) == 2


WRONG = {
    "broken Turtle": ("PUT", "/store?default", "text/turtle", b"<urn:s> <urn:p>", 400),
    "unknown type": ("PUT", "/store?default", "image/png", b"", 415),
    "no graph named": ("PUT", "/store", "text/turtle", b"", 400),
    "two graphs named": ("PUT", "/store?default&graph=urn:g", "text/turtle", b"", 400),
    "relative name": ("PUT", "/store?graph=g", "text/turtle", b"", 400),
    "named graphs inside": (
        "PUT",
        "/store?default",
        "application/trig",
        b"<urn:g> { <urn:s> <urn:p> 1 }",
        400,
    ),
    "unknown method": ("PATCH", "/store?default", "text/turtle", b"", 405),
}


@pytest.mark.parametrize(("method", "target", "kind", "body", "status"), WRONG.values(), ids=WRONG)
def test_a_wrong_request_changes_nothing(
    empty: Served, method: str, target: str, kind: str, body: bytes, status: int
) -> None:
    empty.client.put("/store?default", content=ONE, headers=TURTLE)
    found = empty.client.request(method, target, content=body, headers={"content-type": kind})
    assert found.status_code == status, found.text
    assert lines(empty, "/store?default") == [ONE_NT]
