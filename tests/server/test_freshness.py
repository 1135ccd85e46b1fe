"""What another process commits is seen at once, whole, and without a failed read."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.store import Store
from tests.server.serving import serving

_WRITER = """
import sys, time
import pyoxigraph as ox
from kg.rdf import ArticleGraph
import pyoxigraph as ox

from kg.store import Store
path, commits = sys.argv[1], int(sys.argv[2])
with Store.open(path) as store:
    for n in range(1, commits + 1):
        iri = "https://w3id.org/news-kg/article/0000000000000000"
        triples = [ox.Triple(ox.NamedNode(f"urn:s:{i}"), ox.NamedNode("urn:p"), ox.Literal(n)) for i in range(200)]
        store.replace([ArticleGraph.of(iri, triples)])
        print(n, time.time(), flush=True)
        time.sleep(0.15)
"""
STALE_SECONDS = 1.0
COUNT = "/sparql?format=csv&query=" + quote("SELECT ?o (COUNT(*) AS ?n) { ?s <urn:p> ?o } GROUP BY ?o")


def test_commits_of_another_process_are_seen_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "store"
    Store.open(path).close()
    seen: dict[int, float] = {}
    failures: list[str] = []
    stop = threading.Event()

    def read(port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while not stop.is_set():
            connection.request("GET", COUNT)
            answer = connection.getresponse()
            lines = answer.read().decode().split()
            if answer.status != 200 or len(lines) > 2 or (len(lines) == 2 and not lines[1].endswith(",200")):
                failures.append(f"{answer.status} {lines}")
            elif len(lines) == 2:
                seen.setdefault(int(lines[1].split(",")[0]), time.time())
        connection.close()

    with serving(path) as server:
        reader = threading.Thread(target=read, args=(server.port,))
        reader.start()
        written = subprocess.run(
            [sys.executable, "-c", _WRITER, str(path), "20"], capture_output=True, text=True, check=True
        ).stdout
        time.sleep(STALE_SECONDS)
        stop.set()
        reader.join()
    commits = {int(n): float(at) for n, at in (line.split() for line in written.splitlines())}
    assert failures == []
    assert max(seen) == 20
    late = [min(at for n, at in seen.items() if n >= commit) - done for commit, done in commits.items()]
    assert max(late) < STALE_SECONDS


def test_a_read_is_not_a_second_behind_even_if_the_watch_is(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with serving(path, raw_store=True, writable=True, anonymous_write=True, refresh_seconds=3600) as server:
        for value in range(3):
            store = ox.Store(str(path))
            store.update(f"DELETE WHERE {{ ?s ?p ?o }} ; INSERT DATA {{ <urn:s> <urn:p> {value} }}")
            del store
            time.sleep(STALE_SECONDS)
            for _ in range(3):
                assert server.rows("SELECT ?o { ?s ?p ?o }") == [{"o": str(value)}]
