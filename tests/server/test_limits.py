"""Hard limits: time, rows, size, queue. No answer that was cut short looks complete."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.server.serving import Served, serving

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
STREAM = f"SELECT * {{ {CROSS} }}"


@pytest.fixture(scope="module")
def capped(large: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(
        large.store, raw_store=True, max_rows=5000, max_query_bytes=2000, quick_workers=1, queue_length=2,
        snapshots=str(tmp_path_factory.mktemp("snapshots")),
    ) as server:  # fmt: skip
        yield server


def test_a_query_is_stopped_when_its_time_is_over(large: Served) -> None:
    begun = time.monotonic()
    found = large.query(ENDLESS, timeout="1")
    assert found.status_code == 504
    assert 0.9 < time.monotonic() - begun < 3


def test_an_answer_that_began_and_cannot_end_is_cut_off(large: Served) -> None:
    with large.client.stream("GET", "/sparql", params={"query": STREAM, "timeout": "1"}) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            list(answer.iter_raw())


@pytest.mark.parametrize("kind", ["application/sparql-results+json", "application/sparql-results+xml",
                                  "text/csv", "text/tab-separated-values"])  # fmt: skip
def test_more_rows_than_allowed_are_an_error(capped: Served, kind: str) -> None:
    allowed = capped.query("SELECT ?o { ?s ?p ?o } LIMIT 5000", kind)
    assert allowed.status_code == 200, allowed.text
    try:
        found = capped.query("SELECT ?o { ?s ?p ?o } LIMIT 30000", kind)
    except httpx.RemoteProtocolError:
        return  # the first part had been sent: then the connection is cut
    assert found.status_code == 413


def test_more_rows_than_allowed_are_told_when_nothing_was_sent(tmp_path: Path, large: Served) -> None:
    with serving(large.store, raw_store=True, max_rows=10, snapshots=str(tmp_path)) as server:
        found = server.query("SELECT ?o { ?s ?p ?o } LIMIT 11")
        assert found.status_code == 413
        assert "more than 10 rows" in found.json()["detail"]
        assert len(server.rows("SELECT ?o { ?s ?p ?o } LIMIT 10")) == 10


def test_a_long_query_is_refused(capped: Served) -> None:
    kind = {"content-type": "application/sparql-query"}
    assert capped.client.post("/sparql", content="#" * 2001, headers=kind).status_code == 413
    assert capped.client.get(f"/sparql?query={'%20' * 700}").status_code == 413


def test_a_full_queue_says_when_to_come_again(capped: Served) -> None:
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda n: capped.query(f"{ENDLESS} # {n}", timeout="1.5"), range(12)))
    assert {answer.status_code for answer in found} <= {503, 504}
    refused = [answer for answer in found if answer.status_code == 503]
    assert refused
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert capped.query("ASK {}").json()["boolean"] is True


def test_slow_queries_do_not_hold_up_quick_ones(large: Served) -> None:
    with ThreadPoolExecutor(6) as pool:
        slow = [pool.submit(large.query, f"{ENDLESS} # {n}", timeout="6") for n in range(6)]
        time.sleep(1.2)
        begun = time.monotonic()
        for n in range(20):
            assert large.query(f"SELECT * {{ <urn:s:{n}> ?p ?o }}").status_code == 200
        assert time.monotonic() - begun < 4
        assert {future.result().status_code for future in slow} <= {503, 504}


def test_a_client_that_goes_away_stops_its_query(large: Served) -> None:
    def busy() -> int:
        return int(large.client.get("/health").json()["busy"])

    connection = http.client.HTTPConnection("127.0.0.1", large.port)
    connection.request("GET", f"/sparql?query={quote(ENDLESS)}")
    end = time.monotonic() + 10
    while not busy() and time.monotonic() < end:
        time.sleep(0.02)
    assert busy() == 1
    connection.close()
    end = time.monotonic() + 3
    while busy() and time.monotonic() < end:
        time.sleep(0.02)
    assert busy() == 0


def test_a_long_answer_is_streamed_whole(large: Served) -> None:
    found = large.query("SELECT * { ?s ?p ?o }")
    assert found.headers["transfer-encoding"] == "chunked"
    assert len(found.json()["results"]["bindings"]) == 30_000


def test_one_client_cannot_ask_too_often(tmp_path: Path, large: Served) -> None:
    with serving(large.store, raw_store=True, rate_limit=5.0, snapshots=str(tmp_path)) as server:
        found = [server.query("ASK {}") for _ in range(15)]
        assert found[0].status_code == 200
        assert found[-1].status_code == 429
        assert int(found[-1].headers["retry-after"]) >= 1
