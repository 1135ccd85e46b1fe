"""The live page follows a run while it goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Issue
from kg.pipeline.recording import Recorder, Written
from kg.pipeline.runlog import FILE, Outcome, RunState
from tests.browser.axe import serious_findings
from tests.server.serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Opened


@pytest.fixture(scope="module")
def seeds(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a copy of the store that no run is known of."""
    copy = tmp_path_factory.mktemp("live") / "store"
    shutil.copytree(seed_store, copy, ignore=shutil.ignore_patterns(f"{FILE}*"))
    with serving(copy) as server:
        yield server


@pytest.fixture
def recorder(seeds: Served) -> Iterator[Recorder]:
    """A run of ten articles on the store that is served."""
    begun = Recorder.begin(seeds.store, arguments="news/", expected=10, landed=lambda _: False)
    yield begun
    for path in seeds.store.glob(f"{FILE}*"):
        path.unlink()


def store(recorder: Recorder, names: list[str]) -> None:
    recorder.counts["read"] += len(names)
    recorder.prepare([Written(f"{name}.txt", name, name) for name in names])
    recorder.settle(frozenset(names))


def test_a_store_without_runs_says_how_to_begin_one(seeds: Served, page: Page) -> None:
    assert not Path(seeds.store / FILE).exists()
    page.goto(f"{seeds.url}/live")
    assert "kg ingest" in page.locator("#now").inner_text()


def test_the_page_follows_a_run(seeds: Served, page: Page, recorder: Recorder) -> None:
    store(recorder, ["a", "b"])
    page.goto(f"{seeds.url}/live")
    assert page.locator("progress").get_attribute("value") == "20.0"
    issue = Issue("/somewhere/bad.txt", "shape-violation", "<b>no</b> date", hint="Read the report.")
    recorder.note(Outcome.QUARANTINED, issue.source, "q", issue)
    recorder.counts["quarantined"] += 1
    store(recorder, ["c", "d", "e"])
    page.locator("progress[value='50.0']").wait_for()
    assert "<b>no</b> date" in page.locator("[data-part=quarantine]").inner_text()
    assert page.locator("[data-part=issues] b").count() == 0
    recorder.end(RunState.DONE)
    page.locator(".state.done").wait_for()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_serious_hinders_access(
    seeds: Served, opened: Opened, recorder: Recorder, dark: bool
) -> None:
    recorder.note(Outcome.FAILED, "bad.txt", "", Issue("bad.txt", "failed", "a reason"))
    store(recorder, ["a"])
    page = opened(dark=dark)
    page.goto(f"{seeds.url}/live")
    assert serious_findings(page) == []
    recorder.end(RunState.INTERRUPTED)
