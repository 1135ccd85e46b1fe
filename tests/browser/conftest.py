"""A real browser on a server with the sample articles.

The browser is the Chromium that CHROMIUM names or that is on the PATH; where there is none, the tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server.serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
WAIT_MS = 15_000

Opened = Callable[..., "Page"]


def chromium() -> str:
    """Path of a Chromium; skips the test where there is none."""
    given = os.environ.get("CHROMIUM")
    found = given or next((path for name in CHROMIUM if (path := shutil.which(name))), "")
    if not found:
        pytest.skip("no Chromium: `apt-get install chromium`, or name one in CHROMIUM")
    return found


@pytest.fixture(scope="session")
def seeds(seed_store: Path) -> Iterator[Served]:
    """A server on the store of the sample articles."""
    with serving(seed_store) as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium, gone before other tests run an event loop of their own."""
    sync = pytest.importorskip("playwright.sync_api", reason="no Playwright: `pip install playwright`")
    path = chromium()
    with sync.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Makes pages of a browser that has seen nothing yet; afterwards each must have been without errors.

    `opened(lang="en", dark=True, width=390, js=False)`; a console error, an uncaught exception, or a request that
    fails or is answered 400 or above fails the test, unless the test empties `page.kg_errors` knowingly.
    """
    contexts: list[BrowserContext] = []
    pages: list[Page] = []

    def make(*, lang: str = "tr", dark: bool = False, width: int = 1280, js: bool = True) -> Page:
        context = browser.new_context(
            locale={"tr": "tr-TR", "en": "en-GB"}[lang], color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900}, java_script_enabled=js, reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        errors: list[str] = []
        page.on("console", lambda said: _note(errors, said.text, said.type == "error"))
        page.on("pageerror", lambda error: _note(errors, str(error), True))
        page.on(
            "requestfailed",
            lambda asked: _note(
                errors, asked.url, not _left(asked.failure) and (js or not _is_script(asked.url))
            ),
        )
        page.on("response", lambda got: _note(errors, f"{got.url}: {got.status}", got.status >= 400))
        setattr(page, "kg_errors", errors)  # noqa: B010 - a page has no place for it
        contexts.append(context)
        pages.append(page)
        return page

    yield make
    found = [error for page in pages for error in getattr(page, "kg_errors")]  # noqa: B009
    for context in contexts:
        context.close()
    assert not found


def _note(errors: list[str], what: str, wrong: bool) -> None:
    if wrong:
        errors.append(what)


def _is_script(url: str) -> bool:
    """Whether a browser without scripts may leave it: the page announces it all the same."""
    return url.partition("?")[0].endswith(".js")


def _left(failure: str | None) -> bool:
    """Whether a request ended only because the page was left or its script no longer wanted the answer."""
    return "ERR_ABORTED" in (failure or "")


@pytest.fixture
def page(opened: Opened) -> Page:
    """A Turkish page, light, 1280 pixels wide, that must stay without errors."""
    return opened()
