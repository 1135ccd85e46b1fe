"""Whole articles and the graphs they must give, in canonical Turtle."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.acquire import read_articles
from kg.extract import extractor
from kg.link import linker
from kg.model import Article
from kg.rdf import article_graph, to_turtle

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/article.txt"))


def _turtle(case: Path) -> str:
    (article,) = read_articles([case / "article.txt"])
    assert isinstance(article, Article), article
    return to_turtle(article_graph(linker().link(extractor("tr").extract(article))).triples)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_gives_its_expected_graph(case: Path, request: pytest.FixtureRequest) -> None:
    expected = case / "expected.ttl"
    turtle = _turtle(case)
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(turtle, encoding="utf-8")
    written = expected.read_text(encoding="utf-8") if expected.exists() else ""
    missing = sorted(set(written.splitlines()) - set(turtle.splitlines()))
    added = sorted(set(turtle.splitlines()) - set(written.splitlines()))
    assert turtle == written, f"run `make golden` if this is meant.\nno more: {missing}\nnew: {added}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_expected_graph_is_turtle_and_has_a_note(case: Path) -> None:
    assert list(parse((case / "expected.ttl").read_bytes(), format=RdfFormat.TURTLE))
    assert (case / "note.md").read_text(encoding="utf-8").startswith("# ")


def test_the_sample_article_is_the_one_of_the_seeds(root: Path) -> None:
    (seed,) = (root / "seeds").glob("000_*.txt")
    assert (HERE / "sample" / "article.txt").read_bytes() == seed.read_bytes()
