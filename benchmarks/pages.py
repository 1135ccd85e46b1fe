"""Weight and speed of the pages on a large store, the worst page first.

    python -m benchmarks.pages --store build/big             # a store that is there (benchmarks/multiply.py makes one)
    python -m benchmarks.pages                               # the sample articles, multiplied to 100,000 events

For each page: bytes on the wire with all that it needs (a first visit and the next one), the server's time for the
page alone (median and worst of some requests, none kept by the client), and in a real Chromium the time until the
page is shown (first contentful paint) and until it can be used (load, and the main thread free: no task over
50 ms after it). What the index beside the store takes is told too, since it is made before pages have figures.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from benchmarks.multiply import multiply
from kg.acquire import ReadOptions, read_articles
from kg.pipeline.ingesting import ingest
from kg.pipeline.parallel import Crew
from kg.pipeline.samples import samples
from kg.store import Store
from tests.server.serving import Served, serving

ROUNDS = 5
LIMIT_SECONDS = 1.0
PAGES = (
    "/", "/search?q=putin", "/search?q=Erdgoan", "/search/suggest?q=put", "/search/suggest?q=Obmaa", "/timeline",
    "/timeline?country=TR", "/timeline?kind=material-conflict&page=20", "/pairs", "/pairs?country=IL",
    "/pairs?country=IL&other=US", "/live", "/query", "/feed.atom", "/country/TR/feed.atom",
    "/person/barack-obama/feed.atom", "/sitemap.xml", "/sitemap/Event-0.xml", "/country/TR", "/person/barack-obama",
    "/ns",
)  # fmt: skip
_HTML = {"accept": "text/html", "accept-encoding": "gzip"}
_TIMES = """() => new Promise((done) => {
  let last = performance.timing.loadEventEnd - performance.timing.navigationStart;
  new PerformanceObserver((list) => list.getEntries().forEach((task) => {
    last = Math.max(last, task.startTime + task.duration); })).observe({ type: "longtask", buffered: true });
  setTimeout(() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    done({ paint: paint ? paint.startTime : 0, ready: last });
  }, 400);
})"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds and bytes of one page. `paint` and `ready` are 0 for what no browser shows."""

    path: str
    status: int
    server: float
    worst: float
    first_bytes: int
    again_bytes: int
    paint: float
    ready: float


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--store", type=Path, help="a store; without it one is made and removed")
    parser.add_argument("--events", type=int, default=100_000, help="events of the store that is made")
    given = parser.parse_args()
    if given.store:
        measure(given.store)
        return
    with tempfile.TemporaryDirectory() as folder:
        small, big = Path(folder) / "small", Path(folder) / "big"
        with Store.open(small) as store:
            ingest(read_articles([samples()], ReadOptions()), store, Crew(jobs=1))
        multiply(small, big, given.events)
        measure(big)


def measure(store: Path) -> None:
    """Serve the store, measure, print."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on the PATH: apt-get install chromium")
    begun = time.perf_counter()
    with serving(store, timeout=120) as server:
        _wait_for_indexes(server, begun)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            found = [_page(server, browser, path) for path in PAGES]
            browser.close()
    found.sort(key=lambda one: -max(one.worst, one.ready))
    print(
        f"{'page':42} {'status':>6} {'server':>8} {'worst':>8} {'paint':>8} {'usable':>8} {'first':>9} {'again':>9}"
    )
    for one in found:
        print(
            f"{one.path:42} {one.status:6} {one.server * 1000:5.0f} ms {one.worst * 1000:5.0f} ms "
            f"{one.paint * 1000:5.0f} ms {one.ready * 1000:5.0f} ms "
            f"{one.first_bytes / 1024:5.1f} KiB {one.again_bytes / 1024:5.1f} KiB"
        )
    slow = [one.path for one in found if max(one.worst, one.ready) > LIMIT_SECONDS]
    print(f"Over {LIMIT_SECONDS:g} s: {', '.join(slow) or 'none'}")


def _wait_for_indexes(server: Served, begun: float) -> None:
    for name, path in (("figures", "/feed.atom"), ("text index", "/search/suggest?q=an")):
        while server.client.get(path, timeout=1800).status_code in (204, 503):
            time.sleep(0.5)
        print(f"{name}: ready {time.perf_counter() - begun:.1f} s after the start of the server", flush=True)


def _page(server: Served, browser: Browser, path: str) -> Measured:
    times = []
    status = 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        status = httpx.get(server.url + path, headers=_HTML, timeout=120).status_code
        times.append(time.perf_counter() - begun)
    if path.endswith((".atom", ".xml")) or "/suggest" in path:
        size = len(httpx.get(server.url + path, headers=_HTML, timeout=120).content)
        return Measured(path, status, statistics.median(times), max(times), size, size, 0.0, 0.0)
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(server.url + path)
    shown = page.evaluate(_TIMES)
    first = sum(sizes)
    sizes.clear()
    page.goto(server.url + path)
    page.wait_for_load_state("networkidle")
    context.close()
    paint, ready = shown["paint"] / 1000, shown["ready"] / 1000
    return Measured(path, status, statistics.median(times), max(times), first, sum(sizes), paint, ready)


if __name__ == "__main__":
    main()
