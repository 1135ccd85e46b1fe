"""The page of queries is what the query files and their expected answers say now."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import build_query_reference
from docs.build_query_reference import PAGE, main, queries_page
from kg.queries import load_queries


def test_committed_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == queries_page(), "run `make docs`"


def test_page_has_questions_and_text_of_every_query() -> None:
    page = queries_page()
    for query in load_queries():
        assert f"\n## {query.id}\n" in page
        assert query.text in page
        assert all(question in page for question in query.questions.values())


def test_outdated_page_fails_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_query_reference, "PAGE", tmp_path / "queries.md")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    (tmp_path / "queries.md").write_text("old", "utf-8")
    assert main(["--check"]) == 1
