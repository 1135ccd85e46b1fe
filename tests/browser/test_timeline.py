"""The timeline and the pairs of countries: filters, bars and the events behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import serious_findings
from tests.browser.test_home import wait_for_figures
from tests.server.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Opened


def test_a_bar_leads_to_its_events(seeds: Served, page: Page) -> None:
    wait_for_figures(page, seeds.url)
    page.goto(f"{seeds.url}/timeline")
    bar = page.locator(".chart a").last
    total = int((bar.locator("title").text_content() or "").split(":")[1].split(";")[0])
    bar.locator("rect").last.click()
    assert "period=" in page.url
    assert 0 < page.locator(".events li").count() <= total
    page.locator(".events a").first.click()
    assert "/event/" in page.url


def test_the_table_says_what_the_chart_shows(seeds: Served, page: Page) -> None:
    wait_for_figures(page, seeds.url)
    page.goto(f"{seeds.url}/timeline")
    bars = page.locator(".chart a").count()
    page.locator(".alternative summary").press("Enter")
    rows = page.locator(".alternative tbody tr")
    assert rows.count() == bars
    cells = rows.first.locator("td").all_inner_texts()
    assert sum(int(cell) for cell in cells[:-1]) == int(cells[-1])


def test_filters_narrow_chart_and_list(seeds: Served, opened: Opened) -> None:
    page = opened(lang="en")
    wait_for_figures(page, seeds.url)
    page.goto(f"{seeds.url}/timeline")
    page.locator("select[name=kind]").select_option("consult-phone")
    page.locator("select[name=country]").select_option("RU")
    page.get_by_role("button", name="Show").click()
    kinds = set(page.locator(".events li .kind").all_inner_texts())
    assert "phone call" in kinds
    assert page.locator(".events li").count() == page.locator(".events li", has_text="phone call").count()
    assert "Vladimir Putin" in page.locator(".events").inner_text()


def test_a_choice_that_nothing_fits_is_said(seeds: Served, page: Page) -> None:
    wait_for_figures(page, seeds.url)
    page.goto(f"{seeds.url}/timeline?since=1901-01&until=1901-02")
    assert page.locator(".chart").count() == 0
    assert page.get_by_role("status").count() >= 1


def test_a_pair_shows_both_sides_over_time_and_its_events(seeds: Served, page: Page) -> None:
    wait_for_figures(page, seeds.url)
    page.goto(f"{seeds.url}/pairs")
    page.locator(".ties a", has_text="Venezuela").first.click()
    assert "Venezuela" in page.locator("h1").inner_text()
    assert page.locator(".chart a rect").count() > 1
    page.locator(".chart a").first.locator("rect").last.click()
    assert page.locator(".events li").count() > 0


def test_two_countries_are_chosen_by_a_form_without_scripts(seeds: Served, opened: Opened) -> None:
    wait_for_figures(opened(), seeds.url)
    page = opened(js=False)
    page.goto(f"{seeds.url}/pairs")
    page.locator("select[name=country]").select_option("VE")
    page.locator("select[name=other]").select_option("RU")
    page.locator("main button").click()
    assert page.locator("h1").inner_text() == "Venezuela – Rusya"


def test_the_matrix_leads_to_pairs(seeds: Served, page: Page) -> None:
    wait_for_figures(page, seeds.url)
    page.goto(f"{seeds.url}/pairs")
    page.locator(".matrix td a").first.click()
    assert "country=" in page.url
    assert "other=" in page.url


PAGES = ["/timeline", "/timeline?country=RU&kind=verbal-cooperation", "/pairs", "/pairs?country=RU&other=VE"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)], ids=["light", "dark-phone"])
def test_nothing_serious_hinders_access(
    seeds: Served, opened: Opened, path: str, dark: bool, width: int
) -> None:
    page = opened(dark=dark, width=width)
    wait_for_figures(page, seeds.url)
    page.goto(seeds.url + path)
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
