"""Each competency query, run as it is on the sample articles, answers exactly the expected rows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg.queries import CompetencyQuery, load_queries
from tests.queries.results import HERE, answer, expected, sample_store

WIKIDATA = "https://query.wikidata.org/sparql"
LOCAL = [query for query in load_queries() if not query.federated]
FEDERATED = [query for query in load_queries() if query.federated]


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


@pytest.mark.parametrize("query", LOCAL, ids=lambda query: query.id)
def test_query_answers_what_the_articles_say(store: Store, query: CompetencyQuery) -> None:
    assert answer(store, query.text) == expected(query.id)


@pytest.mark.parametrize("query", FEDERATED, ids=lambda query: query.id)
def test_federated_query_joins_what_wikidata_knows(
    store: Store, query: CompetencyQuery, wikidata: tuple[str, list[str]]
) -> None:
    address, asked = wikidata
    assert query.text.count(WIKIDATA) == 1
    assert answer(store, query.text.replace(WIKIDATA, address)) == expected(query.id)
    assert len(asked) == 1
    assert "VALUES" in asked[0], "the question to Wikidata must name the items that it is about"


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.id)
def test_answer_is_not_empty(query: CompetencyQuery) -> None:
    """A query that finds nothing in the sample would not be tested by it."""
    assert len(expected(query.id)) > 1


def test_every_expected_answer_belongs_to_a_query() -> None:
    assert {path.stem for path in (HERE / "expected").iterdir()} == {query.id for query in load_queries()}


@pytest.fixture
def wikidata() -> Iterator[tuple[str, list[str]]]:
    """An endpoint on this machine that knows a little of Wikidata, and the queries it was asked."""
    known = Store()
    known.load(path=HERE / "wikidata.ttl", format=RdfFormat.TURTLE)
    asked: list[str] = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
            asked.append(text)
            solutions = known.query(text)
            assert isinstance(solutions, QuerySolutions)
            body = solutions.serialize(format=QueryResultsFormat.JSON)
            assert body is not None
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Requests are kept, not printed."""

    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
