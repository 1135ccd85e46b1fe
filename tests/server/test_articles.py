"""Writing to a store of articles keeps its invariants, or is refused with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store
from tests.server.sample import ARTICLE, TURTLE
from tests.server.serving import Served, serving

KIND = {"content-type": "text/turtle"}
TARGET = {"graph": ARTICLE}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a kg:Person }"


@pytest.fixture
def articles(tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "store"
    Store.open(path).close()
    with serving(path, writable=True, anonymous_write=True) as server:
        yield server


def test_an_article_comes_and_goes_with_what_it_says(articles: Served) -> None:
    put = articles.client.put("/store", params=TARGET, content=TURTLE.encode(), headers=KIND)
    assert put.status_code == 201, put.text
    assert articles.rows(COUNT) == [{"n": "1"}]
    again = articles.client.put("/store", params=TARGET, content=TURTLE.encode(), headers=KIND)
    assert again.status_code == 204
    assert articles.client.delete("/store", params=TARGET).status_code == 204
    assert articles.rows(COUNT) == [{"n": "0"}]


def test_a_graph_that_does_not_conform_stays_out(articles: Served) -> None:
    broken = TURTLE.replace('kg:iso2 "TR"', 'kg:iso2 "Turkey"')
    found = articles.client.put("/store", params=TARGET, content=broken.encode(), headers=KIND)
    assert found.status_code == 422
    assert "iso2" in found.json()["detail"]
    assert articles.rows(COUNT) == [{"n": "0"}]


def test_what_would_break_the_merged_graph_is_refused(articles: Served) -> None:
    assert articles.update("INSERT DATA { <urn:s> <urn:p> 1 }").status_code == 403
    for target in ({"default": ""}, {"graph": "urn:other"}, {"graph": "https://w3id.org/news-kg/ns"}):
        found = articles.client.put("/store", params=target, content=b"", headers=KIND)
        assert found.status_code == 403, target
        assert found.json()["detail"]


def test_the_store_is_free_for_others_soon_after_a_write(articles: Served) -> None:
    articles.client.put("/store", params=TARGET, content=TURTLE.encode(), headers=KIND)
    from tests.server.test_isolation import until

    def can_write() -> bool:
        from kg.errors import StoreLocked

        try:
            Store.open(articles.store).close()
        except StoreLocked:
            return False
        return True

    assert until(can_write)
