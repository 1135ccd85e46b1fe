from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.queries import load_queries
from tests.cli.conftest import Run

NAMES = "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"
PUTIN = "Vladimir Putin"


def test_rows_are_shown_as_a_table_and_counted_beside_it(kg: Run, store: Path) -> None:
    done = kg("query", NAMES, "-s", store)
    assert done.code == 0
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines[0] == "name"
    assert PUTIN in lines
    assert done.err == f"{len(lines) - 1} rows.\n"


def test_a_query_comes_from_a_file_or_standard_input(
    kg: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = kg("query", NAMES, "-s", store).out
    (tmp_path / "q.rq").write_text(NAMES, encoding="utf-8")
    assert kg("query", "q.rq", "-s", store).out == expected
    monkeypatch.setattr("sys.stdin", io.StringIO(NAMES))
    assert kg("query", "-", "-s", store).out == expected


def test_a_truth_value_is_said_in_a_word(kg: Run, store: Path) -> None:
    assert kg("query", "ASK { ?e a kg:Event }", "-s", store).out == "yes\n"
    assert kg("query", "ASK { ?e a kg:Nothing }", "-s", store).out == "no\n"


def test_results_come_in_the_formats_of_the_standard(kg: Run, store: Path) -> None:
    rows = list(csv.reader(io.StringIO(kg("query", NAMES, "-s", store, "-f", "csv").out)))
    assert rows[0] == ["name"]
    assert [PUTIN] in rows
    bindings = json.loads(kg("query", NAMES, "-s", store, "-f", "json").out)["results"]["bindings"]
    assert {"name": {"type": "literal", "xml:lang": "tr", "value": PUTIN}} in bindings
    assert f'"{PUTIN}"@tr' in kg("query", NAMES, "-s", store, "-f", "tsv").out
    assert "<sparql" in kg("query", NAMES, "-s", store, "-f", "xml").out


@pytest.mark.parametrize("form", [[], ["-f", "turtle"], ["-f", "ntriples"]])
def test_triples_come_as_turtle_or_n_triples(kg: Run, store: Path, form: list[str]) -> None:
    done = kg("query", "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }", "-s", store, *form)
    assert len(list(parse(done.out, format=RdfFormat.TURTLE))) == 4


def test_blank_nodes_that_a_query_makes_are_written_too(kg: Run, store: Path) -> None:
    done = kg("query", "CONSTRUCT { [] rdfs:seeAlso ?p } WHERE { ?p a kg:Person }", "-s", store)
    assert len(list(parse(done.out, format=RdfFormat.TURTLE))) == 4


WRONG = {
    "syntax": (["SELECT"], "cannot be run"),
    "rows as Turtle": ([NAMES, "-f", "turtle"], "cannot hold"),
    "triples as a table": (["DESCRIBE kg:Person", "-f", "table"], "no table"),
    "triples as CSV": (["DESCRIBE kg:Person", "-f", "csv"], "cannot hold"),
    "nothing": ([], "There is no query"),
    "an unknown parameter": (["dossier", "--set", "who=x"], "has no parameter 'who'"),
    "a parameter without a value": (["dossier", "--set", "person"], "has no value"),
    "a value of another kind": (["doubtful-reports", "--set", "threshold=low"], "must be a number"),
    "a parameter for a text": ([NAMES, "--set", "a=b"], "is for ready questions"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_asked_is_said(kg: Run, store: Path, arguments: list[str], words: str) -> None:
    done = kg("query", *arguments, "-s", store)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_the_ready_questions_are_listed(kg: Run) -> None:
    done = kg("query", "--list")
    for query in load_queries():
        assert query.id in done.out
        assert query.questions["en"] in done.out


def test_a_ready_question_is_asked_by_its_name_about_something_else(kg: Run, store: Path) -> None:
    done = kg("query", "dossier", "--set", "person=person:emmanuel-macron", "-s", store, "-f", "csv")
    assert "Emmanuel Macron" in done.out
    assert "Maduro" not in done.out
    assert "Maduro" in kg("query", "dossier", "-s", store, "-f", "csv").out


def test_a_query_file_that_is_no_text_is_said(kg: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"SELECT \xff")
    done = kg("query", "q.rq", "-s", store)
    assert done.code == 2
    assert "q.rq: cannot be read as UTF-8 text" in done.err


def test_a_query_is_explained_instead_of_answered(kg: Run, store: Path) -> None:
    done = kg("query", "SELECT * { ?p a kg:Person . ?c a kg:Country }", "-s", store, "--explain")
    lines = [line.split() for line in done.out.splitlines()]
    assert lines[0] == ["matches", "pattern"]
    assert ["4", "?p", "rdf:type", "kg:Person"] in lines
    assert "ms" in lines[-1][-1]
    assert "2 groups" in done.err
