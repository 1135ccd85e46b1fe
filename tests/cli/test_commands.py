from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from kg import open_graph
from kg.store import Store
from tests.cli.conftest import Run


def test_without_arguments_the_commands_are_listed(kg: Run) -> None:
    done = kg()
    assert "ingest" in done.out + done.err


def test_the_version_is_told(kg: Run) -> None:
    assert kg("--version").out.strip() == f"kg {version('news-kg')}"


def test_extract_writes_a_file_for_each_article(kg: Run, news: Path, tmp_path: Path) -> None:
    done = kg("extract", news, "-o", tmp_path / "out", "-j", "1")
    assert done.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "call.ttl",
        "nothing.ttl",
        "visit.ttl",
    ]
    assert done.out.startswith(f"3 files in {tmp_path / 'out'}: ")
    text = (tmp_path / "out" / "call.ttl").read_text(encoding="utf-8")
    assert "person:vladimir-putin a kg:Person" in text
    assert "kg:eventType et:consult-phone" in text


def test_extract_gives_the_same_bytes_again(kg: Run, news: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        kg("extract", news, "-o", tmp_path / folder, "-j", "1")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_ingest_tells_what_it_read_stored_and_found(kg: Run, news: Path) -> None:
    done = kg("ingest", news, "-s", "s", "-j", "1")
    assert done.code == 0
    first, second = done.out.splitlines()
    assert first == "3 articles read, 3 stored."
    assert second.startswith("Found: 4 persons, ")


def test_ingest_again_changes_nothing(kg: Run, news: Path, store: Path) -> None:
    before = kg("export", "-s", store, "-f", "nquads").out
    done = kg("ingest", news, "-s", store, "-j", "1")
    assert done.out.splitlines()[0] == "3 articles read, 0 stored, 3 unchanged."
    assert kg("export", "-s", store, "-f", "nquads").out == before


def test_ingest_leaves_known_articles_alone_on_request(kg: Run, news: Path, store: Path) -> None:
    done = kg("ingest", news, "-s", store, "--resume")
    assert done.out.splitlines()[0] == "3 articles read, 0 stored, 3 skipped."


def test_the_store_may_be_set_in_the_environment(
    kg: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(store))
    assert kg("stats").out.startswith("3 articles, 2025-11-03 to 2026-02-11\n")


def test_forget_takes_a_file_or_an_iri_and_leaves_no_trace(kg: Run, news: Path, store: Path) -> None:
    done = kg("forget", news / "call.txt", "-s", store)
    assert done.code == 0
    assert done.out.startswith("Forgot https://w3id.org/news-kg/article/")
    left = kg("export", "-s", store, "-f", "nquads").out
    assert "putin" not in left
    assert "emmanuel-macron" in left
    again = kg("forget", done.out.split()[1], "-s", store)
    assert again.code == 1
    assert "is not in the store" in again.err


def test_export_writes_one_article_or_what_a_query_makes(kg: Run, store: Path, tmp_path: Path) -> None:
    with Store.open_read_only(store) as opened:
        iri = opened.articles()[0]
    one = kg("export", "-s", store, "--article", iri.rpartition("/")[2])
    assert {quad.subject.value for quad in parse(one.out, format=RdfFormat.TURTLE)} >= {iri}  # type: ignore[union-attr]
    (tmp_path / "q.rq").write_text("CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }", encoding="utf-8")
    made = kg("export", "-s", store, "--construct", tmp_path / "q.rq", "-o", tmp_path / "persons.ttl")
    assert (made.code, made.out) == (0, "")
    assert len(list(parse(path=tmp_path / "persons.ttl"))) == 4


def test_export_takes_one_selection(kg: Run, store: Path) -> None:
    done = kg("export", "-s", store, "--article", "0" * 16, "--construct", "DESCRIBE kg:Person")
    assert done.code == 2
    assert "exclude each other" in done.err


@pytest.mark.parametrize("speed", [[], ["--fast"]])
def test_validate_finds_nothing_wrong_in_what_was_extracted(
    kg: Run, news: Path, store: Path, tmp_path: Path, speed: list[str]
) -> None:
    kg("extract", news, "-o", tmp_path / "out", "-j", "1")
    files = kg("validate", *sorted((tmp_path / "out").glob("*.ttl")), *speed)
    assert (files.code, files.out) == (0, "")
    assert "3 graphs checked, 0 with violations" in files.err
    assert "3 graphs checked, 0 with violations" in kg("validate", "-s", store, *speed).err


@pytest.mark.parametrize("speed", [[], ["--fast"]])
def test_validate_says_in_words_and_in_turtle_what_is_wrong(
    kg: Run, tmp_path: Path, speed: list[str]
) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        "@prefix kg: <https://w3id.org/news-kg/ns#> .\n<https://w3id.org/news-kg/person/x> a kg:Person .\n",
        encoding="utf-8",
    )
    done = kg("validate", bad, "--report", tmp_path / "report.ttl", *speed)
    assert done.code == 1
    assert "person:x, rdfs:label" in done.out
    report = (tmp_path / "report.ttl").read_text(encoding="utf-8")
    assert "sh:conforms false" in report
    assert "1 graphs checked, 1 with violations" in done.err


NO_RDF = {
    "other suffix": ("x.csv", "hello", "no name of an RDF format"),
    "broken": ("x.ttl", "<a", "cannot be read as Turtle"),
}


@pytest.mark.parametrize(("name", "text", "words"), NO_RDF.values(), ids=NO_RDF)
def test_validate_refuses_what_is_no_rdf(kg: Run, tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = kg("validate", tmp_path / name)
    assert done.code == 2
    assert words in done.err


def test_explain_shows_sentences_and_rules(kg: Run, store: Path) -> None:
    done = kg("explain", "person:vladimir-putin", "-s", store)
    assert done.code == 0
    assert "Vladimir Putin" in done.out
    event = next(word for word in done.out.split() if word.startswith("event:"))
    why = kg("explain", event, "-s", store)
    assert "“Rusya Devlet Başkanı Vladimir Putin" in why.out
    assert "rule tr/" in why.out
    assert "conforms to the shapes" in why.out


def test_explain_calls_a_linked_entity_by_its_turkish_name_and_tells_the_other(kg: Run, store: Path) -> None:
    done = kg("explain", "country:RU", "-s", store)
    assert done.out.startswith("Rusya  country:RU")
    assert "Russia (en)" in done.out
    assert "Rusya (tr)" not in done.out


def test_explain_says_that_it_knows_nothing(kg: Run, store: Path) -> None:
    done = kg("explain", "person:nobody", "-s", store)
    assert (done.code, done.out) == (1, "")
    assert "knows nothing of https://w3id.org/news-kg/person/nobody" in done.err


def test_trace_shows_the_stages_of_each_sentence(kg: Run, news: Path) -> None:
    done = kg("trace", news / "call.txt")
    assert done.code == 0
    for part in ("tokens", "names", "predicates", "facts", "entities", "graph", "verdict"):
        assert f" {part} " in f" {' '.join(done.out.split())} "
    assert "consult-phone" in done.out


def test_trace_shows_one_sentence_on_request(kg: Run, news: Path) -> None:
    done = kg("trace", news / "visit.txt", "-n", "2")
    assert "Macron, Berlin'de" in done.out
    assert "Almanya'ya gitti" not in done.out


def test_stats_count_what_is_there(kg: Run, store: Path) -> None:
    done = kg("stats", "-s", store)
    assert "4 persons" in done.out
    assert "et:consult-phone" in done.out


def test_rebuild_finds_the_merged_graph_right(kg: Run, store: Path) -> None:
    done = kg("rebuild", "-s", store)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "It was right; nothing was changed."


def test_a_backup_opens_as_a_store(kg: Run, store: Path, tmp_path: Path) -> None:
    assert kg("backup", tmp_path / "copy", "-s", store).code == 0
    assert kg("stats", "-s", tmp_path / "copy").out == kg("stats", "-s", store).out
    assert kg("backup", tmp_path / "copy", "-s", store).code == 3


def test_the_demo_shows_and_writes_what_the_samples_say(kg: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = kg("demo", "--no-serve", "-o", tmp_path / "demo")
        assert done.code == 0
    for title in ("Who called whom", "Agreements", "Events", "Why is it there?"):
        assert title in done.out
    assert "Vladimir Putin" in done.out
    assert "stratejik ortaklık ve iş birliği anlaşması" in done.out
    assert (tmp_path / "demo" / "all.ttl").exists()
    assert len(list((tmp_path / "demo").glob("*.ttl"))) == 16


def test_json_ld_goes_to_standard_output_as_json(kg: Run, store: Path) -> None:
    assert json.loads(kg("export", "-s", store, "-f", "jsonld").out)


def test_a_served_store_answers_until_it_is_interrupted(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "-s", store, "-p", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        try:
            answer = ask(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", running)
        finally:
            running.send_signal(signal.SIGINT)
            _, told = running.communicate(timeout=30)
    assert json.loads(answer)["boolean"] is True
    assert running.returncode == 0
    assert f"Serving {store} at http://127.0.0.1:{port}/" in told


def ask(address: str, server: subprocess.Popen[str]) -> bytes:
    """The answer, once the server is up."""
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        try:
            return httpx.get(address, headers={"Accept": "application/sparql-results+json"}).content
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail("the server did not come up")


def test_a_store_that_is_not_there_is_not_served(kg: Run) -> None:
    done = kg("serve", "-s", "nowhere", "-p", "0")
    assert done.code == 3
    assert "There is no store" in done.err


def test_trace_tells_of_an_article_that_cannot_be_read(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    done = kg("trace", "a.txt")
    assert (done.code, done.out) == (1, "")
    assert "empty a.txt: the file is empty" in done.err


def test_rebuild_repairs_what_a_script_spoiled(kg: Run, store: Path) -> None:
    dataset = open_graph(store, read_only=False)
    dataset.update("DELETE WHERE { ?p a kg:Person } ; INSERT DATA { kg:x a kg:Person }")
    dataset.close()
    del dataset
    done = kg("rebuild", "-s", store)
    assert done.out.splitlines()[-1] == "Repaired: 4 were missing, 1 did not belong there."
