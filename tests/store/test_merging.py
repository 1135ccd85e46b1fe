"""The merged graph after any sequence of writes is what its definition says, and what a rebuild gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph

from kg.rdf import ArticleGraph
from kg.store import Store
from tests.store.graphs import ARTICLES, POOL, article, graph, held, merged, naive

GRAPHS = st.builds(
    graph, st.sampled_from(ARTICLES), st.lists(st.sampled_from(POOL), max_size=5, unique_by=str)
)
STEPS = st.lists(st.lists(GRAPHS, min_size=1, max_size=4) | st.sampled_from(ARTICLES), max_size=8)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("merging") / "store") as opened:
        yield opened


@settings(max_examples=50)
@given(steps=STEPS)
def test_any_sequence_of_writes_equals_the_definition_and_a_rebuild(
    store: Store, steps: list[list[ArticleGraph] | str]
) -> None:
    for iri in store.articles():
        store.forget(iri)
    model: dict[str, ArticleGraph] = {}
    for step in steps:
        if isinstance(step, str):
            assert store.forget(step) == (model.pop(step, None) is not None)
        else:
            store.replace(step)
            model.update({each.iri: each for each in step})
            model = {iri: each for iri, each in model.items() if each.triples}
        assert held(store) == naive(model.values())
        assert store.articles() == tuple(sorted(model))
    version = store.version
    assert store.rebuild().was_right
    assert store.version == version


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def test_a_fact_stays_as_long_as_one_article_says_it(fresh: Store) -> None:
    fresh.replace([article("a", 0, 1), article("b", 0)])
    assert str(POOL[0]) in merged(fresh)
    assert fresh.forget(article("a").iri)
    assert str(POOL[0]) in merged(fresh)
    assert str(POOL[1]) not in merged(fresh)
    assert fresh.forget(article("b").iri)
    assert merged(fresh) == set()


def test_a_fact_that_moves_from_one_article_to_another_in_one_batch_stays(fresh: Store) -> None:
    fresh.replace([article("a", 0), article("b", 3)])
    fresh.replace([article("a", 3), article("b", 0)])
    assert {str(POOL[0]), str(POOL[3])} <= merged(fresh)


def test_passages_and_mentions_stay_in_their_article(fresh: Store) -> None:
    fresh.replace([article("a", 6, 7)])
    assert merged(fresh) == {str(triple) for triple in article("a").triples}
    kept = fresh.article_graph(article("a").iri)
    assert kept == article("a", 6, 7)


def test_each_fact_is_counted_once_however_many_articles_say_it(fresh: Store) -> None:
    fresh.replace(article(name, 3) for name in "abc")
    count = "SELECT (COUNT(?p) AS ?n) WHERE { ?p a kg:Person }"
    (merged_row,) = fresh.query(count)
    (union_row,) = fresh.query(count, union=True)
    assert (merged_row["n"].value, union_row["n"].value) == ("1", "4")


def test_a_rebuild_repairs_what_a_script_broke_and_says_what_it_was(fresh: Store) -> None:
    fresh.replace([article("a", 0, 1, 6), article("b", 0, 3)])
    right, version = held(fresh), fresh.version
    fresh.raw.update("DELETE WHERE { <https://w3id.org/news-kg/country/TR> ?p ?o }")
    fresh.raw.update('INSERT DATA { <urn:a> <urn:b> "stray", "other" }')
    report = fresh.rebuild()
    assert (report.articles, report.missing, report.surplus) == (2, 2, 2)
    assert held(fresh) == right
    assert fresh.version > version
    assert report.triples == len(list(fresh.raw.quads_for_pattern(None, None, None, DefaultGraph())))
