"""What all pages share: languages, looks, keyboard, accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import serious_findings
from tests.server.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

PAGES = ("/", "/query")


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_a_page_speaks_the_language_of_the_browser(seeds: Served, opened: Opened, lang: str) -> None:
    page = opened(lang=lang)
    page.goto(seeds.url)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("nav a").first.inner_text() == {"tr": "Ana sayfa", "en": "Home"}[lang]


def test_a_chosen_language_stays_on_the_next_page(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    page.get_by_role("link", name="EN", exact=True).click()
    page.goto(f"{seeds.url}/query")
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_chosen_look_counts_at_once_and_stays(seeds: Served, opened: Opened) -> None:
    page = opened(dark=False)
    page.goto(seeds.url)
    light = ground(page)
    page.locator("[data-choose-theme=dark]").click()
    dark = ground(page)
    assert dark != light
    page.reload()
    assert ground(page) == dark


def test_a_look_can_be_chosen_without_scripts(seeds: Served, opened: Opened) -> None:
    page = opened(js=False)
    page.goto(seeds.url)
    page.locator("[data-choose-theme=dark]").click()
    page.goto(f"{seeds.url}/query")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_look_follows_the_system_until_one_is_chosen(seeds: Served, opened: Opened) -> None:
    grounds = set()
    for dark in (False, True):
        page = opened(dark=dark)
        page.goto(seeds.url)
        grounds.add(ground(page))
    assert len(grounds) == 2


def test_the_first_tab_leads_past_the_header(seeds: Served, page: Page) -> None:
    page.goto(seeds.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1800])
def test_no_page_is_wider_than_the_screen(seeds: Served, opened: Opened, path: str, width: int) -> None:
    page = opened(width=width)
    page.goto(seeds.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_serious_hinders_access(seeds: Served, opened: Opened, path: str, dark: bool) -> None:
    page = opened(dark=dark)
    page.goto(seeds.url + path)
    assert serious_findings(page) == []
