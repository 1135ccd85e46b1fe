"""Hostile names, sentences and parameters are shown as text, on every page that lists them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from kg.model import Issue
from kg.pipeline.recording import Recorder
from kg.pipeline.runlog import Outcome, RunState
from tests.server.serving import Served, serving
from tests.server.wild import LONG, NAMES, RIGHT_TO_LEFT, SCRIPT, wild_store

HTML = {"accept": "text/html"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("wild") / "store"
    wild_store(path)
    recorder = Recorder.begin(path, arguments=SCRIPT, expected=1, landed=lambda _: True)
    issue = Issue(f"/home/somebody/{SCRIPT}", "failed", SCRIPT, hint=SCRIPT)
    recorder.note(Outcome.FAILED, issue.source, "", issue)
    recorder.note(Outcome.QUARANTINED, issue.source, "a1", issue)
    recorder.end(RunState.DONE)
    with serving(path) as server:
        while server.client.get("/feed.atom").status_code == 503:
            pass
        yield server


class Elements(HTMLParser):
    """Names of elements and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def assert_harmless(text: str) -> None:
    for tag, attributes in Elements(text).seen:
        assert not any(name.startswith("on") or name == "style" for name in attributes), attributes
        assert tag != "img"
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/") or attributes.get(
                "type"
            ) == "application/ld+json"
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:"))


Q = quote(SCRIPT)
PAGES = [
    "/", "/?lang=en", f"/search?q={quote('script alert')}", f"/search?q={Q}", "/search?q=uzun",
    "/search?q=%00%EF%BF%BF",
    "/timeline", "/timeline?country=TR", f"/timeline?country={Q}&kind={Q}&since={Q}&period={Q}&page={Q}",
    "/pairs", "/pairs?country=TR", "/pairs?country=TR&other=RU", f"/pairs?country={Q}&other={Q}", "/live", "/live/now",
    f"/?lang={Q}&theme={Q}",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_nothing_from_an_article_or_address_becomes_markup(wild: Served, path: str) -> None:
    page = wild.client.get(path, headers=HTML)
    assert page.status_code == 200, page.text
    assert_harmless(page.text)


@pytest.mark.parametrize("path", ["/", "/timeline", "/pairs?country=TR&other=RU", "/search?q=alert"])
def test_a_script_is_shown_as_text(wild: Served, path: str) -> None:
    assert "&lt;script&gt;alert(1)" in wild.client.get(path, headers=HTML).text


@pytest.mark.parametrize("path", ["/", "/timeline", "/pairs", "/pairs?country=TR&other=RU"])
def test_a_long_name_does_not_swamp_a_list(wild: Served, path: str) -> None:
    assert len(LONG) == 10_000
    assert LONG[:1500] not in wild.client.get(path, headers=HTML).text


def test_a_long_sentence_can_be_read_to_its_end(wild: Served) -> None:
    page = wild.client.get("/search?q=uzun", headers=HTML).text
    assert LONG in page
    assert "<details" in page


def test_text_from_right_to_left_stays_in_its_place(wild: Served) -> None:
    page = wild.client.get("/timeline", headers=HTML).text
    assert f"<bdi>{RIGHT_TO_LEFT}</bdi>" in page


def test_folders_of_the_server_are_not_told(wild: Served) -> None:
    assert "somebody" not in wild.client.get("/live", headers=HTML).text


def test_suggestions_are_data(wild: Served) -> None:
    found = wild.client.get("/search/suggest", params={"q": "alert"})
    assert found.headers["content-type"] == "application/json"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert SCRIPT in {one["name"] for one in found.json()}


@pytest.mark.parametrize(
    "path", ["/feed.atom", "/country/TR/feed.atom", *(f"/person/{quote(slug)}/feed.atom" for slug in NAMES)]
)
def test_a_feed_is_well_formed_whatever_is_in_it(wild: Served, path: str) -> None:
    found = wild.client.get(path)
    assert found.status_code == 200
    root = ET.fromstring(found.content)  # noqa: S314 - our own
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert entry.findtext(f"{ATOM}id", "").startswith("https://w3id.org/news-kg/event/")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{ATOM}updated", ""))
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert wild.client.get(link.attrib["href"], headers=HTML).status_code == 200


def test_every_page_of_the_sitemap_is_there(wild: Served) -> None:
    assert f"Sitemap: {wild.url}/sitemap.xml" in wild.client.get("/robots.txt").text
    parts = re.findall("<loc>(.*?)</loc>", wild.client.get("/sitemap.xml").text)
    pages = [page for part in parts for page in re.findall("<loc>(.*?)</loc>", wild.client.get(part).text)]
    assert len(pages) > 15
    for page in pages:
        assert wild.client.get(page, headers=HTML).status_code == 200, page


@pytest.mark.parametrize("path", ["/sitemap/Person-9.xml", "/sitemap/Ship-0.xml", "/person/nobody/feed.atom"])
def test_what_is_not_there_is_not_found(wild: Served, path: str) -> None:
    assert wild.client.get(path).status_code == 404


def test_what_search_engines_read_is_sound(wild: Served) -> None:
    page = wild.client.get("/", headers=HTML).text
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert {one["@type"] for one in data["@graph"]} == {"WebSite", "Dataset"}
    properties = {a.get("property"): a.get("content") for tag, a in Elements(page).seen if tag == "meta"}
    assert properties["og:title"]
    assert properties["og:url"] == f"{wild.url}/"


def test_a_page_seen_before_is_not_sent_again(wild: Served) -> None:
    first = wild.client.get("/timeline", headers=HTML)
    again = wild.client.get("/timeline", headers=HTML | {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert wild.client.get("/timeline?lang=en", headers=HTML).headers["etag"] != first.headers["etag"]
