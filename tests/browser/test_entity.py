"""Pages of entities, events, agreements and articles in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import serious_findings
from tests.server.hostilegraph import LONG, PATHS
from tests.server.serving import Served, serving
from tests.server.stories import ACCORD, AYSE, FIRST, TURKEY, VISIT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

SEEN = {
    "person": "/person/vladimir-putin", "country": "/country/RU", "agreement": "/agreement/RU-VE-strategic-partnership",
    "event": "/event/20251211-consult-phone-nicolas-maduro-vladimir-putin", "office": "/office/RU-head-of-state",
    "type": "/type/event/consult-phone",
}  # fmt: skip
TOLD = {
    "visit": VISIT,
    "accord": ACCORD,
    "minister": AYSE,
    "article": FIRST,
    "report": f"{FIRST}?view=report",
}
SENTENCE = "Putin ve Maduro'nun Kasım ayında yürürlüğe giren stratejik ortaklık ve iş birliği anlaşması"


@pytest.fixture(scope="module")
def stories(story_store: Path) -> Iterator[Served]:
    """A server on articles that do not agree."""
    with serving(story_store) as server:
        yield server


@pytest.fixture(scope="module")
def hostile(hostile_store: Path) -> Iterator[Served]:
    """A server on an article that wants to do harm."""
    with serving(hostile_store) as server:
        yield server


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", SEEN.values(), ids=SEEN)
def test_nothing_serious_hinders_access(seeds: Served, opened: Opened, path: str, dark: bool) -> None:
    page = opened(dark=dark)
    page.goto(seeds.url + path)
    assert page.locator("h1").count() == 1
    assert serious_findings(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", TOLD.values(), ids=TOLD)
def test_nothing_serious_hinders_access_to_what_disagrees(
    stories: Served, opened: Opened, path: str, dark: bool
) -> None:
    page = opened(dark=dark, lang="en")
    page.goto(stories.url + path)
    assert serious_findings(page) == []


@pytest.mark.parametrize("width", [360, 1800])
@pytest.mark.parametrize("path", SEEN.values(), ids=SEEN)
def test_no_page_is_wider_than_the_screen(seeds: Served, opened: Opened, path: str, width: int) -> None:
    page = opened(width=width)
    page.goto(seeds.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_home_a_search_and_one_click_lead_to_the_sentence(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    page.locator("main input[type=search]").press_sequentially("rusya venezuela anlaşma")
    page.locator("[role=option]").first.click()
    page.get_by_text(SENTENCE).wait_for()
    assert "Kasım 2025" in page.locator("dl.facts").inner_text()


def test_from_home_two_clicks_lead_to_the_sentence_without_typing(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    page.get_by_role("link", name="Venezuela", exact=False).last.click()
    page.locator("section[aria-labelledby=agreements] a").first.click()
    page.get_by_text(SENTENCE).wait_for()


def test_a_fact_leads_to_its_sentence_in_the_article_and_back(seeds: Served, opened: Opened) -> None:
    page = opened(js=False)
    page.goto(seeds.url + SEEN["agreement"])
    page.get_by_role("link", name="metinde gör").click()
    here = page.locator("li:target")
    assert SENTENCE in here.inner_text()
    here.get_by_role("link", name="stratejik ortaklık ve iş birliği anlaşması").last.click()
    assert page.url.endswith(SEEN["agreement"])


def test_a_month_chooses_its_events(seeds: Served, page: Page) -> None:
    page.goto(seeds.url + SEEN["country"])
    every = page.locator("ol.events li").count()
    page.locator(".calendar td a").first.click()
    assert 0 < page.locator("ol.events li").count() < every


def test_the_neighbourhood_can_be_walked_by_keyboard(stories: Served, opened: Opened) -> None:
    page = opened(width=390)
    page.goto(stories.url + AYSE)
    page.locator("svg.neighbours a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{TURKEY}")


def test_names_in_the_drawing_are_as_large_as_text_on_a_phone(seeds: Served, opened: Opened) -> None:
    page = opened(width=390)
    page.goto(seeds.url + SEEN["country"])
    heights = page.evaluate(
        "[...document.querySelectorAll('svg.neighbours a text')].map(t => t.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) >= 11


def test_what_is_denied_is_marked_wherever_it_stands(seeds: Served, opened: Opened) -> None:
    page = opened(lang="en")
    page.goto(f"{seeds.url}/person/nana-akufo-addo")
    event = page.locator("li.not-happened")
    assert "denied" in event.locator(".modality-denied").inner_text()
    event.locator("a.event-kind").click()
    assert "Denied" in page.locator(".status-denied").inner_text()
    assert page.locator("script[type='application/ld+json']").count() == 0


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_hostile_article_runs_nothing_and_stays_inside(
    hostile: Served, opened: Opened, path: str, width: int
) -> None:
    page = opened(width=width)
    page.goto(hostile.url + path)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script, main img").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_name_of_ten_thousand_letters_opens(hostile: Served, page: Page) -> None:
    page.goto(hostile.url + PATHS[2])
    name = page.locator("h1 details bdi")
    assert not name.is_visible()
    page.locator("h1 summary").click()
    assert len(name.inner_text()) >= len(LONG.strip())


def test_right_to_left_text_stands_apart(hostile: Served, page: Page) -> None:
    page.goto(hostile.url + PATHS[3])
    assert page.evaluate("getComputedStyle(document.querySelector('h1 bdi')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "ltr"
