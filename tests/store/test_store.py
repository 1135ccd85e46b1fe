from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse

from kg.errors import QueryError, StoreError, StoreLocked, StoreMissing
from kg.rdf import MAPPING_VERSION, article_graph
from kg.rdf.vocabulary import COUNTRY, ONTOLOGY
from kg.store import Store
from tests.rdf.analyses import sample
from tests.store.graphs import article, held

LABELS = "SELECT ?label WHERE { ?c a kg:Country ; rdfs:label ?label } ORDER BY ?label"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def test_a_new_store_holds_the_ontology_and_no_articles(store: Store) -> None:
    assert store.articles() == ()
    assert store.raw.contains_named_graph(ONTOLOGY)
    assert store.query("ASK { kg:Event a owl:Class }")
    assert not store.forget(ONTOLOGY.value)


def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    graph = article_graph(sample())
    with Store.open(tmp_path / "s") as store:
        store.replace([graph])
        before = held(store)
    with Store.open(tmp_path / "s", create=False) as store:
        assert held(store) == before
        assert store.article_graph(graph.iri) == graph
        assert store.articles() == (graph.iri,)


def test_an_article_that_is_not_there_has_no_graph(store: Store) -> None:
    assert store.article_graph(article("a").iri) is None
    assert not store.forget(article("a").iri)


def test_the_version_grows_with_each_change_and_only_then(store: Store) -> None:
    versions = [store.version]
    for batch in ([article("a", 0)], [article("a", 0)], [article("a", 1)], []):
        store.replace(batch)
        versions.append(store.version)
    store.forget(article("a").iri)
    versions.append(store.version)
    store.forget(article("a").iri)
    versions.append(store.version)
    assert [after - before for before, after in pairwise(versions)] == [
        1,
        0,
        1,
        0,
        1,
        0,
    ]


def test_the_version_is_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.replace([article("a", 0)])
        version = store.version
    with Store.open(tmp_path / "s") as store:
        assert store.version == version


def test_a_commit_cut_short_by_a_kill_gives_a_new_version(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        version = store.version
    (tmp_path / "s" / "committing").touch()
    with Store.open(tmp_path / "s") as store:
        assert store.version == version + 1
    with Store.open(tmp_path / "s") as store:
        assert store.version == version + 1


def test_of_two_graphs_of_one_article_in_a_batch_the_later_counts(store: Store) -> None:
    store.replace([article("a", 0), article("a", 1)])
    assert store.article_graph(article("a").iri) == article("a", 1)


def test_queries_know_the_prefixes_and_take_bindings(store: Store) -> None:
    store.replace([article("a", 0, 1, 2)])
    assert [row["label"].value for row in store.query(LABELS)] == ["Turkey", "Türkiye"]
    assert store.query("ASK { ?c a kg:Country }", bindings={"c": COUNTRY("TR")})
    assert not store.query("ASK { ?c a kg:Country }", bindings={"c": COUNTRY("DE")})


FORMATS = {
    "json": (LABELS, QueryResultsFormat.JSON, b'"xml:lang":"tr"'),
    "csv": (LABELS, QueryResultsFormat.CSV, "label\r\nTurkey\r\nTürkiye\r\n".encode()),
    "truth": ("ASK { ?c a kg:Country }", QueryResultsFormat.JSON, b'"boolean":true'),
    "triples": ("DESCRIBE country:TR", RdfFormat.N_TRIPLES, '"Türkiye"@tr'.encode()),
}


@pytest.mark.parametrize(("text", "form", "expected"), FORMATS.values(), ids=FORMATS)
def test_results_are_serialised_by_the_engine(
    store: Store, text: str, form: QueryResultsFormat | RdfFormat, expected: bytes
) -> None:
    store.replace([article("a", 0, 1, 2)])
    assert expected in store.query_bytes(text, form)


REFUSED = {
    "syntax": ("SELECT * {", QueryResultsFormat.JSON, "cannot be run"),
    "prefix": ("SELECT * { ?s nix:p ?o }", QueryResultsFormat.JSON, "cannot be run"),
    "update": ("CLEAR ALL", QueryResultsFormat.JSON, "cannot be run"),
    "rows as triples": (LABELS, RdfFormat.TURTLE, "makes rows"),
    "triples as rows": ("DESCRIBE country:TR", QueryResultsFormat.CSV, "makes triples"),
}


@pytest.mark.parametrize(("text", "form", "words"), REFUSED.values(), ids=REFUSED)
def test_a_query_that_cannot_be_run_says_why(
    store: Store, text: str, form: QueryResultsFormat | RdfFormat, words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        store.query_bytes(text, form)


def test_the_dump_of_the_dataset_is_the_dataset(store: Store, tmp_path: Path) -> None:
    store.replace([article_graph(sample())])
    target = tmp_path / "all.nq"
    store.dump(target, RdfFormat.N_QUADS)
    assert {str(quad) for quad in parse(path=target)} == held(store)


@pytest.mark.parametrize("whole", [True, False], ids=["merged", "one article"])
def test_a_format_without_graphs_holds_one_graph(store: Store, *, whole: bool) -> None:
    graph = article("a", 0, 6)
    store.replace([graph])
    output = io.BytesIO()
    store.dump(output, RdfFormat.N_TRIPLES, graph=None if whole else graph.iri)
    lines = output.getvalue().decode().splitlines()
    if whole:
        assert len(lines) == len(list(store.query("SELECT * { ?s ?p ?o }")))
    else:
        assert sorted(lines) == [f"{triple} ." for triple in graph.triples]


def test_a_backup_is_a_store_of_its_own(store: Store, tmp_path: Path) -> None:
    store.replace([article("a", 0)])
    store.backup(tmp_path / "copy")
    store.replace([article("b", 1)])
    with Store.open(tmp_path / "copy", create=False) as copy:
        assert copy.articles() == (article("a").iri,)
        assert copy.version == store.version - 1
        copy.replace([article("c", 2)])
    assert article("c").iri not in store.articles()


def test_a_backup_never_overwrites(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    with pytest.raises(StoreError, match="is there already"):
        store.backup(tmp_path / "copy")


def test_a_reader_needs_no_lock_and_sees_what_was_there_when_it_opened(store: Store) -> None:
    store.replace([article("a", 0)])
    with Store.open_read_only(store.path) as reader:
        store.replace([article("b", 0)])
        assert reader.articles() == (article("a").iri,)
    with Store.open_read_only(store.path) as reader:
        assert len(reader.articles()) == 2


WRITES = {
    "replace": lambda store: store.replace([article("b", 0)]),
    "forget": lambda store: store.forget(article("a").iri),
    "rebuild": lambda store: store.rebuild(),
    "mark": lambda store: store.mark(MAPPING_VERSION),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_reader_cannot_write(store: Store, write: object) -> None:
    store.replace([article("a", 0)])
    with Store.open_read_only(store.path) as reader, pytest.raises(StoreError, match="read-only"):
        write(reader)  # type: ignore[operator]


def test_a_second_writer_in_one_process_is_refused_too(store: Store) -> None:
    with pytest.raises(StoreLocked, match="open for writing"):
        Store.open(store.path)


@pytest.mark.parametrize("opening", [lambda path: Store.open(path, create=False), Store.open_read_only])
def test_where_there_is_no_store_this_is_said(tmp_path: Path, opening: object) -> None:
    with pytest.raises(StoreMissing, match=r"There is no store at .*kg ingest"):
        opening(tmp_path / "none")  # type: ignore[operator]
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("do not touch", encoding="utf-8")
    with pytest.raises(StoreError, match="not a store, and not empty"):
        Store.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="not a store"):
        Store.open(tmp_path / "file")


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.articles() == ()


def test_a_store_of_a_newer_kg_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path / "s").close()
    marker = tmp_path / "s" / "kg-store.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "format": 99}))
    with pytest.raises(StoreError, match=r"newer kg \(.*format 99"):
        Store.open(tmp_path / "s")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "x", "mapping": 1, "ontology": ""}'])
def test_a_damaged_marker_is_said_to_be_damaged(tmp_path: Path, content: str) -> None:
    Store.open(tmp_path / "s").close()
    (tmp_path / "s" / "kg-store.json").write_text(content)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path / "s")


@pytest.mark.parametrize("opening", [Store.open, Store.open_read_only], ids=["writer", "reader"])
def test_engine_files_that_are_damaged_are_said_to_be_unusable(tmp_path: Path, opening: object) -> None:
    Store.open(tmp_path / "s").close()
    (tmp_path / "s" / "quads" / "CURRENT").write_text("MANIFEST-999999\n", encoding="ascii")
    with pytest.raises(StoreError, match=r"cannot be used: .*restore it from a backup"):
        opening(tmp_path / "s")  # type: ignore[operator]


def test_the_store_knows_the_mapping_its_articles_were_made_with(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        assert store.is_current
    marker = tmp_path / "s" / "kg-store.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "mapping": MAPPING_VERSION - 1}))
    with Store.open(tmp_path / "s") as store:
        assert not store.is_current
        store.mark(MAPPING_VERSION)
        assert store.is_current


def test_an_ontology_of_another_version_is_replaced_at_the_next_opening(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.replace([article("a", 0)])
        right = held(store)
        store.raw.update(
            f"INSERT DATA {{ <urn:old> a owl:Class . GRAPH {ONTOLOGY} {{ <urn:old> a owl:Class }} }}".replace(
                "owl:Class", "<http://www.w3.org/2002/07/owl#Class>"
            )
        )
    marker = tmp_path / "s" / "kg-store.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "ontology": "old"}))
    with Store.open(tmp_path / "s") as store:
        assert held(store) == right


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.articles()
    with pytest.raises(StoreError, match="is closed"):
        store.replace([article("a", 0)])


def test_threads_can_write_at_once(store: Store) -> None:
    names = [f"thread-{number}" for number in range(12)]
    threads = [threading.Thread(target=store.replace, args=([article(name, 0, 3)],)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.articles()) == len(names)
    assert store.rebuild().was_right


def test_only_the_named_graph_of_an_article_goes(store: Store) -> None:
    store.replace([article("a", 0), article("b", 1)])
    store.forget(article("a").iri)
    assert not store.raw.contains_named_graph(NamedNode(article("a").iri))
    assert store.articles() == (article("b").iri,)
