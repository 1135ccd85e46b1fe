"""Readers see the store as it was when they opened it, whatever writers do meanwhile, and leave nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.rdf import article_graph
from kg.store import Store, open_graph
from kg.store.homes import Home
from tests.rdf.analyses import sample

GRAPH = article_graph(sample())
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "s") as store:
        store.replace([GRAPH])
    return tmp_path / "s"


def count(store: Store) -> int:
    return int(next(iter(store.raw.query(COUNT)))["n"].value)  # type: ignore[union-attr, arg-type]


def test_what_is_read_stays_while_others_write(path: Path) -> None:
    for _ in range(5):
        with Store.open_read_only(path) as reader:
            with Store.open(path) as writer:
                writer.forget(GRAPH.iri)
                writer.raw.optimize()
            before = count(reader)
            with Store.open(path) as writer:
                writer.replace([GRAPH])
            assert count(reader) == before
            with Store.open_read_only(path) as later:
                assert count(later) == before


def test_nothing_is_left_behind(path: Path) -> None:
    with Store.open_read_only(path), Store.open_read_only(path):
        assert len(list((path / "readers").iterdir())) == 2
    graph = open_graph(path)
    assert (path / "readers").exists()
    graph.close()
    assert not (path / "readers").exists()


def test_what_a_killed_reader_left_goes_with_the_next(path: Path) -> None:
    code = """if True:
        import sys, time
        from kg.store import Store
        reader = Store.open_read_only(sys.argv[1])
        print("open", flush=True)
        time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        with Store.open_read_only(path):
            assert len(list((path / "readers").iterdir())) == 2
        os.kill(killed.pid, signal.SIGKILL)
    assert (path / "readers").exists()
    with Store.open_read_only(path):
        assert len(list((path / "readers").iterdir())) == 1
    assert not (path / "readers").exists()


def test_a_store_beside_which_nothing_can_be_made_is_read_where_it_lies(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Home, where: Path, _prefix: str) -> None:
        raise PermissionError(where)

    monkeypatch.setattr(Home, "__init__", refuse)
    with Store.open_read_only(path) as reader:
        assert count(reader) > 0
