"""Commands on a store that is on a server, and those that keep a store safe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store import servers
from tests.store.servers import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = servers.oxigraph(tmp_path / "server")
    made.start()
    yield made
    made.kill()


def test_a_server_is_used_like_a_folder(kg: Run, store: Path, news: Path, server: Server) -> None:
    address = server.endpoints.query
    first = kg("ingest", news, "-s", address, "-j", "1")
    assert (first.code, first.out.splitlines()[0]) == (0, "3 articles read, 3 stored.")
    assert (
        kg("ingest", news, "-s", address, "-j", "1").out.splitlines()[0]
        == "3 articles read, 0 stored, 3 unchanged."
    )
    for command in (
        ("query", "who-phoned-whom", "-f", "csv"),
        ("query", "SELECT ?g WHERE { GRAPH ?g { ?p a kg:Person } } ORDER BY ?g", "-f", "json"),
        ("query", "ASK { ?p a kg:Person }"),
        ("query", "DESCRIBE person:vladimir-putin"),
        ("export", "-f", "nquads"),
        ("export", "--construct", "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }"),
        ("rebuild",),
    ):
        there, here = kg(*command, "-s", address), kg(*command, "-s", store)
        assert (there.code, there.out) == (here.code, here.out) != (0, ""), command
    assert kg("stats", "-s", address).out.splitlines()[:2] == kg("stats", "-s", store).out.splitlines()[:2]
    assert kg("forget", news / "call.txt", "-s", address).code == 0
    assert "2 articles" in kg("stats", "-s", address).out


def test_settings_can_name_the_server(
    kg: Run, news: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", server.endpoints.query)
    monkeypatch.setenv("KG_NOTES", str(tmp_path / "mine"))
    assert kg("ingest", news, "-j", "1").code == 0
    assert "3 articles" in kg("stats").out
    (notes,) = (tmp_path / "mine").iterdir()
    assert (notes / "runs.sqlite").exists()


@pytest.mark.parametrize("command", [("explain", "person:x"), ("serve",), ("query", "ASK {}", "--explain")])
def test_what_needs_a_folder_says_so(kg: Run, command: tuple[str, ...]) -> None:
    done = kg(*command, "-s", "http://localhost:1/query")
    assert done.code == 2
    assert "needs a store in a folder" in done.err


def test_a_server_without_a_store_is_told_from_one_with(kg: Run, server: Server) -> None:
    done = kg("stats", "-s", server.endpoints.query)
    assert done.code == 3
    assert "There is no store at" in done.err


def test_a_store_goes_to_a_server_and_back(
    kg: Run, store: Path, news: Path, server: Server, tmp_path: Path
) -> None:
    address = server.endpoints.query
    assert kg("backup", tmp_path / "b", "-s", store).code == 0
    assert kg("restore", tmp_path / "b", "-s", address).code == 0
    assert kg("restore", tmp_path / "b", "-s", address).code == 3
    again = kg("restore", tmp_path / "b", "-s", address, "--replace")
    assert "3 articles, 0 of them written" in again.out
    done = kg("verify", news, "-s", address, "-j", "1")
    assert (done.code, done.out.splitlines()[-1]) == (0, "All is right."), done.out
    assert kg("backup", tmp_path / "c", "-s", address).code == 0
    assert (
        kg("export", "-f", "nquads", "-s", tmp_path / "c").out
        == kg("export", "-f", "nquads", "-s", store).out
    )


def test_a_store_is_restored_in_its_place_only_when_told_to(
    kg: Run, store: Path, news: Path, tmp_path: Path
) -> None:
    before = kg("export", "-f", "nquads", "-s", store).out
    assert kg("backup", tmp_path / "b", "-s", store).code == 0
    assert kg("forget", news / "call.txt", "-s", store).code == 0
    refused = kg("restore", tmp_path / "b", "-s", store)
    assert refused.code == 3
    assert "--replace" in refused.err
    assert kg("restore", tmp_path / "b", "-s", store, "--replace").code == 0
    assert kg("export", "-f", "nquads", "-s", store).out == before


def test_verify_tells_what_is_wrong_and_what_to_do(kg: Run, store: Path, news: Path) -> None:
    right = kg("verify", "-s", store, news, "-j", "1")
    assert right.code == 0
    assert "Extracted anew: 3 the same" in right.out
    (news / "call.txt").write_text(
        (news / "call.txt").read_text("utf-8").replace("telefonda", "Moskova'da"), "utf-8"
    )
    changed = kg("verify", "-s", store, news, "-j", "1")
    assert changed.code == 1
    assert "1 not in the store" in changed.out
    assert "kg ingest" in changed.out


def test_an_older_mapping_needs_the_articles_and_all_of_them(kg: Run, store: Path, news: Path) -> None:
    marker = store / "kg-store.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "format": 1, "mapping": 1}))
    refused = kg("ingest", news, "-s", store, "-j", "1")
    assert refused.code == 3
    assert f"kg migrate --store {store}" in refused.err
    looked = kg("migrate", "-s", store, "--look")
    assert looked.code == 1
    assert "From the articles:" in looked.out
    without = kg("migrate", "-s", store)
    assert without.code == 1
    assert "Give the sources of its 3 articles" in without.err
    part = kg("migrate", news / "call.txt", "-s", store, "-j", "1")
    assert part.code == 1
    assert "2 articles of the store were not among the sources" in part.out
    whole = kg("migrate", news, "-s", store, "-j", "1")
    assert (whole.code, whole.out.splitlines()[-1]) == (0, "The store is up to date.")
    assert kg("migrate", "-s", store).out.splitlines()[-1] == "The store is up to date."
