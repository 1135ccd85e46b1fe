"""Hostile requests get their answer, and nobody else notices."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.server.abuse import SteadyClient, send
from tests.server.hostile import HOSTILE, STOPPED, Hostile
from tests.server.serving import Served, serving

LONGEST_PAUSE_SECONDS = 2.0
"""A steady client may wait this long on a machine that does nothing but run these tests."""


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("abuse") / "store"
    store = ox.Store(str(path))
    lines = (f"<urn:s:{i}> <urn:p:{i % 7}> <urn:s:{i * 13 % 2000}> .\n" for i in range(2000))
    store.bulk_load("".join(lines), ox.RdfFormat.N_TRIPLES)
    store.flush()
    del store
    with serving(
        path, raw_store=True, writable=True, anonymous_write=True, cache_bytes=0, worker_memory=512 << 20
    ) as server:
        yield server


def is_quick(request: Hostile) -> bool:
    """Whether a request is refused, or its process dies, rather than being stopped by the clock."""
    return not set(STOPPED).intersection(request.expected) or "nested" in request.name


QUICK = [request for request in HOSTILE if is_quick(request) and "Turtle" not in request.name]


@pytest.mark.parametrize("request_", QUICK, ids=lambda request: request.name)
def test_a_hostile_request_is_answered_as_it_should_be(target: Served, request_: Hostile) -> None:
    found = send(target.port, request_)
    assert found.status in request_.expected, found.detail
    assert found.seconds < 5


@pytest.mark.slow
@pytest.mark.parametrize("request_", [r for r in HOSTILE if r not in QUICK], ids=lambda request: request.name)
def test_a_request_without_end_is_ended(target: Served, request_: Hostile) -> None:
    found = send(target.port, request_)
    assert found.status in request_.expected, found.detail
    assert found.seconds < 60  # the longest is a write of 100,000 triples, which nothing is wrong with


def test_the_list_is_long_enough() -> None:
    assert len(HOSTILE) >= 40
    assert len({request.name for request in HOSTILE}) == len(HOSTILE)


def test_others_are_answered_meanwhile(target: Served) -> None:
    chosen = [r for r in QUICK if r.name.startswith(("nested", "4.5 KB", "1 MB"))]
    with SteadyClient(target.port) as steady, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda request: send(target.port, request), chosen))
    assert steady.failures == []
    assert steady.percentile(1.0) < LONGEST_PAUSE_SECONDS * 1000
    assert target.process.poll() is None


def test_the_store_is_as_it_was(target: Served, tmp_path: Path) -> None:  # noqa: ARG001 - after the others
    assert target.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": "2000"}]
