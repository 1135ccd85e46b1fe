"""Pages for people, and RDF at the same addresses for programs."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg.queries import load_queries
from kg.server.links import iri_of, local_path
from tests.server.sample import ARTICLE, BASE, TEXT
from tests.server.serving import Served

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_the_query_page_shows_every_question(sample: Served) -> None:
    page = sample.client.get("/query", headers=HTML)
    assert page.status_code == 200
    for query in load_queries():
        assert query.federated or query.questions["en"].split("'")[0] in page.text


@pytest.mark.parametrize("query", [q for q in load_queries() if not q.federated], ids=lambda q: q.id)
def test_every_example_runs_as_it_is(sample: Served, query: object) -> None:
    text = getattr(query, "text")  # noqa: B009
    found = sample.client.post(
        "/sparql", content=text.encode(), headers={"content-type": "application/sparql-query"}
    )
    assert found.status_code == 200, found.text


def test_a_person_s_page_says_what_is_known_and_where_it_is_said(sample: Served) -> None:
    page = sample.client.get("/person/ayse-yilmaz", headers=HTML)
    assert page.status_code == 200
    assert re.search(r"<h1><bdi[^>]*>Ayşe Yılmaz</bdi></h1>", page.text)
    assert TEXT.replace("'", "&#39;") in page.text
    assert "/event/20250301-public-appearance-ayse-yilmaz" in page.text


PATHS = ["/person/ayse-yilmaz", "/country/TR", "/event/20250301-public-appearance-ayse-yilmaz", "/ns/Person",
         "/article/0123456789abcdef",
         f"/article/0123456789abcdef?char=0,{len(TEXT)}", "/type/modality/actual"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_kind_of_thing_has_a_page_and_rdf(sample: Served, path: str) -> None:
    assert sample.client.get(path, headers=HTML).headers["content-type"].startswith("text/html")
    found = sample.client.get(path, headers={"accept": "text/turtle"})
    assert found.status_code == 200
    assert list(ox.parse(found.content, ox.RdfFormat.TURTLE))


def test_every_link_of_a_page_leads_somewhere(sample: Served) -> None:
    page = sample.client.get("/event/20250301-public-appearance-ayse-yilmaz", headers=HTML)
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', page.text)}
    assert len(links) > 5
    for link in sorted(links):
        assert sample.client.get(link, headers=HTML, follow_redirects=True).status_code == 200, link


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_there_is_not_found(sample: Served, accept: str) -> None:
    assert sample.client.get("/person/nobody", headers={"accept": accept}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/query", "/person/ayse-yilmaz", "/person/nobody"])
def test_pages_bring_no_scripts_of_others(sample: Served, path: str) -> None:
    page = sample.client.get(path, headers=HTML)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css)', page.text)
    assert not re.search(r"<script(?![^>]*(?:src=|application/ld.json))|\son\w+=|style=", page.text)


IRIS = [
    f"{BASE}person/vladimir-putin",
    f"{BASE}ns#Person",
    f"{BASE}ns",
    f"{ARTICLE}#char=3,9",
    f"{BASE}place/a%20b",
]


@pytest.mark.parametrize("iri", IRIS)
def test_iris_and_paths_lead_to_each_other(iri: str) -> None:
    path, _, query = local_path(iri).partition("?char=")
    assert iri_of(path, query or None) == iri


def test_a_description_says_what_the_endpoint_can(sample: Served) -> None:
    found = sample.client.get("/sparql", headers={"accept": "text/turtle"})
    quads = list(ox.parse(found.content, ox.RdfFormat.TURTLE))
    assert sample.sparql in {q.object.value for q in quads if q.predicate.value.endswith("#endpoint")}
    count = sample.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]
    default = next(q.object for q in quads if q.predicate.value.endswith("#defaultGraph"))
    figures = {q.predicate.value: q.object.value for q in quads if q.subject == default}
    assert figures["http://rdfs.org/ns/void#triples"] == count


def test_the_server_says_how_it_is(sample: Served) -> None:
    assert sample.client.get("/health").json()["status"] == "ok"
    assert sample.client.get("/ready").json()["status"] == "ready"
    figures = sample.client.get("/metrics").text
    assert "kg_requests_total{" in figures
    assert 'kg_ingest_articles_total{outcome="stored"}' in figures
    assert "/health" in sample.client.get("/openapi.json").json()["paths"]


def test_a_question_has_an_address(sample: Served) -> None:
    page = sample.client.get("/query", params={"example": "who-phoned-whom"}, headers=HTML)
    assert "et:consult-phone" in page.text.partition("<textarea")[2].partition("</textarea>")[0]
    assert sample.client.get("/query", params={"example": "none"}, headers=HTML).status_code == 404


@pytest.mark.parametrize(("lang", "name"), [("tr", "Kişi"), ("en", "Person")])
def test_the_terms_of_queries_are_told_in_both_languages(sample: Served, lang: str, name: str) -> None:
    found = sample.client.get("/api/terms", params={"lang": lang}).json()
    terms = {term["name"]: term for term in found["terms"]}
    assert terms["kg:Person"]["label"] == name
    assert terms["kg:Person"]["comment"]
    assert terms["kg:eventType"]["values"] == "et:"
    assert {term["kind"] for term in found["terms"]} == {"class", "property", "concept"}
    assert all(
        term["label"] and term["name"].partition(":")[0] in found["prefixes"] for term in found["terms"]
    )


def test_the_endpoint_stays_where_it_is(sample: Served) -> None:
    rows = sample.client.get("/query", params={"query": "ASK {}"}, headers={"accept": "text/html, */*;q=0.1"})
    assert rows.json()["boolean"] is True
    described = sample.client.get("/query", headers={"accept": "text/turtle"})
    assert described.headers["content-type"].startswith("text/turtle")
