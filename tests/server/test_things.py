"""What the pages of things say, from fact to sentence to article and back."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.serving import Served, serving
from tests.server.stories import ACCORD, AYSE, FIRST, SECOND, SENTENCES, THIRD, TURKEY, VISIT

BASE = "https://w3id.org/news-kg"


@pytest.fixture(scope="module")
def stories(story_store: Path) -> Iterator[Served]:
    """A server on the three articles that do not agree."""
    with serving(story_store) as server:
        yield server


def page(server: Served, path: str, lang: str = "en") -> str:
    """The text of a page without markup, spaces made one."""
    found = server.client.get(path, headers={"accept": "text/html", "accept-language": lang})
    assert found.status_code == 200, found.text
    return found.text


def words(text: str) -> str:
    """What is read on the page."""
    main = text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def section(text: str, label: str) -> str:
    """The words of the section with that heading's id."""
    found = re.search(rf'<section[^>]*aria-labelledby="{label}".*?</section>', text, re.DOTALL)
    assert found, f"no section {label}"
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", found[0])).split())


def jsonld(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_an_event_says_who_whom_where_when_and_in_which_sentences(stories: Served) -> None:
    text = page(stories, VISIT)
    said = words(text)
    for expected in (
        "Who Türkiye in 1 of 3 articles Ayşe Yılmaz in 2 of 3",
        "Ankara",
        "1 March 2025",
        "visit",
        *SENTENCES.values(),
    ):
        assert expected in said
    for article in (FIRST, SECOND, THIRD):
        assert f'href="{article}#char=10,' in text
        assert f"https://news.example{article.removeprefix('/article')}" in text


DISAGREEMENTS = {
    "modality": (
        VISIT,
        "Whether it happened said to be so : Article of 2 March 2025 , Article of 3 March 2025",
    ),
    "planned": (VISIT, "planned : Article of 20 February 2025"),
    "role": (VISIT, "Ayşe Yılmaz: the role acts : Article of 20 February 2025 , Article of 2 March 2025"),
    "place": (
        VISIT,
        "Place Ankara : Article of 2 March 2025 , Article of 3 March 2025 Tiflis : Article of 20",
    ),
    "date": (ACCORD, "Date of coming into force May 2024 (day not known) : Article of 3 March 2025"),
}


@pytest.mark.parametrize(("path", "expected"), DISAGREEMENTS.values(), ids=DISAGREEMENTS)
def test_what_articles_tell_differently_stands_side_by_side(
    stories: Served, path: str, expected: str
) -> None:
    assert expected in section(page(stories, path), "disagree")


def test_what_is_told_by_some_articles_only_says_by_how_many(stories: Served) -> None:
    said = words(page(stories, VISIT))
    assert "Tiflis in 1 of 3 articles" in said
    assert "1 March 2025 in" not in said  # all say so


STATES = {"tr": "bazı haberlerde planlanan", "en": "planned in some articles"}


@pytest.mark.parametrize(("lang", "expected"), STATES.items())
def test_a_visit_both_planned_and_made_is_marked_as_such(stories: Served, lang: str, expected: str) -> None:
    assert expected in words(page(stories, VISIT, lang))


def test_an_agreement_shows_its_parties_dates_and_who_said_so(stories: Served) -> None:
    text = page(stories, ACCORD)
    assert "Georgia – Türkiye: ticaret anlaşması" in words(text)
    assert "November 2025 (day not known)" in words(text)
    assert "according to Ayşe Yılmaz" in section(text, "sources")


def test_a_person_has_offices_events_and_the_sentences_that_name_her(stories: Served) -> None:
    text = page(stories, AYSE, "tr")
    assert "Bakan , Gürcistan 20 Şubat 2025 – 3 Mart 2025 · 3 haberde" in section(text, "offices")
    assert "ziyaret bazı haberlerde planlanan" in section(text, "events")
    assert SENTENCES["b"] in section(text, "passages").replace(" 'ın", "'ın").replace("Yılmaz '", "Yılmaz'")
    assert "<mark>Yılmaz</mark>" in text
    assert "Wikidata'ya bağlı değil" in section(text, "names")


def test_a_link_to_wikidata_says_how_sure_it_is(stories: Served) -> None:
    text = page(stories, TURKEY)
    assert "Q43 ↗ confidence of the link 100% · method: iso-3166" in section(text, "names")
    assert 'href="http://www.wikidata.org/entity/Q43"' in text


def test_neighbours_are_drawn_and_listed(stories: Served) -> None:
    text = page(stories, AYSE)
    assert re.search(r'<svg class="neighbours".*?<a href="/country/TR">', text, re.DOTALL)
    assert "Türkiye" in section(text, "neighbours")


@pytest.mark.parametrize(
    ("query", "there"), [("", True), ("?month=2025-03", True), ("?month=2025", True), ("?month=2024-03", False),
                         ("?month=undated", False), ("?with=country/TR", True), ("?with=country/GE", False),
                         ("?month=nonsense&page=x", True), ("?page=99999999999", False)]
)  # fmt: skip
def test_events_can_be_chosen_by_month_and_company(stories: Served, query: str, there: bool) -> None:
    assert (f'href="{VISIT}"' in page(stories, AYSE + query)) is there


def test_an_article_shows_its_sentence_with_names_triggers_and_facts(stories: Served) -> None:
    text = page(stories, FIRST)
    assert f'<a class="mark name" href="{AYSE}" title="Ayşe Yılmaz">Yılmaz</a>' in text
    assert f'<a class="mark trigger" href="{VISIT}"' in text
    sentence = re.search(r'<li id="char=10,\d+".*?</li>\s*</ul>', text, re.DOTALL)
    assert sentence
    for fact in (VISIT, ACCORD, "/position/ayse-yilmaz-GE-minister"):
        assert f'href="{fact}"' in sentence[0]
    assert 'href="https://news.example/aaaaaaaaaaaaaaaa"' in text
    assert "Ayşe &lt;b&gt;Yılmaz&lt;/b&gt;" in text
    assert "Can Öz" in text


def test_the_sentence_that_an_address_means_is_marked(stories: Served) -> None:
    end = 10 + len(SENTENCES["a"])
    assert f'<li id="char=10,{end}" class="here"' in page(stories, f"{FIRST}?char=10,{end}")
    assert stories.client.get(f"{FIRST}?char=0,1", headers={"accept": "text/html"}).status_code == 404


def test_an_article_shows_its_turtle_and_its_validation(stories: Served) -> None:
    assert "article:aaaaaaaaaaaaaaaa a kg:Article" in words(page(stories, f"{FIRST}?view=turtle"))
    report = words(page(stories, f"{FIRST}?view=report"))
    assert "The graph conforms to the shapes" in report or "The graph breaks the shapes" in report
    assert "sh:ValidationReport" in report


KINDS = {AYSE: "Person", TURKEY: "Country", VISIT: "Event", ACCORD: "Legislation", FIRST: "NewsArticle"}


@pytest.mark.parametrize(("path", "kind"), KINDS.items(), ids=KINDS.values())
def test_programs_read_what_kind_of_thing_a_page_is_about(stories: Served, path: str, kind: str) -> None:
    text = page(stories, path)
    found = jsonld(text)
    assert found["@type"] == kind
    assert found["@id"] == BASE + path
    assert re.search(r'<meta property="og:title" content="[^"]{4,}"', text)
    assert re.search(r'<meta property="og:description" content="[^"]{9,}"', text)


def test_a_page_links_to_its_feed_and_to_its_rdf_in_each_format(stories: Served) -> None:
    text = page(stories, AYSE)
    assert f'href="{AYSE}/feed.atom"' in text
    for name in ("turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld", "n3"):
        assert f'href="?format={name}"' in text
        assert stories.client.get(f"{AYSE}?format={name}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/office/GE-minister",
        "/position/ayse-yilmaz-GE-minister",
        "/report/" + "a" * 16 + "1",
        "/type/event/consult-visit",
    ],
)
def test_things_without_a_page_of_their_own_kind_are_readable(stories: Served, path: str) -> None:
    text = page(stories, path, "tr")
    assert "<h1>" in text
    assert len(words(text)) > 50


def test_a_position_is_called_after_its_holder_and_office(stories: Served) -> None:
    assert "Ayşe Yılmaz: Bakan" in words(page(stories, "/position/ayse-yilmaz-GE-minister", "tr"))


@pytest.mark.parametrize("words", ["gürcistan türkiye ticaret", "TICARET TURKIYE", "gurcistan anlasma"])
def test_an_agreement_is_found_by_its_parties(stories: Served, words: str) -> None:
    found = stories.client.get("/api/search", params={"q": words}).text
    assert f"{BASE}{ACCORD}" in found
