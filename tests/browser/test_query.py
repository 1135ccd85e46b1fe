"""The query page: what an analyst does there, and a journalist who does not know SPARQL."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.queries import load_queries
from kg.server.querypage import VENDOR
from kg.server.rendering import STATIC
from tests.browser.axe import serious_findings
from tests.server.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

LEAST_TICKS = 5
"""More processor time in half a second than an idle process of the server takes."""
CONTENT = ".cm-content"
ROWS = "table.rows tbody tr"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CONTACTS = "CONSTRUCT { ?a ?p ?b } WHERE { VALUES ?p { kg:actor kg:recipient } ?a a kg:Event ; ?p ?b }"
COUNTRIES = (
    "SELECT ?c (COUNT(?e) AS ?n) { ?e kg:actor|kg:recipient|kg:participant ?c . ?c a kg:Country } GROUP BY ?c"
)
DATED = "SELECT ?event ?when { ?event a kg:Event ; kg:when ?when }"
POINTS = """SELECT ?name ?where { VALUES (?name ?where) {
  ("Ankara" "Point(32.85 39.93)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>) } }"""
VIEWS = {
    "table": (DATED, "table.rows"),
    "raw": (DATED, "pre.raw"),
    "graph": (CONTACTS, "svg.graph circle"),
    "timeline": (DATED, "#panel ol.events li"),
    "bars": (COUNTRIES, "svg.bars rect"),
    "map": (COUNTRIES, "svg.map a"),
}


MISSING = [name for name in VENDOR if not (STATIC / "vendor" / name).is_file()]
pytestmark = pytest.mark.skipif(
    bool(MISSING),
    reason=f"the parts of the pages from npm are not built ({', '.join(MISSING)}): make frontend",
)


def visit(page: Page, seeds: Served, text: str = "", view: str = "", **parameters: str) -> None:
    """Open the page, with a query that runs at once if one is given, and wait until it can be used."""
    search = "".join(f"{'&' if n else '?'}{key}={value}" for n, (key, value) in enumerate(parameters.items()))
    fragment = f"#query={quote(text)}&view={view}" if text else ""
    page.goto(f"{seeds.url}/query{search}{fragment}")
    page.wait_for_selector("html[data-ready=query]")


def write(page: Page, text: str) -> None:
    """Write over what stands in the editor."""
    page.locator(CONTENT).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def written(page: Page) -> str:
    return page.locator("#query").input_value()


def test_a_question_is_answered_by_one_click(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    page.locator("[data-id=who-phoned-whom]").click()
    page.wait_for_selector(ROWS)
    cells = page.locator(f"{ROWS} >> nth=0").locator("td a")
    assert cells.first.inner_text() == "Vladimir Putin"
    assert cells.first.get_attribute("href") == "/person/vladimir-putin"


@pytest.mark.parametrize(
    ("lang", "words"), [("tr", "telefon arad"), ("en", "phoned"), ("tr", "PHONED whom"), ("en", "ulke ıslık")]
)
def test_questions_are_found_by_words_of_both_languages(
    seeds: Served, opened: Opened, lang: str, words: str
) -> None:
    page = opened(lang=lang)
    visit(page, seeds)
    page.locator("#find-example").fill(words)
    shown = page.locator(".example:visible")
    if words == "ulke ıslık":
        assert shown.count() == 0
        assert page.locator("#no-example").is_visible()
    else:
        assert shown.evaluate_all("all => all.map((one) => one.dataset.id)") == ["who-phoned-whom"]


def test_every_question_has_an_answer_that_can_be_shown(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    for query in load_queries():
        if query.federated:
            continue
        page.locator(f"[data-id={query.id}]").click()
        page.wait_for_selector("#answer:not([aria-busy]) #panel > *")
        assert page.locator(".trouble").count() == 0, query.id
        assert page.locator("#panel > *").count() > 0, query.id
        assert written(page) == query.text


@pytest.mark.parametrize(
    ("lang", "typed", "offered", "name"),
    [
        ("tr", "SELECT * { ?e özn", "kg:actor", "özne"),
        ("en", "SELECT * { ?e recip", "kg:recipient", "recipient"),
        ("tr", "SELECT * { ?e a kg:Ev", "kg:Event", "Olay"),
        ("tr", "SELECT * { ?e kg:eventType telef", "et:consult-phone", "telefon görüşmesi"),
    ],
)
def test_terms_are_completed_by_name_and_by_label(
    seeds: Served, opened: Opened, lang: str, typed: str, offered: str, name: str
) -> None:
    page = opened(lang=lang)
    visit(page, seeds)
    write(page, typed)
    first = page.locator(".cm-tooltip-autocomplete li[aria-selected]")
    first.wait_for()
    assert offered in first.inner_text()
    assert name in first.inner_text()
    page.wait_for_timeout(100)  # the editor takes no choice in the first moment, lest one types it unawares
    page.keyboard.press("Enter")
    assert offered in written(page)


def test_a_completed_term_says_what_it_means(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    write(page, "SELECT * { ?e a kg:Perso")
    page.locator(".cm-completionInfo").wait_for()
    assert page.locator(".cm-completionInfo").inner_text() == "Bir haberde adı geçen insan."


def test_things_of_the_graph_are_completed_by_their_names(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    write(page, "SELECT * { ?e kg:actor Maduro")
    choice = page.locator(".cm-tooltip-autocomplete li", has_text="Kişi").first
    choice.click()
    assert "person:nicolas-maduro" in written(page)


def test_a_completed_name_brings_its_prefix_where_others_are_declared(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    write(page, "PREFIX kg: <https://w3id.org/news-kg/ns#>\nSELECT * { ?e rdfs:lab")
    page.locator(".cm-tooltip-autocomplete li[aria-selected]").wait_for()
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    assert "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n" in written(page)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("SELECT * {\n  ?ş foo:bar ?o .\n}", "2. satır, 6. sütun", "foo: öneki bildirilmemiş"),
        ("SELECT * {\n  ?s ?p ?o ", "2. satır", "ayraç kapanmamış"),
        ("SELECT *\nWHER { ?s ?p ?o }", "2. satır, 1. sütun", ""),
    ],
    ids=["prefix", "brace", "word"],
)
def test_an_error_is_shown_at_its_line(seeds: Served, page: Page, text: str, place: str, words: str) -> None:
    visit(page, seeds, text)
    trouble = page.get_by_role("alert")
    trouble.wait_for()
    assert place in trouble.inner_text()
    assert words in trouble.inner_text()
    assert page.locator(".cm-lint-marker-error").count() == 1
    assert page.locator(".cm-lintRange-error").count() >= 1
    forget(page, ": 400")


def forget(page: Page, *expected: str) -> None:
    """Take the errors that the test itself caused from those that the page must not have."""
    errors: list[str] = getattr(page, "kg_errors")  # noqa: B009
    errors[:] = [
        one for one in errors if not any(part in one for part in (*expected, "Failed to load resource"))
    ]


def test_stop_ends_the_query_on_the_server(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    stop = page.get_by_role("button", name="Durdur")
    stop.wait_for()
    worker = busiest(seeds.process.pid)
    stop.click()
    page.get_by_text("Durduruldu.").wait_for()
    end = time.monotonic() + 5
    while worker in spent(seeds.process.pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert worker not in spent(seeds.process.pid)
    assert stop.is_hidden()
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Evet.").wait_for()


def busiest(server: int) -> int:
    """The process of a server that computes now; fails if none does for a while: the machine may be busy."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        before = spent(server)
        time.sleep(0.5)
        used = {pid: ticks - before.get(pid, 0) for pid, ticks in spent(server).items() if pid != server}
        worker = max(used, key=lambda pid: used[pid], default=0)
        if used.get(worker, 0) >= LEAST_TICKS:
            return worker
    raise AssertionError("no process of the server runs the query")


def spent(server: int) -> dict[int, int]:
    """Ticks of processor time by process, of a server and all below it."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(folder.name)], ticks[int(folder.name)] = (
                int(fields[1]),
                int(fields[11]) + int(fields[12]),
            )
    family = {server}
    while more := {pid for pid, parent in parents.items() if parent in family and pid not in family}:
        family |= more
    return {pid: ticks[pid] for pid in family if pid in ticks}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_answer_is_shown_and_reachable_in_each_view(
    seeds: Served, opened: Opened, view: str, dark: bool
) -> None:
    page = opened(dark=dark)
    text, shown = VIEWS[view]
    visit(page, seeds, text, view)
    page.locator(shown).first.wait_for()
    assert page.get_by_role("tab", selected=True).get_attribute("id") == f"tab-{view}"
    assert serious_findings(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_makes_the_page_wider_than_a_phone(seeds: Served, opened: Opened, view: str) -> None:
    page = opened(width=360)
    text, shown = VIEWS[view]
    visit(page, seeds, text, view)
    page.locator(shown).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_point_is_put_on_the_map(seeds: Served, page: Page) -> None:
    visit(page, seeds, POINTS, "map")
    pin = page.locator("svg.map .pin")
    pin.wait_for()
    assert pin.locator("title").text_content() == "Ankara"


def test_a_view_that_does_not_fit_says_what_is_missing(seeds: Served, page: Page) -> None:
    visit(page, seeds, "SELECT ?n { VALUES ?n { 1 } }", "table")
    page.wait_for_selector(ROWS)
    page.get_by_role("tab", name="Zaman çizelgesi").click()
    assert "tarih taşıyan bir sütun gerekir" in page.locator("#panel").inner_text()


def test_an_address_brings_back_query_and_view(seeds: Served, opened: Opened) -> None:
    page = opened(lang="en")
    visit(page, seeds)
    write(page, COUNTRIES)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(ROWS)
    page.get_by_role("tab", name="Bars").click()
    page.wait_for_selector("svg.bars")
    other = opened(lang="tr")
    other.goto(page.url)
    other.wait_for_selector("svg.bars")
    assert written(other) == written(page)


@pytest.mark.parametrize("name", ["CSV", "JSON"])
def test_rows_can_be_downloaded(seeds: Served, page: Page, name: str) -> None:
    visit(page, seeds, "SELECT ?name { VALUES ?name { 'Erdoğan, \"R\"' } }", "table")
    page.wait_for_selector(ROWS)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    assert waiting.value.suggested_filename == f"kg-answer.{name.lower()}"
    body = Path(waiting.value.path()).read_text(encoding="utf-8")
    found = (
        list(csv.reader(io.StringIO(body)))[1][0]
        if name == "CSV"
        else json.loads(body)["results"]["bindings"][0]["name"]["value"]
    )
    assert found == 'Erdoğan, "R"'


def test_a_graph_can_be_downloaded_as_turtle(seeds: Served, page: Page) -> None:
    visit(page, seeds, CONTACTS, "table")
    page.wait_for_selector(ROWS)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Turtle").click()
    triples = list(ox.parse(path=str(waiting.value.path()), format=ox.RdfFormat.TURTLE))
    assert f"{len(triples)}" in page.locator("#state").inner_text()


def test_the_keyboard_is_enough(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    page.locator(CONTENT).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(COUNTRIES)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(ROWS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("End")
    page.wait_for_selector("svg.map")
    assert page.evaluate("document.activeElement.id") == "tab-map"


def test_the_rows_can_be_sorted_and_more_of_them_shown(seeds: Served, page: Page) -> None:
    values = " ".join(str(number) for number in range(250))
    visit(page, seeds, f"SELECT ?n {{ VALUES ?n {{ {values} }} }}", "table")
    page.wait_for_selector(ROWS)
    assert page.locator(ROWS).count() == 100
    page.get_by_role("button", name="100 satır daha").click()
    page.wait_for_function(f"document.querySelectorAll('{ROWS}').length === 200")
    header = page.get_by_role("button", name="n", exact=True)
    header.click()
    header.click()
    page.wait_for_function(f"document.querySelector('{ROWS} td').textContent === '249'")
    assert page.locator("th").get_attribute("aria-sort") == "descending"


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{7*7}}",
    "\u0627\u202e\u0628",
]


@pytest.mark.parametrize("view", ["table", "bars", "raw"])
def test_what_articles_say_is_only_text(seeds: Served, page: Page, view: str) -> None:
    values = " ".join(f'("{label}" {number})' for number, label in enumerate(HOSTILE, 1))
    visit(page, seeds, f"SELECT ?name ?n {{ VALUES (?name ?n) {{ {values} }} }}", view)
    page.wait_for_function("document.getElementById('panel')?.textContent.length > 0")
    shown = page.locator("#panel").evaluate("one => one.textContent")
    assert [label for label in HOSTILE if label not in shown] == []
    assert page.locator("#panel img, #panel script").count() == 0


def test_a_very_long_label_is_cut_and_can_be_opened(seeds: Served, page: Page) -> None:
    visit(page, seeds, f'SELECT ?name {{ VALUES ?name {{ "{"ş" * 10_000}" }} }}', "table")
    cell = page.locator(f"{ROWS} td details")
    cell.wait_for()
    assert len(cell.locator("summary").inner_text()) <= 301
    cell.locator("summary").click()
    assert len(cell.locator("> bdi").inner_text()) == 10_000


def test_what_was_written_is_still_there_after_a_reload(seeds: Served, page: Page) -> None:
    visit(page, seeds)
    write(page, "ASK { ?a ?b 'kalsın' }")
    page.get_by_role("link", name="EN", exact=True).click()
    page.wait_for_selector("html[data-ready=query]")
    assert "kalsın" in written(page)
