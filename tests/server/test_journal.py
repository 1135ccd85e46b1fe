"""What happened can be read afterwards: access log, slow queries, audit of writes, figures for Prometheus."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.server.serving import Served, serving

FIVE = "SELECT ?s { ?s ?p ?o } LIMIT 5"


@pytest.fixture(scope="module")
def logging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("journal")
    store = ox.Store(str(folder / "store"))
    store.extend(ox.Quad(ox.NamedNode(f"urn:{i}"), ox.NamedNode("urn:p"), ox.Literal(i)) for i in range(1000))
    del store
    with serving(
        folder / "store", raw_store=True, writable=True, anonymous_write=True, access_log=True,
        slow_log_seconds=0.4, audit_log=str(folder / "audit.jsonl"),
    ) as server:  # fmt: skip
        yield server


def test_each_request_is_a_line_with_its_time_and_rows(logging: Served) -> None:
    before = len(logging.logged())
    logging.query(FIVE)
    logging.query(FIVE)
    logging.query("SELECT")
    lines = [line for line in logging.logged()[before:] if line["path"] == "/sparql"]
    assert [(line["status"], line["rows"], line["cached"]) for line in lines] == [
        (200, 5, False), (200, 5, True), (400, 0, False),
    ]  # fmt: skip
    for line in lines:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["time"])
        assert (line["client"], line["method"], line["path"]) == ("127.0.0.1", "GET", "/sparql")
        assert line["ms"] > 0


def test_a_slow_query_is_logged_with_its_text(logging: Served) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert logging.query(text, timeout="0.5").status_code == 504
    [line] = [line for line in logging.logged() if line.get("query") == text]
    assert (line["status"], line["slow"] >= 0.5) == (504, True)


def test_each_write_is_a_line_in_a_file_for_its_owner(logging: Served) -> None:
    logging.update("INSERT DATA { <urn:s> <urn:p> 1 }")
    logging.update("INSERT DATA {")
    file = logging.store.parent / "audit.jsonl"
    first, second = (json.loads(line) for line in file.read_text().splitlines())
    assert (first["who"], first["write"], first["status"], first["bytes"]) == ("anonymous", "update", 200, 33)
    assert second["status"] == 400
    assert file.stat().st_mode & 0o077 == 0


def test_prometheus_reads_the_figures(logging: Served) -> None:
    logging.query(FIVE)
    text = logging.client.get("/metrics").text
    assert re.search(r'^kg_requests_total\{area="sparql",status="200"\} [1-9]', text, re.MULTILINE)
    buckets = [
        int(n)
        for n in re.findall(r'^kg_request_seconds_bucket\{area="sparql",le=".*"\} (\d+)', text, re.MULTILINE)
    ]
    count = re.search(r'^kg_request_seconds_count\{area="sparql"\} (\d+)', text, re.MULTILINE)
    assert count is not None
    assert buckets == sorted(buckets)
    assert buckets[-1] == int(count[1]) > 0
    for line in text.splitlines():
        assert re.fullmatch(
            r"# HELP \w+ .+|# TYPE \w+ (counter|gauge|histogram)|\w+(\{[^{}]*\})? [0-9.]+", line
        ), line


def test_it_says_whether_it_lives_and_is_ready(logging: Served) -> None:
    for path, status in (("/health", "ok"), ("/ready", "ready")):
        found = logging.client.get(path).json()
        assert (found["status"], bool(found["snapshot"])) == (status, True)
