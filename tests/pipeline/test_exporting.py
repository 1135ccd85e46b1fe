from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse

from kg.errors import QueryError, SettingsError
from kg.model import Article
from kg.pipeline.exporting import FORMATS, Selection, constructed, everything, one_article, with_same_as
from kg.pipeline.ingesting import ingest
from kg.pipeline.parallel import Crew
from kg.rdf import ArticleGraph, iris
from kg.rdf.vocabulary import ONTOLOGY, OWL, SCHEMA
from kg.store import Store
from tests.pipeline.fakes import workshop

ARTICLES = [
    Article("Putin ile Şi telefonda görüştü.", published=date(2025, 12, 12)),
    Article("Kremlin: Putin telefon etti.", published=date(2025, 12, 13)),
]
READ_AS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
WITH_GRAPHS = {"trig", "nquads", "jsonld"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        ingest(ARTICLES, opened, Crew(workshop, jobs=1))
        yield opened


def read_back(selection: Selection, name: str) -> set[Quad]:
    return set(parse(FORMATS[name](selection), format=READ_AS[name]))


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_exported_reads_back_as_what_the_store_holds(store: Store, name: str) -> None:
    held = {quad for quad in store.raw if quad.graph_name != ONTOLOGY}
    if name not in WITH_GRAPHS:
        held = {quad for quad in held if isinstance(quad.graph_name, DefaultGraph)}
    assert read_back(everything(store), name) == held


@pytest.mark.parametrize("name", FORMATS)
def test_one_article_is_exported_with_its_passages(store: Store, name: str) -> None:
    iri = iris.article(ARTICLES[0]).value
    quads = read_back(one_article(store, iri), name)
    graph = store.article_graph(iri)
    assert graph is not None
    assert {quad.triple for quad in quads} == set(graph.triples)
    if name in WITH_GRAPHS:
        assert {str(quad.graph_name) for quad in quads} == {f"<{iri}>"}


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_query_makes_is_exported(store: Store, name: str) -> None:
    query = "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }"
    assert len(read_back(constructed(store, query), name)) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_do_not_depend_on_the_order_of_ingestion(tmp_path: Path, store: Store, name: str) -> None:
    with Store.open(tmp_path / "other") as other:
        ingest(reversed(ARTICLES), other, Crew(workshop, jobs=1))
        assert FORMATS[name](everything(other)) == FORMATS[name](everything(store))


def test_json_ld_is_json_with_turkish_letters_as_they_are(store: Store) -> None:
    written = FORMATS["jsonld"](everything(store))
    assert json.loads(written)
    assert "Şi Cinping" in written


def test_a_select_query_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="makes no graph"):
        constructed(store, "SELECT * WHERE { ?s ?p ?o }")


def test_an_article_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(SettingsError, match="There is no article"):
        one_article(store, "https://w3id.org/news-kg/article/0000000000000000")


@pytest.mark.parametrize("name", FORMATS)
def test_links_are_exported_as_owl_same_as_on_request(name: str) -> None:
    russia, item = iris.country("RU"), iris.wikidata("Q159")
    link = Triple(russia, SCHEMA.sameAs, item)
    graph = ArticleGraph.of(iris.article(ARTICLES[0]).value, [link])
    plain = Selection((link,), (graph,), (link,))
    further = read_back(with_same_as(plain), name) - read_back(plain, name)
    assert {quad.triple for quad in further} == {Triple(russia, OWL.sameAs, item)}
    assert len(further) == (2 if name in WITH_GRAPHS else 1)
