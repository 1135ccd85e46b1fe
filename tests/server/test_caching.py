"""Answers are kept until the store changes, and clients can ask whether it has."""

from __future__ import annotations

import pytest

from tests.server.serving import Served

TEXT = "SELECT ?o { <urn:s> <urn:p> ?o }"


def test_an_answer_follows_the_store(empty: Served) -> None:
    for value in range(5):
        empty.update(f"DELETE WHERE {{ <urn:s> ?p ?o }} ; INSERT DATA {{ <urn:s> <urn:p> {value} }}")
        for _ in range(3):
            assert empty.rows(TEXT) == [{"o": str(value)}]


def test_a_client_that_has_the_answer_is_told_so(empty: Served) -> None:
    first = empty.query(TEXT)
    known = {"if-none-match": first.headers["etag"], "accept": first.headers["content-type"]}
    again = empty.client.get("/sparql", params={"query": TEXT}, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    empty.update("INSERT DATA { <urn:s> <urn:p> 1 }")
    assert empty.client.get("/sparql", params={"query": TEXT}, headers=known).status_code == 200


def test_a_date_alone_will_do(sample: Served, empty: Served) -> None:
    def again(server: Served, date: str, **headers: str) -> int:
        asked = {"accept": "text/csv", "if-modified-since": date} | headers
        return server.client.get("/sparql", params={"query": TEXT}, headers=asked).status_code

    first = sample.query(TEXT, "text/csv")
    date = first.headers["last-modified"]
    assert again(sample, date) == 304
    assert again(sample, "Wed, 01 Jan 2020 00:00:00 GMT") == 200
    assert again(sample, "yesterday") == 200
    assert again(sample, date, **{"if-none-match": '"other"'}) == 200  # the tag goes before the date
    for value in range(3):  # within one second
        date = empty.query(TEXT, "text/csv").headers["last-modified"]
        empty.update(f"INSERT DATA {{ <urn:s> <urn:p> {value} }}")
        assert again(empty, date) == 200


def test_formats_do_not_share_a_tag(raw: Served) -> None:
    kinds = ("application/sparql-results+json", "text/csv")
    assert len({raw.query(TEXT, kind).headers["etag"] for kind in kinds}) == 2


@pytest.mark.parametrize("expression", ["RAND()", "NOW()", "UUID()", "STRUUID()"])
def test_an_answer_that_differs_each_time_is_not_kept(raw: Served, expression: str) -> None:
    text = f"SELECT ({expression} AS ?x) {{}}"
    found = [raw.query(text) for _ in range(3)]
    assert all("etag" not in answer.headers for answer in found)
    assert len({answer.text for answer in found}) == 3


def test_the_cache_is_counted(sample: Served) -> None:
    def hits() -> int:
        text = sample.client.get("/metrics").text
        return int(
            next(line for line in text.splitlines() if line.startswith("kg_cache_hits_total")).split()[1]
        )

    before = hits()
    for _ in range(4):
        sample.query("SELECT * { ?only ?here ?counted } LIMIT 3")
    assert hits() == before + 3
