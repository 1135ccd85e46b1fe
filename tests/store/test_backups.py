"""Backups: taken while others write, checked when they are put back."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import StoreError, StoreLocked, StoreMissing
from kg.rdf.vocabulary import WIKIDATA
from kg.store import Store
from kg.store.backups import back_up, expected, from_server, restore
from kg.store.copying import copy_articles
from kg.store.remote import RemoteStore
from tests.store.conftest import Opener
from tests.store.graphs import POOL, article, graph, held
from tests.store.servers import Server

ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from kg.store import Store
from kg.rdf import ArticleGraph
from pyoxigraph import Literal, NamedNode, Triple

with Store.open(sys.argv[1]) as store:
    turn = 0
    while True:
        facts = [Triple(NamedNode("urn:shared"), NamedNode("urn:turn"), Literal(str(turn)))]
        store.replace(
            ArticleGraph.of(f"https://w3id.org/news-kg/article/{n:04}", facts) for n in range(40)
        )
        print(turn, flush=True)
        turn += 1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "s") as store:
        store.replace([article("a", 0, 1, 6), article("b", 0, 3)])
        store.keep_items(graph(WIKIDATA.value, [POOL[3]]))
    return tmp_path / "s"


def contents(path: Path) -> set[str]:
    with Store.open_read_only(path) as store:
        return held(store)


def test_a_backup_opens_as_a_store_of_its_own_and_says_what_is_in_it(path: Path, tmp_path: Path) -> None:
    made = back_up(path, tmp_path / "b")
    assert expected(tmp_path / "b") == made
    assert (made.articles, made.quads) == (2, len(contents(path)))
    assert contents(tmp_path / "b") == contents(path)
    with Store.open(path) as store:
        store.forget(article("a").iri)
    assert len(contents(tmp_path / "b")) == made.quads


def test_judgements_run_log_and_quarantine_come_along(path: Path, tmp_path: Path) -> None:
    (path / "judgements.jsonl").write_text("{}\n")
    (path / "quarantine" / "x").mkdir(parents=True)
    (path / "quarantine" / "x" / "article.txt").write_text("metin")
    with closing(sqlite3.connect(path / "runs.sqlite")) as log:
        log.execute("PRAGMA journal_mode=WAL")
        log.execute("CREATE TABLE run (id)")
        log.execute("INSERT INTO run VALUES (7)")
        log.commit()
        back_up(path, tmp_path / "b")  # while the log is open, and its last commit in the file beside it
    restore(tmp_path / "b", tmp_path / "r")
    for folder in (tmp_path / "b", tmp_path / "r"):
        assert (folder / "judgements.jsonl").read_text() == "{}\n"
        assert (folder / "quarantine" / "x" / "article.txt").read_text() == "metin"
        with closing(sqlite3.connect(folder / "runs.sqlite")) as log:
            assert log.execute("SELECT id FROM run").fetchall() == [(7,)]
    assert not (tmp_path / "r" / "kg-backup.json").exists()


@pytest.mark.slow
def test_backups_taken_while_another_process_writes_hold_whole_commits(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "s")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        try:
            assert writer.stdout is not None
            writer.stdout.readline()
            seen = []
            for number in range(8):
                back_up(tmp_path / "s", tmp_path / f"b{number}")
                with Store.open(tmp_path / f"b{number}") as store:
                    rows = store.query("SELECT DISTINCT ?t { GRAPH ?g { <urn:shared> <urn:turn> ?t } }")
                    (turn,) = [int(row["t"].value) for row in rows]  # type: ignore[union-attr]
                    assert len(store.articles()) == 40
                    assert store.rebuild().was_right
                    seen.append(turn)
            assert seen == sorted(seen)
            assert seen[0] < seen[-1]
        finally:
            writer.kill()


def test_what_is_restored_is_what_was_backed_up(path: Path, tmp_path: Path) -> None:
    before = contents(path)
    back_up(path, tmp_path / "b")
    with Store.open(path) as store:
        store.replace([article("a", 2), article("c", 5)])
        version = store.version
    restore(tmp_path / "b", tmp_path / "new")
    assert contents(tmp_path / "new") == before
    with pytest.raises(StoreError, match="--replace"):
        restore(tmp_path / "b", path)
    restore(tmp_path / "b", path, replace=True)
    assert contents(path) == before
    with Store.open(path) as store:
        assert store.version > version, "whoever kept answers sees that the store is another"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b", "new", "s"]


def test_a_damaged_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "b")
    before = contents(path)
    for table in (tmp_path / "b" / "quads").glob("*.sst"):
        data = bytearray(table.read_bytes())
        data[len(data) // 3 : len(data) // 3 + 40] = b"x" * 40
        table.unlink()  # it is shared with the store
        table.write_bytes(data)
    with pytest.raises(StoreError):
        restore(tmp_path / "b", path, replace=True)
    assert contents(path) == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b", "s"]


def test_a_backup_that_lacks_something_is_not_restored(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "b")
    manifest = tmp_path / "b" / "kg-backup.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "quads": 1}))
    with pytest.raises(StoreError, match="should have 2 and 1"):
        restore(tmp_path / "b", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_store_that_somebody_writes_to_is_not_replaced(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "b")
    with Store.open(path) as store:
        with pytest.raises(StoreLocked):
            restore(tmp_path / "b", path, replace=True)
        store.replace([article("d", 0)])
    assert article("d").iri in Store.open_read_only(path).articles()


def test_a_folder_that_is_no_store_is_never_replaced(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "b")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreMissing):
        restore(tmp_path / "b", tmp_path / "mine", replace=True)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_what_is_no_backup_is_not_restored(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(StoreMissing):
        restore(tmp_path / "b", tmp_path / "new")


def test_every_store_can_be_copied_into_every_other(opener: Opener, path: Path) -> None:
    target = opener()
    target.replace([article("x", 4), article("b", 7)])
    with Store.open_read_only(path) as source:
        copied = copy_articles(source, target)
        assert (copied.articles, copied.changed, copied.forgotten) == (2, 2, 1)
        assert target.articles() == source.articles()
        for iri in (*source.articles(), WIKIDATA.value):
            assert target.article_graph(iri) == source.article_graph(iri)
        assert target.rebuild().was_right
        assert copy_articles(source, target).changed == 0


def test_a_server_is_backed_up_into_a_folder(oxigraph: Server, path: Path, tmp_path: Path) -> None:
    with RemoteStore.open(oxigraph.endpoints, tmp_path / "notes") as server:
        with Store.open_read_only(path) as source:
            copy_articles(source, server)
        made = from_server(server, tmp_path / "b")
        assert made.articles == 2
        assert contents(tmp_path / "b") == contents(path)
        server._client.update("DELETE WHERE { GRAPH <https://w3id.org/news-kg/article/a> { ?s a ?o } }")
        with pytest.raises(StoreError, match="not what was written"):
            from_server(server, tmp_path / "c")
    assert not (tmp_path / "c").exists()
