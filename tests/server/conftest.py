"""Servers that several tests share; none of the tests depends on what another wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf import ArticleGraph
from kg.store import Store
from tests.server.sample import ARTICLE, TURTLE
from tests.server.serving import Served, serving


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A plain RDF store that anybody on this machine may write to."""
    store = tmp_path_factory.mktemp("raw") / "store"
    with serving(store, raw_store=True, writable=True, anonymous_write=True) as server:
        yield server


@pytest.fixture
def empty(raw: Served) -> Served:
    """The plain store with nothing in it."""
    assert raw.update("DROP ALL").status_code == 204
    return raw


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one small article, as `kg ingest` would make it."""
    path = tmp_path_factory.mktemp("sample") / "store"
    with Store.open(path) as store:
        triples = [quad.triple for quad in ox.parse(TURTLE, ox.RdfFormat.TURTLE)]
        store.replace([ArticleGraph.of(ARTICLE, triples)])
    return path


@pytest.fixture(scope="session")
def sample(sample_store: Path) -> Iterator[Served]:
    """A read-only server on the store with one article."""
    with serving(sample_store) as server:
        yield server


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A read-only server on a plain store of 30,000 triples, with the cache off."""
    path = tmp_path_factory.mktemp("large") / "store"
    store = ox.Store(str(path))
    lines = (f"<urn:s:{i}> <urn:p> <urn:o:{i % 100}> .\n" for i in range(30_000))
    store.bulk_load("".join(lines), ox.RdfFormat.N_TRIPLES)
    store.flush()
    del store
    with serving(path, raw_store=True, cache_bytes=0, timeout=20) as server:
        yield server


_TIMING = ("test_freshness", "test_isolation")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that fail on a busy machine, since they measure delays, run on request."""
    for item in items:
        if item.path.parent.name == "server" and item.path.stem in _TIMING:
            item.add_marker(pytest.mark.timing)
