"""`kg link` as a user has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from tests.link.serving import Answer, Server
from tests.link.test_building import ALL, BROKEN, dump_text, entity, ref, value

CALL = """date 2025-12-12

Rusya Devlet Başkanı Vladimir Putin, Ali Yılmazoğlu ile görüştü. Putin, Ali Yılmazoğlu'nu kutladı.
"""

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "article.txt").write_text(CALL, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            main(["link", *arguments])
        captured = capsys.readouterr()
        return int(caught.value.code or 0), captured.out + captured.err

    return run


@pytest.fixture
def store(kg: Run) -> Path:
    assert kg("--help")[0] == 0
    with pytest.raises(SystemExit):
        main(["ingest", "article.txt", "--store", "store", "--jobs", "1"])
    return Path("store")


def links(store: Path) -> dict[str, str]:
    from kg.store import Store

    query = "PREFIX schema: <https://schema.org/> SELECT ?e ?item WHERE { ?e a ?c ; schema:sameAs ?item }"
    with Store.open_read_only(store) as opened:
        return {row["e"].value.rpartition("/")[2]: row["item"].value for row in opened.query(query)}


def test_why_tells_what_spoke_for_a_link(kg: Run) -> None:
    code, told = kg("why", "article.txt", "--name", "putin")
    assert code == 0
    assert "Vladimir Putin [person]: linked Q7747" in told
    assert "office: President RU" in told


@pytest.mark.usefixtures("store")
def test_review_lists_the_most_mentioned_first(kg: Run) -> None:
    code, told = kg("review", "--store", "store", "--list")
    assert code == 0
    assert "Ali Yılmazoğlu [person], named 2 times: no link" in told


def test_accepting_and_refusing_change_the_link_and_nothing_else(kg: Run, store: Path) -> None:
    from kg.store import Store

    with Store.open_read_only(store) as opened:
        before = {iri: opened.article_graph(iri) for iri in opened.articles()}
    assert kg("accept", "person:ali-yilmazoglu", "Q123", "--store", "store")[0] == 0
    assert links(store)["ali-yilmazoglu"] == "http://www.wikidata.org/entity/Q123"
    assert kg("refuse", "person:ali-yilmazoglu", "--store", "store")[0] == 0
    assert "ali-yilmazoglu" not in links(store)
    with Store.open_read_only(store) as opened:
        assert {iri: opened.article_graph(iri) for iri in opened.articles()} == before
    judged = [
        json.loads(line) for line in (store / "judgements.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [row["qid"] for row in judged] == ["Q123", None]


def test_what_was_settled_wins_when_the_article_is_read_again(kg: Run, store: Path) -> None:
    from kg.store import Store

    assert kg("accept", "person:ali-yilmazoglu", "Q123", "--store", "store")[0] == 0
    assert kg("refuse", "person:vladimir-putin", "--store", "store")[0] == 0
    with Store.open_read_only(store) as opened:
        before = {iri: opened.article_graph(iri) for iri in opened.articles()}
    with pytest.raises(SystemExit):
        main(["ingest", "article.txt", "--store", "store", "--jobs", "1"])
    assert links(store)["ali-yilmazoglu"] == "http://www.wikidata.org/entity/Q123"
    assert "vladimir-putin" not in links(store)
    with Store.open_read_only(store) as opened:
        after = {iri: opened.article_graph(iri) for iri in opened.articles()}
    assert after == before


@pytest.mark.parametrize(
    ("answers", "qid"),
    [("x\nQ77\nq\n", "Q77"), ("n\n", None), ("\n\n\n\n\n", "nothing")],
    ids=["a QID", "none", "left"],
)
def test_review_takes_answers(
    answers: str, qid: str | None, kg: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    code, _ = kg("review", "--store", "store", "--limit", "1")
    assert code == 0
    file = store / "judgements.jsonl"
    kept = (
        [json.loads(line)["qid"] for line in file.read_text(encoding="utf-8").splitlines()]
        if file.exists()
        else ["nothing"]
    )
    assert kept == [qid]


@pytest.mark.usefixtures("store")
def test_what_the_store_does_not_have_cannot_be_settled(kg: Run) -> None:
    code, told = kg("accept", "person:nobody", "Q1", "--store", "store")
    assert (code, "person, organisation or place" in told) == (1, True)


@pytest.mark.usefixtures("store")
def test_a_wrong_identifier_is_refused(kg: Run) -> None:
    assert kg("accept", "person:ali-yilmazoglu", "P31", "--store", "store")[0] == 2


def test_build_reports_in_words(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_bytes(dump_text(ALL, BROKEN))
    code, told = kg("build", "--dump", "dump.json", "--out", "new.sqlite", "--alone", "--date", "2026-01-05")
    assert code == 0
    assert "13 lines read; taken: 1 country, 2 person, 1 place; 1 offices." in told
    assert "3 broken lines, 1 without a label, 1 redirects, 1 deleted" in told
    assert kg("why", "article.txt", "--index", "new.sqlite")[0] == 0


def test_missing_classes_are_told_in_words(kg: Run) -> None:
    code, told = kg("build", "--dump", "dump.json", "--classes", "none.txt")
    assert (code, "the classes cannot be read" in told) == (2, True)


def test_a_missing_dump_is_told_in_words_and_leaves_nothing_behind(kg: Run) -> None:
    code, told = kg("build", "--dump", "none.json", "-o", "index.sqlite")
    assert (code, "there is no such file" in told) == (2, True)
    assert not list(Path().glob("index.sqlite*"))


def test_fetch_linked_copies_what_the_store_is_linked_to(kg: Run, store: Path, server: Server) -> None:
    from kg.queries import load_queries
    from kg.store import Store

    def answer(asked: dict[str, str]) -> Answer:
        found = {qid: entity(qid, qid, ()) for qid in asked["ids"].split("|")}
        if "Q7747" in found:
            found["Q7747"] = entity("Q7747", "Vladimir Putin", ("Q5",), P102=[party])
        return Answer({"entities": found})

    party = {**value(ref("Q900")), "id": "Q7747$1"}
    server.answer = answer
    options = ("--contact", "me@example.org", "--endpoint", server.address, "--pause", "0")
    code, told = kg("fetch", "--linked", "--store", "store", *options)
    assert (code, "3 items with their statements" in told) == (0, True), told
    (question,) = (query for query in load_queries() if query.id == "parties-and-births")
    with Store.open_read_only(store) as opened:
        rows = opened.query(question.text)
        assert [(row["item"].value[-5:], row["partyName"].value) for row in rows] == [("Q7747", "Q900")]


@pytest.mark.usefixtures("store")
def test_fetch_needs_a_contact(kg: Run) -> None:
    code, told = kg("fetch", "--contact", "nobody", "--store", "store")
    assert (code, "no contact" in told) == (2, True)
