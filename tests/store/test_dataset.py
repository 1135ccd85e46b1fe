from pathlib import Path

import pytest
from rdflib import RDF, URIRef

import kg
from kg.errors import StoreError, StoreLocked, StoreMissing
from kg.rdf import article_graph
from kg.rdf.vocabulary import KG
from kg.store import Store, open_graph
from tests.rdf.analyses import sample

# rdflib 7.6 uses in `Dataset.query` what it deprecates
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

GRAPH = article_graph(sample())
EVENTS = "SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a kg:Event }"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "s") as store:
        store.replace([GRAPH])
    return tmp_path / "s"


def test_kg_open_graph_is_the_same_function() -> None:
    assert kg.open_graph is open_graph


def test_kg_has_no_other_lazy_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'open_grape'"):
        kg.open_grape  # noqa: B018


def test_a_script_reads_the_merged_graph_and_each_article(path: Path) -> None:
    dataset = open_graph(path)
    assert [int(row.n) for row in dataset.query(EVENTS)] == [3]
    in_article = dataset.graph(URIRef(GRAPH.iri))
    assert len(in_article) == len(GRAPH)
    mentions = list(in_article.subjects(RDF.type, URIRef(KG.Mention.value)))
    assert len(mentions) == 12
    assert (None, RDF.type, URIRef(KG.Mention.value)) not in dataset
    assert (None, RDF.type, URIRef(KG.Report.value)) in dataset


CHANGES = {
    "add": lambda dataset: dataset.add((URIRef("urn:s"), URIRef("urn:p"), URIRef("urn:o"))),
    "remove": lambda dataset: dataset.remove((None, None, None)),
    "graph": lambda dataset: dataset.remove_graph(URIRef(GRAPH.iri)),
    "update": lambda dataset: dataset.update("CLEAR ALL"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_reading_script_cannot_write_and_is_told_how_to(path: Path, change: object) -> None:
    with pytest.raises(StoreError, match="read_only=False"):
        change(open_graph(path))  # type: ignore[operator]


def test_prefixes_are_bound_so_that_exports_are_readable(path: Path) -> None:
    assert "article:" in open_graph(path).graph(URIRef(GRAPH.iri)).serialize(format="turtle")


def test_a_reading_script_does_not_block_a_writer(path: Path) -> None:
    dataset = open_graph(path)
    with Store.open(path) as store:
        store.forget(GRAPH.iri)
    assert [int(row.n) for row in dataset.query(EVENTS)] == [3]


def test_a_writing_script_needs_the_lock(path: Path) -> None:
    with Store.open(path), pytest.raises(StoreLocked):
        open_graph(path, read_only=False)


def test_what_a_script_writes_gets_a_version_and_can_be_merged(path: Path) -> None:
    with Store.open(path) as store:
        version = store.version
    dataset = open_graph(path, read_only=False)
    added = (URIRef("urn:s"), URIRef("urn:p"), URIRef("urn:o"))
    dataset.graph(URIRef("urn:article")).add(added)
    dataset.close()
    del dataset
    with Store.open(path) as store:
        assert store.version > version
        assert store.rebuild().missing == 1
        assert store.query("ASK { <urn:s> <urn:p> <urn:o> }")


def test_there_must_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_graph(tmp_path / "none")
