"""What articles say is shown as text, whatever it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.hostilegraph import BREAKOUT, IMAGE, LONG, PATHS, RIGHT_TO_LEFT, SCRIPT
from tests.server.serving import Served, serving

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def hostile(hostile_store: Path) -> Iterator[Served]:
    """A server on a store with nothing but the hostile article."""
    with serving(hostile_store) as server:
        yield server


def page(hostile: Served, path: str) -> str:
    found = hostile.client.get(path, headers=HTML)
    assert found.status_code == 200, found.text
    return found.text


@pytest.mark.parametrize("path", PATHS)
def test_no_markup_of_an_article_is_markup_of_the_page(hostile: Served, path: str) -> None:
    text = page(hostile, path)
    for piece in (SCRIPT, IMAGE, "<script>window", "<img src=x"):
        assert piece not in text
    assert not re.search(r'(?:href|src)="\s*javascript:', text, re.IGNORECASE)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_breaks_out_of_an_attribute(hostile: Served, path: str) -> None:
    for tag in re.findall(r"<[a-zA-Z][^>]*>", page(hostile, path)):
        assert "window.hacked" not in html.unescape(re.sub(r'="[^"]*"', "", tag)), tag


def test_the_name_is_shown_as_it_is_written(hostile: Served) -> None:
    assert html.escape(BREAKOUT, quote=False)[:60] in page(hostile, PATHS[1]).replace("&#34;", '"').replace(
        "&#39;", "'"
    )


def test_a_long_name_is_cut_and_can_be_opened(hostile: Served) -> None:
    text = page(hostile, PATHS[2])
    assert f"{LONG[:300]}…" in text
    assert LONG.strip() in text
    assert len(page(hostile, PATHS[4])) < 60_000  # where it is only named it is short


def test_text_from_right_to_left_does_not_turn_its_neighbours(hostile: Served) -> None:
    for path in (PATHS[0], PATHS[3], PATHS[4]):
        assert re.search(rf"<bdi[^>]*>(?:[^<]|<[^/b])*{RIGHT_TO_LEFT[-6:]}", page(hostile, path))


@pytest.mark.parametrize("path", PATHS[:5])
def test_every_hostile_thing_has_rdf(hostile: Served, path: str) -> None:
    found = hostile.client.get(path, headers={"accept": "text/turtle"})
    assert found.status_code == 200


def test_the_report_says_what_is_wrong_with_the_graph(hostile: Served) -> None:
    text = page(hostile, f"{PATHS[0]}?view=report&lang=en")
    assert "The graph breaks the shapes" in text
    assert len(re.findall("sh:resultSeverity sh:Violation", text)) > 3


def test_the_store_of_the_hostile_article_is_not_empty(hostile: Served) -> None:
    assert hostile.rows("SELECT * { ?s ?p ?o }")
    assert Path(hostile.store).is_dir()
