"""Other processes, kills and full disks: nothing is ever half-written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import StoreFull, StoreLocked
from kg.store import Store
from tests.store.graphs import article, held

ROOT = Path(__file__).resolve().parents[2]


def run(script: str, *args: object) -> subprocess.Popen[str]:
    """A process of its own that runs a script with our packages."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_writer_in_another_process_is_named(tmp_path: Path) -> None:
    holder = run(
        """
        import sys
        from kg.store import Store
        store = Store.open(sys.argv[1])
        print("open", flush=True)
        sys.stdin.read()
        """,
        tmp_path / "s",
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked, match=f"process {holder.pid}"):
            Store.open(tmp_path / "s")
        with Store.open_read_only(tmp_path / "s") as reader:
            assert reader.articles() == ()
    finally:
        holder.kill()
        holder.communicate()
    with Store.open(tmp_path / "s") as store:
        assert store.articles() == ()


WRITER = """
    import sys
    from kg.rdf import ArticleGraph
    from kg.store import Store
    from pyoxigraph import Literal, NamedNode, Triple

    def batch(turn):
        for number in range(30):
            iri = f"https://w3id.org/news-kg/article/{number:04}"
            node = NamedNode(iri)
            facts = [Triple(node, NamedNode(f"urn:p{k}"), Literal(f"{turn}-{k}")) for k in range(20)]
            shared = [Triple(NamedNode("urn:shared"), NamedNode("urn:turn"), Literal(str(turn)))]
            yield ArticleGraph.of(iri, [*facts, *shared])

    store = Store.open(sys.argv[1])
    turn = 0
    while True:
        store.replace(batch(turn))
        print(turn, flush=True)
        turn += 1
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_batch_is_wholly_there_or_not_at_all_after_a_kill(tmp_path: Path) -> None:
    version = -1
    for delay in (0.0, 0.013, 0.029, 0.041):
        writer = run(WRITER, tmp_path / "s")
        assert writer.stdout is not None
        for _ in range(3):
            writer.stdout.readline()
        time.sleep(delay)
        writer.kill()
        writer.communicate()
        with Store.open(tmp_path / "s") as store:
            turns = {
                row["t"].value for row in store.query("SELECT DISTINCT ?t { <urn:shared> <urn:turn> ?t }")
            }
            in_articles = {
                row["t"].value
                for row in store.query("SELECT DISTINCT ?t { GRAPH ?g { <urn:shared> <urn:turn> ?t } }")
            }
            assert len(turns) == 1
            assert turns == in_articles
            assert store.rebuild().was_right
            assert store.version > version
            version = store.version


def test_a_commit_does_not_need_the_log(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom kg.store import Store\nfrom tests.store.graphs import article\n"
        "store = Store.open(sys.argv[1])\nstore.replace([article('aaaa', 0, 1)])\nos._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "s")], check=True)
    for log in (tmp_path / "s").glob("quads/*.log"):
        log.unlink()  # as a loss of power may leave it
    with Store.open_read_only(tmp_path / "s") as store:
        assert store.articles() == (article("aaaa", 0, 1).iri,)


def test_a_disk_without_room_is_seen_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "s") as store:
        store.replace([article("a", 0)])
        before, version = held(store), store.version
        with monkeypatch.context() as patched:
            patched.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=2**20))
            with pytest.raises(StoreFull, match=r"1 MiB free.*Nothing of this batch was written"):
                store.replace([article("b", 1)])
        assert (held(store), store.version) == (before, version)
        store.replace([article("b", 1)])
        assert len(store.articles()) == 2


def test_tables_of_a_killed_load_are_removed_by_the_next_writer(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.replace([article("a", 0)])
    left = tmp_path / "s" / "quads" / "bulk-1234.sst"
    left.write_bytes(b"half a table")
    with Store.open_read_only(tmp_path / "s") as reader:
        assert len(reader.articles()) == 1
    assert left.exists(), "a reader may not know whose it is"
    with Store.open(tmp_path / "s") as store:
        assert not left.exists()
        assert len(store.articles()) == 1


def test_more_than_one_load_takes_goes_in_a_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.store.ONE_LOAD", 3)
    with Store.open(tmp_path / "s") as store:
        store.replace([article("a", 0), article("b", 1)])
        assert store.rebuild().was_right
        assert len(store.articles()) == 2


FILL = """
    import shutil, sys
    import kg.store.engine as engine
    from kg.errors import StoreFull
    from kg.store import Store
    from kg.rdf import ArticleGraph
    from pyoxigraph import Literal, NamedNode, Triple

    folder, ballast = sys.argv[1:]
    engine.RESERVE, engine.BYTES_PER_TRIPLE = 0, 0   # let the engine itself run into the full disk

    def graph(number):
        iri = f"https://w3id.org/news-kg/article/{number:04}"
        node = NamedNode(iri)
        return ArticleGraph.of(
            iri, [Triple(node, NamedNode(f"urn:p{k}"), Literal(f"{number}-{k}" * 9)) for k in range(500)]
        )

    store = Store.open(folder)
    written = 0
    try:
        while True:
            store.replace(graph(number) for number in range(written, written + 5))
            written += 5
    except StoreFull as error:
        assert "Nothing of this batch was written" in str(error), error
    import glob
    assert not glob.glob(folder + "/quads/bulk-*"), "tables that belong to nothing take the room that is left"
    version = store.version
    try:
        store.close()
    except StoreFull:
        pass
    import os
    os.remove(ballast)
    store = Store.open(folder)
    assert len(store.articles()) == written > 0, (len(store.articles()), written)
    assert store.version == version, (store.version, version)
    assert all(store.article_graph(iri) == graph(int(iri[-4:])) for iri in store.articles())
    assert store.rebuild().was_right
    store.replace([graph(written)])
    print("right")
"""


@pytest.mark.slow
def test_a_disk_that_fills_up_during_a_commit_loses_only_that_commit(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("no unshare(1) here to mount a small disk")
    folder = tmp_path / "small"
    folder.mkdir()
    mount = f"mount -t tmpfs -o size=80m none {folder} && head -c 48M /dev/zero > {folder}/ballast"
    inner = subprocess.run(
        ["unshare", "-rm", "sh", "-c", f'{mount} || exit 77; exec "$0" -c "$1" {folder}/s {folder}/ballast',
         sys.executable, textwrap.dedent(FILL)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if inner.returncode == 77 or "unshare:" in inner.stderr:
        pytest.skip("this system lets nobody mount a small disk")
    assert (inner.returncode, inner.stdout) == (0, "right\n"), inner.stderr
