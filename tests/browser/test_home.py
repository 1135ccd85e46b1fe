"""The first page and search: figures, suggestions by keyboard and pointer, results without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import serious_findings
from tests.server.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Opened


def wait_for_figures(page: Page, url: str) -> None:
    """Open the first page once its figures are counted."""
    page.goto(url)
    page.locator(".figures").wait_for()


def test_the_first_page_tells_what_is_there(seeds: Served, page: Page) -> None:
    wait_for_figures(page, seeds.url)
    assert page.locator(".figures div").count() == 8
    assert page.locator(".events li").count() == 10
    assert page.locator(".questions a").count() > 15
    page.locator(".events a").first.click()
    assert "/event/" in page.url


def test_a_question_opens_on_the_query_page(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    page.locator(".questions a").first.click()
    assert page.url.startswith(f"{seeds.url}/query#query=")


@pytest.mark.parametrize("typed", ["Putn", "PUTİN", "putin'in", "vladmir"])
def test_suggestions_are_chosen_by_keyboard(seeds: Served, page: Page, typed: str) -> None:
    page.goto(seeds.url)
    box = page.get_by_role("combobox")
    box.press_sequentially(typed)
    options = page.get_by_role("option")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    assert "Vladimir Putin" in options.first.inner_text()
    box.press("Enter")
    page.wait_for_url("**/person/vladimir-putin")


def test_escape_closes_the_suggestions_and_keeps_the_words(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    box = page.get_by_role("combobox")
    box.press_sequentially("rusya")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert box.input_value() == "rusya"
    assert box.get_attribute("aria-expanded") == "false"


def test_arrows_go_round(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    box = page.get_by_role("combobox")
    box.press_sequentially("an")
    page.get_by_role("option").nth(1).wait_for()
    box.press("ArrowUp")
    last = box.get_attribute("aria-activedescendant")
    box.press("ArrowDown")
    first = box.get_attribute("aria-activedescendant")
    ids = [option.get_attribute("id") for option in page.get_by_role("option").all()]
    assert (first, last) == (ids[0], ids[-1])


def test_a_suggestion_can_be_pressed(seeds: Served, opened: Opened) -> None:
    page = opened(width=390, dark=True)
    page.goto(f"{seeds.url}/live")
    page.get_by_role("combobox").press_sequentially("venezuel")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/country/VE")


def test_enter_without_a_choice_searches(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    page.get_by_role("combobox").press_sequentially("maduro")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=maduro")
    assert page.locator(".hits a").first.inner_text() == "Nicolas Maduro"


def test_search_needs_no_script(seeds: Served, opened: Opened) -> None:
    page = opened(js=False, lang="en")
    page.goto(seeds.url)
    page.locator("#search").fill("Madruo")
    page.locator("form.search button").click()
    assert page.locator(".hits a").first.inner_text() == "Nicolás Maduro"
    page.locator(".hits a").first.click()
    assert page.url.endswith("/person/nicolas-maduro")


def test_sentences_are_found_with_the_way_to_their_article(seeds: Served, page: Page) -> None:
    page.goto(f"{seeds.url}/search?q=stratejik+ortaklık+yürürlüğe")
    passage = page.locator(".passage").first
    assert "yürürlüğe" in passage.inner_text()
    passage.locator("a").first.click()
    assert "/article/" in page.url


def test_what_is_not_there_is_said(seeds: Served, page: Page) -> None:
    page.goto(f"{seeds.url}/search?q=qqqqqqq")
    assert "qqqqqqq" in page.locator("main").inner_text()


@pytest.mark.parametrize("path", ["/", "/search?q=putin"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_serious_hinders_access(seeds: Served, opened: Opened, path: str, dark: bool) -> None:
    page = opened(dark=dark)
    wait_for_figures(page, seeds.url)
    page.goto(seeds.url + path)
    page.get_by_role("combobox").fill("")
    page.get_by_role("combobox").press_sequentially("rus")
    page.get_by_role("option").first.wait_for()
    assert serious_findings(page) == []


def test_the_way_to_the_sentence_on_the_agreement_is_two_steps(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    page.get_by_role("combobox").fill("rusya venezuela")
    page.keyboard.press("Enter")
    page.locator(".events a", has_text="yürürlüğe").first.click()
    page.wait_for_url("**/event/**")
    assert "yürürlüğe" in page.locator("blockquote").first.inner_text()
