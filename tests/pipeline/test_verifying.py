"""What `kg verify` finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.acquire import read_articles
from kg.pipeline.parallel import Crew
from kg.pipeline.renewing import renew
from kg.pipeline.verifying import check_graphs, check_sources
from kg.pipeline.workshop import Tools
from kg.rdf import MAPPING_VERSION
from kg.rdf.vocabulary import KG
from kg.store import Store
from kg.validate import Gate
from tests.cli.conftest import CALL, VISIT


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(CALL)
    (folder / "b.txt").write_text(VISIT)
    return folder


@pytest.fixture
def store(news: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "s") as opened:
        renew(read_articles([str(news)]), opened, crew())
        yield opened


def crew() -> Crew:
    return Crew(Tools(), 1)


def test_a_store_as_ingestion_makes_it_is_right(store: Store, news: Path) -> None:
    graphs = check_graphs(store, Gate.load())
    assert graphs.is_right
    assert graphs.checked == 2
    assert store.check_merged().was_right
    sources = check_sources(read_articles([str(news)]), store, crew())
    assert sources.is_right
    assert sources.same == 2


def test_a_graph_that_breaks_a_shape_is_named_with_why(store: Store) -> None:
    iri = store.articles()[0]
    store.raw.add(Quad(NamedNode(iri), KG.begin, Literal("x"), NamedNode(iri)))
    store.raw.update(f"DELETE WHERE {{ GRAPH <{iri}> {{ ?s {KG.quote} ?q }} }}")
    graphs = check_graphs(store, Gate.load())
    assert graphs.broken.count == 1
    ((name, words),) = graphs.broken.examples
    assert name == iri
    assert words


def test_a_merged_graph_that_is_wrong_is_counted_and_left_alone(store: Store) -> None:
    store.raw.update('INSERT DATA { <urn:a> <urn:b> "stray" }')
    for _ in range(2):
        found = store.check_merged()
        assert (found.missing, found.surplus) == (0, 1)


def test_articles_that_changed_or_are_new_are_told_apart(store: Store, news: Path) -> None:
    (news / "c.txt").write_text(CALL.replace("Putin", "Putin dün"))
    iri = store.articles()[0]
    graph = store.article_graph(iri)
    assert graph is not None
    store.raw.update(f"DELETE WHERE {{ GRAPH <{iri}> {{ ?s {KG.confidence} ?c }} }}")
    found = check_sources(read_articles([str(news)]), store, crew())
    assert (found.same, found.different.count, found.absent.count) == (1, 1, 1)
    ((name, words),) = found.different.examples
    assert iri in name
    assert "would come" in words


def test_a_store_is_current_only_when_all_its_articles_were_ingested_again(store: Store, news: Path) -> None:
    store.mark(MAPPING_VERSION - 1)
    part = renew(read_articles([str(news / "a.txt")]), store, crew())
    assert (len(part.left), part.is_whole, store.is_current) == (1, False, False)
    whole = renew(read_articles([str(news)]), store, crew())
    assert (whole.left, whole.is_whole, store.is_current) == ((), True, True)
