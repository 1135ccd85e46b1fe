from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.acquire import ReadOptions, read_articles
from kg.acquire.feeds import polling
from kg.acquire.feeds.polling import poll
from kg.acquire.feeds.state import KEPT, MOST_TRIES, PollState, SourceState
from kg.acquire.web.client import Client
from kg.acquire.web.options import WebOptions
from kg.errors import SettingsError
from kg.model import Article, Issue, Severity
from tests.acquire.reading import TEXT, read
from tests.acquire.site import Site, answer, site

DAY = date(2025, 12, 12)
WEB = WebOptions(pause=0.0, retries=0, total=5.0, quiet=2.0, allow_private=True)


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as site_here:
        yield site_here


def page(number: int) -> bytes:
    return answer(
        f"<html><body><article><h1>Haber {number}</h1><p>{number}. {TEXT}</p></article></body></html>"
    )


def rss(here: Site, *numbers: int, changed: str = "") -> bytes:
    items = "".join(
        f"<item><title>Haber {n}</title><link>{here.url(f'/{n}')}</link><guid>no-{n}</guid>"
        f"<pubDate>Fri, 12 Dec 2025 10:0{n % 10}:00 +0300</pubDate>{changed}"
        f"<dc:creator>Yazar {n}</dc:creator><description>&lt;p&gt;{n}. özet. {TEXT}&lt;/p&gt;</description></item>"
        for n in numbers
    )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    )
    return f"{head}<channel><title>Örnek</title><language>tr</language>{items}</channel></rss>".encode()


def atom(_here: Site, *numbers: int) -> bytes:
    entries = "".join(
        f'<entry><id>no-{n}</id><title>Haber {n}</title><link href="/{n}"/>'
        f"<published>2025-12-12T10:00:00+03:00</published><updated>2025-12-12T11:00:00+03:00</updated></entry>"
        for n in numbers
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Örnek</title>{entries}</feed>'.encode()


def sitemap(here: Site, *numbers: int) -> bytes:
    news = "<news:news><news:publication><news:name>Örnek Ajansı</news:name><news:language>tr</news:language>"
    news += "</news:publication><news:publication_date>2025-12-12T10:00:00+03:00</news:publication_date></news:news>"
    urls = "".join(f"<url><loc>{here.url(f'/{n}')}</loc>{news}</url>" for n in numbers)
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    ).encode()


def publish(
    here: Site, data: bytes, *numbers: int, path: str = "/list", kind: str = "application/xml", **fields: str
) -> str:
    here.pages[path] = answer(data, content_type=kind, **fields)
    here.pages |= {f"/{number}": page(number) for number in numbers}
    return here.url(path)


LISTS = {"RSS": rss, "Atom": atom, "sitemap": sitemap}


@pytest.mark.parametrize("made", LISTS.values(), ids=LISTS)
def test_a_list_leads_to_its_articles_with_what_it_knows_of_them(here: Site, made: object) -> None:
    url = publish(here, made(here, 1, 2), 1, 2)  # type: ignore[operator]
    articles, issues = read(url, web=WEB)
    assert issues == []
    assert [article.text for article in articles] == [f"{n}. {TEXT}" for n in (1, 2)]
    assert {article.published for article in articles} == {DAY}
    assert [article.url for article in articles] == [here.url("/1"), here.url("/2")]
    assert here.paths == ["/robots.txt", "/list", "/1", "/2"]


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/octet-stream", ""])
def test_a_list_is_known_by_its_looks(here: Site, kind: str) -> None:
    url = publish(here, rss(here, 1), 1, kind=kind)
    assert len(read(url, web=WEB)[0]) == 1


def test_an_index_leads_to_its_sitemaps_also_packed_ones(here: Site) -> None:
    places = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in (here.url("/s1.xml.gz"), "/s2"))
    index = f"<sitemapindex>{places}</sitemapindex>"
    publish(here, gzip.compress(sitemap(here, 1)), 1, path="/s1.xml.gz", kind="application/gzip")
    publish(here, sitemap(here, 2), 2, path="/s2")
    articles, issues = read(publish(here, index.encode()), web=WEB)
    assert (len(articles), issues) == (2, [])
    assert articles[0].publisher == "Örnek Ajansı"


def test_an_index_that_leads_to_itself_ends(here: Site) -> None:
    url = publish(
        here, f"<sitemapindex><sitemap><loc>{here.url('/list')}</loc></sitemap></sitemapindex>".encode()
    )
    assert read(url, web=WEB) == ([], [])
    assert len(here.paths) < 6


def test_one_bad_page_does_not_keep_the_others_out(here: Site) -> None:
    url = publish(here, rss(here, 1, 2, 3, 4), 1, 4)
    here.pages["/3"] = answer(b"%PDF-1.7", content_type="application/pdf")
    articles, issues = read(url, web=WEB)
    assert [article.text[:2] for article in articles] == ["1.", "4."]
    assert [(i.source, i.kind, i.severity) for i in issues] == [
        (here.url("/2"), "unreachable", Severity.ERROR),
        (here.url("/3"), "no-article", Severity.WARNING),
    ]


def test_the_text_that_a_feed_brings_can_be_taken_instead_of_the_pages(here: Site) -> None:
    url = publish(here, rss(here, 1, 2))
    articles, issues = read(url, web=WEB, feed_text=True)
    assert issues == []
    assert [article.text for article in articles] == [f"{n}. özet. {TEXT}" for n in (1, 2)]
    assert here.paths == ["/robots.txt", "/list"]


def test_a_feed_that_was_saved_is_read_without_the_web(here: Site, tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(rss(here, 1, 2))
    articles, issues = read(tmp_path)
    assert (len(articles), issues, here.paths) == (2, [], [])


def test_data_on_the_web_is_read_by_its_format(here: Site) -> None:
    lines = (
        json.dumps({"text": TEXT, "date": "2025-12-12"})
        + "\n"
        + json.dumps({"text": "İki.", "date": "2025-12-12"})
    )
    here.pages["/a.jsonl.gz"] = answer(gzip.compress(lines.encode()), content_type="application/gzip")
    articles, issues = read(here.url("/a.jsonl.gz"), web=WEB)
    assert ([article.text for article in articles], issues) == ([TEXT, "İki."], [])


def test_entities_in_a_list_are_not_expanded(here: Site) -> None:
    entities = "".join(
        f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};">'
        for n in range(1, 30)
    )
    doctype = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "hahaha"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    for body in (
        "<urlset><url><loc>http://a.example/&l29;&f;</loc></url></urlset>",
        "<rss><channel><title>&l29;&f;</title></channel></rss>",
    ):
        url = publish(here, (doctype + body).encode())
        articles, issues = read(url, web=WEB)
        assert articles == []
        assert all(
            "root:" not in issue.message + issue.source and len(issue.source) < 500 for issue in issues
        )


def polled(url: str, state: PollState, **options: object) -> tuple[list[Article], list[Issue]]:
    items = list(poll(url, state, ReadOptions(web=WEB, **options)))  # type: ignore[arg-type]
    return (
        [item for item in items if isinstance(item, Article)],
        [item for item in items if isinstance(item, Issue)],
    )


@pytest.mark.parametrize("made", LISTS.values(), ids=LISTS)
def test_a_second_look_brings_only_what_is_new(here: Site, tmp_path: Path, made: object) -> None:
    state = PollState(tmp_path / "state" / "feeds.json")
    url = publish(here, made(here, 1, 2), 1, 2)  # type: ignore[operator]
    assert len(polled(url, state)[0]) == 2
    state.save()
    url = publish(here, made(here, 3, 1, 2), 3)  # type: ignore[operator]
    (article,), issues = polled(url, PollState(tmp_path / "state" / "feeds.json"))
    assert (article.text[:2], issues) == ("3.", [])


def test_the_server_is_asked_for_what_is_new_only(here: Site) -> None:
    state = PollState()
    modified = "Fri, 12 Dec 2025 10:00:00 GMT"
    url = publish(here, rss(here, 1), 1, etag='"x"', last_modified=modified)
    polled(url, state)
    here.pages["/list"] = answer(b"", "304 Not Modified")
    assert polled(url, state) == ([], [])
    _, fields = here.asked[-1]
    assert (fields["if-none-match"], fields["if-modified-since"]) == ('"x"', modified)


def test_an_entry_that_changed_is_fetched_again(here: Site) -> None:
    state = PollState()
    polled(publish(here, rss(here, 1), 1), state)
    changed = "<dcterms:modified>2025-12-12T12:00:00Z</dcterms:modified>"
    assert len(polled(publish(here, rss(here, 1, changed=changed)), state)[0]) == 1


def test_what_could_not_be_had_is_tried_again_so_often_only(here: Site) -> None:
    state = PollState()
    url = publish(here, rss(here, 1, 2), 1, etag='"x"')
    here.pages["/2"] = answer(b"", "503 Busy")
    for _ in range(MOST_TRIES + 3):
        polled(url, state)
    assert here.paths.count("/1") == 1
    assert here.paths.count("/2") == MOST_TRIES
    here.pages["/list"] = answer(b"", "304 Not Modified")
    polled(url, state)
    assert here.asked[-1][1]["if-none-match"] == '"x"'


def test_what_is_not_there_is_not_tried_again(here: Site) -> None:
    state = PollState()
    url = publish(here, rss(here, 1))
    assert [issue.kind for issue in polled(url, state)[1]] == ["unreachable"]
    assert polled(url, state) == ([], [])


def test_a_server_that_wants_to_be_left_alone_is(here: Site) -> None:
    now = [1000.0]
    state = PollState()
    here.pages["/list"] = answer(b"", "429 Too Many", retry_after="600")
    url = here.url("/list")
    looks = [list(poll(url, state, ReadOptions(web=WEB), now=lambda: now[0])) for _ in range(2)]
    assert [len(items) for items in looks] == [1, 0]
    now[0] += 601
    publish(here, rss(here, 1), 1)
    assert len(list(poll(url, state, ReadOptions(web=WEB), now=lambda: now[0]))) == 1


def test_a_look_that_is_broken_off_loses_nothing(here: Site) -> None:
    state = PollState()
    url = publish(here, rss(here, 1, 2, 3), 1, 2, 3, etag='"x"')
    look = poll(url, state, ReadOptions(web=WEB))
    first = next(look)
    look.close()  # type: ignore[attr-defined]
    again, _ = polled(url, state)
    assert isinstance(first, Article)
    assert [article.text[:2] for article in again] == ["1.", "2.", "3."]
    assert "if-none-match" not in dict(here.asked)["/list"]


def test_a_long_list_is_done_in_several_looks(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "AT_ONCE", 2)
    state = PollState()
    url = publish(here, rss(here, *range(1, 6)), *range(1, 6), etag='"x"')
    assert [len(polled(url, state)[0]) for _ in range(4)] == [2, 2, 1, 0]


def test_a_page_is_not_polled(here: Site) -> None:
    here.pages["/1"] = page(1)
    _, (issue,) = polled(here.url("/1"), PollState())
    assert "no feed or sitemap" in issue.message


def test_nothing_is_written_but_by_saving(here: Site, tmp_path: Path) -> None:
    path = tmp_path / "feeds.json"
    state = PollState(path)
    polled(publish(here, rss(here, 1), 1), state)
    assert not path.exists()
    state.save()
    assert json.loads(path.read_text())["sources"][here.url("/list")]["entries"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sources": {"a": {"foo": 1}}}', '{"sources": []}'])
def test_a_broken_state_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "feeds.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"Remove the file"):
        PollState(path)


def test_the_state_does_not_grow_without_end() -> None:
    state = SourceState()
    for number in range(KEPT + 500):
        state.done(str(number))
    state.forget_all_but(["1", "2"])
    assert len(state.entries) == KEPT + 2
    assert "1" in state.entries
    assert "3" not in state.entries


def test_one_client_keeps_its_pace_over_several_looks(here: Site) -> None:
    slept: list[float] = []
    client = Client(WebOptions(pause=3.0, allow_private=True), sleep=slept.append, clock=lambda: 0.0)
    url = publish(here, rss(here, 1), 1)
    for _ in range(2):
        list(poll(url, PollState(), ReadOptions(), client))
    assert len(slept) == len(here.paths) - 1


def test_an_unknown_scheme_is_an_issue_with_those_that_are_known() -> None:
    (issue,) = read_articles(["ftp://ornek.example/a"])
    assert isinstance(issue, Issue)
    assert "http, https" in issue.hint
