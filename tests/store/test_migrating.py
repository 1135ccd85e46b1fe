"""Stores of older versions: read as they are, refused to writers, brought up to date."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import StoreOutdated
from kg.rdf import MAPPING_VERSION, ArticleGraph
from kg.rdf.vocabulary import ARTICLE, KG
from kg.store import Store
from kg.store.layout import FORMAT
from kg.store.migrating import STEPS, Step, migrate, plan
from kg.store.remote import RemoteStore
from kg.store.remote.records import RECORDS, TERM
from tests.store.conftest import Opener
from tests.store.graphs import article, merged
from tests.store.servers import Server, empty

OLD = NamedNode(f"{KG.iri}oldName")


@pytest.fixture
def of_format_1(tmp_path: Path) -> Path:
    """A store as the first kg made it: engine, version, and a marker without release."""
    folder = tmp_path / "old"
    folder.mkdir()
    engine = pyoxigraph.Store(folder / "quads")
    for each in (article("a", 0, 1), article("b", 0, 3)):
        for triple in each.triples:
            engine.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode(each.iri)))
            engine.add(Quad(triple.subject, triple.predicate, triple.object))
    engine.flush()
    del engine
    (folder / "version").write_text("3\n")
    (folder / "kg-store.json").write_text(
        json.dumps({"format": 1, "mapping": MAPPING_VERSION, "ontology": ""})
    )
    return folder


def test_an_old_store_can_be_read_and_says_what_to_do_before_it_is_written_to(of_format_1: Path) -> None:
    with Store.open_read_only(of_format_1) as store:
        assert len(store.articles()) == 2
        assert store.marker.release == ""
    with pytest.raises(
        StoreOutdated, match=rf"format 1, this one writes {FORMAT}.*kg migrate --store {of_format_1}"
    ):
        Store.open(of_format_1)


def test_an_old_store_is_migrated_and_keeps_what_it_has(of_format_1: Path) -> None:
    with Store.open_read_only(of_format_1) as store:
        facts = merged(store)
    with Store.open(of_format_1, outdated=True) as store:
        todo = plan(store)
        assert not todo.is_empty
        assert (todo.from_graphs, todo.from_articles) == ((), ())
        assert migrate(store, todo) == 0
    with Store.open(of_format_1) as store:
        assert plan(store).is_empty
        assert merged(store) == facts
        assert store.rebuild().was_right
        assert store.is_current


def test_an_old_store_on_a_server_is_refused_and_migrated_too(oxigraph: Server, tmp_path: Path) -> None:
    empty(oxigraph)
    with RemoteStore.open(oxigraph.endpoints, tmp_path / "notes") as store:
        store.replace([article("a", 0)])
        said = f"GRAPH {RECORDS} {{ {RECORDS} {TERM.format} %s }}"
        store._client.update(f"DELETE DATA {{ {said % FORMAT} }} ; INSERT DATA {{ {said % 1} }}")
    with pytest.raises(StoreOutdated, match="kg migrate"):
        RemoteStore.open(oxigraph.endpoints, tmp_path / "notes")
    with RemoteStore.open(oxigraph.endpoints, tmp_path / "notes", outdated=True) as store:
        migrate(store, plan(store))
    with RemoteStore.open(oxigraph.endpoints, tmp_path / "notes") as store:
        assert store.articles() == (article("a").iri,)


def renamed(graph: ArticleGraph) -> ArticleGraph:
    return ArticleGraph.of(
        graph.iri,
        (Triple(t.subject, KG.quote if t.predicate == OLD else t.predicate, t.object) for t in graph.triples),
    )


CHAIN = (
    Step(1, "a property has another name", renamed),
    Step(2, "the articles say more"),
    Step(3, "again", renamed),
)


def test_what_the_graphs_allow_is_done_in_any_store_and_the_rest_is_told(opener: Opener) -> None:
    store = opener()
    iri = f"{ARTICLE.iri}a"
    old = ArticleGraph.of(iri, [Triple(NamedNode(iri), OLD, Literal("söz", language="tr"))])
    store.replace([old, article("b", 0)])
    store.mark(1)
    todo = plan(store, CHAIN, current=4)
    assert [step.before for step in todo.from_graphs] == [1]
    assert [step.before for step in todo.from_articles] == [2, 3]
    seen = []
    assert migrate(store, todo, lambda: seen.append(1)) == 1
    assert len(seen) == 2
    assert store.article_graph(iri) == renamed(old)
    assert store.marker.mapping == todo.reached == 2
    assert migrate(store, plan(store, CHAIN[:1], current=2)) == 0
    assert store.rebuild().was_right


def test_a_migration_that_was_cut_short_is_done_again_from_the_start(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        graphs = [
            ArticleGraph.of(f"{ARTICLE.iri}{n:03}", [Triple(NamedNode("urn:s"), OLD, Literal(str(n)))])
            for n in range(5)
        ]
        store.replace(graphs)
        store.mark(1)

        def stop() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            migrate(store, plan(store, CHAIN[:1], current=2), stop)
        assert store.marker.mapping == 1
        migrate(store, plan(store, CHAIN[:1], current=2))
        assert store.marker.mapping == 2
        assert [store.article_graph(each.iri) for each in graphs] == [renamed(each) for each in graphs]


def test_every_version_of_the_mapping_has_a_step() -> None:
    assert [step.before for step in STEPS] == list(range(1, MAPPING_VERSION))


def test_a_version_nobody_knows_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.mark(MAPPING_VERSION - 1)
        with pytest.raises(StoreOutdated, match="into a new store"):
            plan(store, steps=())
