from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kg.acquire.newsarticle import news_article, sound_body
from kg.model import Severity
from tests.acquire.reading import TEXT, read

DAY = date(2025, 12, 12)
SECOND = (
    "Bakan, anlaşmanın gelecek hafta imzalanacağını söyledi ve iki ülkenin ticaretinin artacağını ekledi."
)
PROSE = f"<p>{TEXT}</p><p>{SECOND}</p>"
NAV = "<nav>" + "".join(f'<a href="/k{n}">Kategori {n}</a>' for n in range(30)) + "</nav>"
SIDE = "<aside>" + "".join(f'<a href="/h{n}"><h3>Başka haber {n}</h3></a>' for n in range(30)) + "</aside>"


def page(head: str = "", body: str = PROSE, language: str = "tr") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><title>Başlık | Ajans</title>{head}</head><body>{NAV}'
        f"<main><article><h1>Başlık</h1>{body}</article></main>{SIDE}<footer>Telif hakkı</footer></body></html>"
    )


def linked(**said: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **said}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "a.html"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_article_is_told_from_what_stands_around_it(tmp_path: Path) -> None:
    head = (
        '<meta property="article:published_time" content="2025-12-12T10:00:00+03:00">'
        '<meta property="og:site_name" content="Örnek Ajansı"><meta property="og:title" content="Başlık">'
        '<meta name="author" content="Ayşe Yılmaz; Örnek Ajansı">'
        '<link rel="canonical" href="https://ornek.example/haber/1">'
    )
    (article,), issues = read(write(tmp_path, page(head)))
    assert issues == []
    assert article.text == f"{TEXT}\n{SECOND}"
    assert (article.title, article.publisher) == ("Başlık", "Örnek Ajansı")
    assert article.authors == ("Ayşe Yılmaz",)
    assert (article.published, article.url) == (DAY, "https://ornek.example/haber/1")


def test_what_the_page_says_in_schema_org_goes_before_all_guesses(tmp_path: Path) -> None:
    said = linked(
        headline="Asıl başlık",
        datePublished="2025-12-11T22:30:00Z",
        dateModified="2025-12-20",
        publisher={"@type": "Organization", "name": "Örnek &amp; Ortakları"},
        author=[
            {"@type": "Person", "name": "Can Öz", "url": "https://ornek.example/can"},
            {"@type": "Person"},
        ],
        mainEntityOfPage={"@id": "https://ornek.example/2"},
        articleBody=f"{TEXT}\n\n{SECOND}",
    )
    head = '<meta property="article:published_time" content="2020-01-01"><meta property="og:title" content="Öbür">'
    (article,), issues = read(write(tmp_path, page(head + said, body="<p>Kısa.</p>")))
    assert issues == []
    assert article.text == f"{TEXT}\n\n{SECOND}"
    assert (article.title, article.publisher) == ("Asıl başlık", "Örnek & Ortakları")
    assert article.authors == ("Can Öz",)
    assert (article.published, article.url) == (DAY, "https://ornek.example/2")


UNSOUND = {
    "a teaser": TEXT[:60],
    "cut short": f"{TEXT} {SECOND} Sonra da…",
    "paragraphs run together": f"{TEXT}{SECOND}",
    "no text": ["a"],
    "nothing": None,
}


@pytest.mark.parametrize("body", UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_article_body_is_not_taken(tmp_path: Path, body: Any) -> None:
    assert sound_body(body) is None
    (article,), _ = read(write(tmp_path, page(linked(datePublished="2025-12-12", articleBody=body))))
    assert article.text == f"{TEXT}\n{SECOND}"


def test_tags_in_an_article_body_become_lines() -> None:
    assert sound_body(f"&lt;p&gt;{TEXT}&lt;/p&gt;<p>{SECOND}</p>") == f"{TEXT}\n{SECOND}"


LINKED = {
    "in a graph": {"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "H"}]},
    "in a list": [{"@type": "Organization"}, {"@type": ["NewsArticle", "Thing"], "headline": "H"}],
    "of a special kind": {"@type": "ReportageNewsArticle", "headline": "H"},
    "as main entity": {"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "H"}},
}


@pytest.mark.parametrize("said", LINKED.values(), ids=LINKED)
def test_the_article_is_found_wherever_the_page_says_it(said: Any) -> None:
    script = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    found = news_article(html.fromstring(f"<html><head>{script}</head><body></body></html>"))
    assert found is not None
    assert found.headline == "H"


@pytest.mark.parametrize(
    "script", ["{", "[" * 50_000, "null", '{"@type": "WebSite"}', '{"@type": 3}', '"@type"']
)
def test_broken_json_in_a_page_is_left_alone(tmp_path: Path, script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script><meta name="datePublished" content="2025-12-12">'
    (article,), _ = read(write(tmp_path, page(head)))
    assert article.text == f"{TEXT}\n{SECOND}"


@pytest.mark.parametrize("told", ["iso-8859-9", "windows-1252", "utf-8", "no-such-page", None])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1254"])
def test_the_encoding_that_a_page_tells_need_not_be_true(
    tmp_path: Path, encoding: str, told: str | None
) -> None:
    head = f'<meta charset="{told}">' if told else ""
    (article,), _ = read(write(tmp_path, page(head), encoding))
    assert article.text == f"{TEXT}\n{SECOND}"


def test_the_language_a_page_is_set_to_counts_only_where_its_words_do_not_tell(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, page(language="en")))
    assert article.language == "tr"


def test_a_date_that_is_only_in_the_text_is_no_date_of_publication(tmp_path: Path) -> None:
    (article,), issues = read(
        write(tmp_path, page(body=PROSE + "<p>Anlaşma 3 Mart 2019 tarihinde imzalandı.</p>"))
    )
    assert article.published is None
    assert [issue.kind for issue in issues] == ["undated"]


NO_ARTICLES = {
    "a front page": page(
        '<meta property="og:type" content="website"><link rel="canonical" href="https://o.example/">'
    ),
    "links only": f"<html><body>{NAV}{SIDE}</body></html>",
    "no HTML": "\x01",
    "nothing but tags": "<div>" * 3000,
    "a comment": "<!-- metin -->",
}


@pytest.mark.parametrize("text", NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_a_page_without_an_article_is_an_issue(tmp_path: Path, text: str) -> None:
    articles, (issue,) = read(write(tmp_path, text))
    assert articles == []
    assert issue.kind in ("no-article", "unreadable")
    _, (issue,) = read(tmp_path)
    assert issue.severity is (Severity.WARNING if issue.kind == "no-article" else Severity.ERROR)


def record(
    url: str, body: bytes, kind: str = "response", content_type: str = "text/html", **fields: str
) -> bytes:
    names = {
        "Content-Type": content_type,
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    head = "HTTP/1.1 " + names.pop("status", "200 OK") + "\r\n"
    block = (head + "".join(f"{name}: {value}\r\n" for name, value in names.items()) + "\r\n").encode() + body
    warc = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{url}>\r\nWARC-Date: 2025-12-20T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return warc.encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_the_pages_of_a_web_archive_are_read(tmp_path: Path, suffix: str) -> None:
    dated = '<meta name="datePublished" content="2025-12-12">'
    one = page(dated, f"<p>Bir. {TEXT}</p>").encode()
    chunked = (
        b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in (one[:500], one[500:]))
        + b"0\r\n\r\n"
    )
    two = page(dated, f"<p>İki. {TEXT}</p>").encode("cp1254")
    records = [
        record("https://o.example/1", chunked, Transfer_Encoding="chunked"),
        record("https://o.example/pic", b"\x89PNG", content_type="image/png"),
        record("https://o.example/gone", one, status="404 Not Found"),
        record("https://o.example/ask", b"", kind="request"),
        record(
            "https://o.example/2",
            gzip.compress(two),
            Content_Encoding="gzip",
            content_type="text/html; charset=x",
        ),
        record("https://o.example/links", f"<html><body>{NAV}</body></html>".encode()),
        record("https://o.example/bomb", gzip.compress(b"\0" * 9_000_000), Content_Encoding="gzip"),
        record("https://o.example/3", page(dated, f"<p>Üç. {TEXT}</p>").encode()),
    ]
    path = tmp_path / f"a.warc{suffix}"
    path.write_bytes(b"".join(gzip.compress(one) if suffix else one for one in records))
    articles, issues = read(path)
    assert [(a.text[:3], a.url, a.published) for a in articles] == [
        ("Bir", "https://o.example/1", DAY),
        ("İki", "https://o.example/2", DAY),
        ("Üç.", "https://o.example/3", DAY),
    ]
    assert [(issue.source.partition(".example/")[2], issue.kind) for issue in issues] == [
        ("links", "no-article"),
        ("bomb", "unreadable"),
    ]


def test_an_archive_that_was_cut_gives_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    whole = record("https://o.example/1", page().encode()) + record("https://o.example/2", page().encode())
    path.write_bytes(whole + b"WARC/1.0\r\nbroken")
    articles, issues = read(path, default_date=DAY, keep_duplicates=True)
    assert len(articles) == 2
    assert [issue.kind for issue in issues] in ([], ["unreadable"])
