"""The query page without scripts, and without the parts that come from npm: plainer, and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.conftest import Opened


def test_without_scripts_a_question_is_answered_as_a_file(seeds: Served, opened: Opened) -> None:
    page = opened(js=False)
    page.goto(f"{seeds.url}/query")
    page.locator("[data-id=who-phoned-whom]").click()
    assert "consult-phone" in page.locator("#query").input_value()
    page.locator("select[name=format]").select_option("json")
    with page.expect_navigation() as going:
        page.locator("#run").click()
    found = going.value.json()
    assert found["results"]["bindings"][0]["called"]["value"].endswith("/person/nicolas-maduro")


@pytest.fixture
def plain(seeds: Served, page: Page) -> Page:
    """The page of a server on which the parts from npm were never built."""

    def without(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        begin = text.index('data-vendor="') + len('data-vendor="')
        route.fulfill(response=answer, body=text[:begin] + "{}" + text[text.index('"', begin) :])

    page.route("**/query", without)
    page.goto(f"{seeds.url}/query")
    page.wait_for_selector("html[data-ready=query]")
    return page


def test_without_the_editor_a_plain_field_does_all_but_complete(plain: Page) -> None:
    assert "düz" in plain.locator("#state").inner_text().lower()
    plain.locator("#query").fill("SELECT ?event ?when { ?event a kg:Event ; kg:when ?when }")
    plain.keyboard.press("Control+Enter")
    plain.wait_for_selector("table.rows tbody tr")
    plain.get_by_role("tab", name="Zaman çizelgesi").click()
    plain.wait_for_selector("#panel ol.events li")
    plain.get_by_role("tab", name="Harita").click()
    plain.get_by_role("tab", name="Çizge").click()
    assert "gerekir" in plain.locator("#panel").inner_text()


def test_without_the_editor_an_error_is_selected_in_the_field(plain: Page) -> None:
    plain.locator("#query").fill("SELECT * {\n  ?s foo:bar ?o }")
    plain.locator("#run").click()
    plain.get_by_role("alert").wait_for()
    selected = plain.locator("#query").evaluate("one => one.value.slice(one.selectionStart)")
    assert selected.startswith("foo:bar")
    getattr(plain, "kg_errors").clear()  # noqa: B009 - the 400 that the test caused


def test_an_editor_that_cannot_be_fetched_is_done_without(seeds: Served, page: Page) -> None:
    page.route("**/vendor/editor.js*", lambda route: route.abort())
    page.goto(f"{seeds.url}/query")
    page.wait_for_selector("html[data-ready=query]")
    assert page.locator("#query").is_visible()
    getattr(page, "kg_errors").clear()  # noqa: B009 - the request that the test broke
