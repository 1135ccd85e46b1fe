from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kg.acquire.fields import Fields
from kg.errors import SettingsError
from kg.model import Severity
from tests.acquire.reading import TEXT, read

DAY = date(2025, 12, 12)
RECORDS: list[dict[str, Any]] = [
    {
        "text": f"{TEXT} {number}",
        "date": "2025-12-12",
        "title": f"Başlık {number}",
        "url": f"https://ornek.example/{number}",
    }
    for number in (1, 2)
]


def as_jsonl(records: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def as_json(records: list[dict[str, Any]]) -> bytes:
    return json.dumps(records, ensure_ascii=False, indent=1).encode()


def as_table(records: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    rows = csv.DictWriter(file, list(records[0]), delimiter=delimiter)
    rows.writeheader()
    rows.writerows(records)
    return file.getvalue().encode()


def as_tsv(records: list[dict[str, Any]]) -> bytes:
    return as_table(records, "\t")


def as_semicolons(records: list[dict[str, Any]]) -> bytes:
    return b"\xef\xbb\xbf" + as_table(records, ";")


def as_parquet(records: list[dict[str, Any]]) -> bytes:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is missing: pip install 'news-kg[parquet]'")
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(records), file)
    return file.getvalue()


MANY: dict[str, tuple[str, Callable[[list[dict[str, Any]]], bytes]]] = {
    "JSON Lines": ("a.jsonl", as_jsonl),
    "JSON Lines by its other name": ("a.ndjson", as_jsonl),
    "JSON": ("a.json", as_json),
    "objects one after the other": ("a.json", as_jsonl),
    "CSV": ("a.csv", as_table),
    "CSV with semicolons and a mark": ("a.csv", as_semicolons),
    "TSV": ("a.tsv", as_tsv),
    "Parquet": ("a.parquet", as_parquet),
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstandard.compress,
}


@pytest.mark.parametrize("suffix", PACKED)
@pytest.mark.parametrize(("name", "written"), MANY.values(), ids=MANY)
def test_records_are_read_alike_in_every_format(
    tmp_path: Path, name: str, written: Callable[[list[dict[str, Any]]], bytes], suffix: str
) -> None:
    path = tmp_path / (name + suffix)
    path.write_bytes(PACKED[suffix](written(RECORDS)))
    articles, issues = read(tmp_path)
    assert issues == []
    assert [(a.text, a.published, a.title, a.url) for a in articles] == [
        (record["text"], DAY, record["title"], record["url"]) for record in RECORDS
    ]
    assert re.fullmatch(rf"{re.escape(str(path))}:\d+", articles[-1].source)


@pytest.mark.parametrize(("name", "written"), MANY.values(), ids=MANY)
def test_fields_can_be_named(
    tmp_path: Path, name: str, written: Callable[[list[dict[str, Any]]], bytes]
) -> None:
    records = [{"lead": "Özet.", "body": record["text"], "published": "11/12/2025"} for record in RECORDS]
    path = tmp_path / name
    path.write_bytes(written(records))
    fields = Fields((("date", "published"), ("text", "lead+body")), date_format="%d/%m/%Y")
    articles, issues = read(path, fields=fields)
    assert issues == []
    assert [(a.text, a.published) for a in articles] == [
        (f"Özet.\n\n{record['text']}", date(2025, 12, 11)) for record in RECORDS
    ]


NESTED: dict[str, tuple[str, Callable[[list[dict[str, Any]]], bytes]]] = {
    name: MANY[name] for name in ("JSON Lines", "JSON", "Parquet")
}


@pytest.mark.parametrize(("name", "written"), NESTED.values(), ids=NESTED)
def test_fields_can_lie_deeper(
    tmp_path: Path, name: str, written: Callable[[list[dict[str, Any]]], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(written([{"body": {"parts": [{"content": TEXT}]}, "meta": {"day": "2025-12-12"}}]))
    fields = Fields((("date", "meta.day"), ("text", "body.parts.0.content")))
    articles, issues = read(path, fields=fields)
    assert issues == []
    assert [(a.text, a.published) for a in articles] == [(TEXT, DAY)]


@pytest.mark.parametrize(("name", "written"), MANY.values(), ids=MANY)
def test_without_the_field_the_fields_there_are_are_named(
    tmp_path: Path, name: str, written: Callable[[list[dict[str, Any]]], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(written([{"icerik": TEXT, "tarih": "2025-12-12"}]))
    articles, (issue,) = read(path)
    assert articles == []
    assert (issue.kind, issue.severity) == ("no-article", Severity.ERROR)
    assert "no field 'text'" in issue.message
    assert "--field text=NAME. There are: icerik, tarih." in issue.hint
    _, (issue,) = read(tmp_path)
    assert issue.severity is Severity.WARNING


def test_a_list_within_a_json_file_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": {"items": RECORDS}}), encoding="utf-8")
    articles, issues = read(path, fields=Fields(records="data.items"))
    assert (len(articles), issues) == (2, [])
    _, (issue,) = read(path, fields=Fields(records="data.rows"))
    assert "no list at 'data.rows'" in issue.message
    path.write_text(json.dumps({"items": RECORDS}), encoding="utf-8")
    _, (issue,) = read(path)
    assert "--records items" in issue.hint


def test_markup_in_a_record_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"text": f'<img src="a.jpg"/><p>{TEXT}</p><p>Putin &amp; Şi.</p>', "date": "2025-12-12"}
    path.write_bytes(as_jsonl([record]))
    (article,), _ = read(path)
    assert article.text == f"{TEXT}\nPutin & Şi."


def test_a_cell_may_have_lines_quotes_and_separators(tmp_path: Path) -> None:
    text = f'"Geliyoruz, hemen" dedi; {TEXT}\n\nİkinci paragraf.'
    for name, delimiter in (("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")):
        (tmp_path / name).write_bytes(as_table([{"text": f"{name} {text}", "date": "2025-12-12"}], delimiter))
    articles, issues = read(tmp_path)
    assert issues == []
    assert [article.text for article in articles] == [
        f"{name} {text}" for name in ("a.csv", "b.csv", "c.tsv")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1254", "cp857"])
def test_tables_are_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_table(RECORDS).decode().encode(encoding))
    articles, issues = read(path)
    assert issues == []
    assert [article.text for article in articles] == [record["text"] for record in RECORDS]


BAD_ROWS = {
    "more cells than columns": ("a,b,c,d", "has 4 cells, and there are 2 columns"),
    "quotes that do not fit": ('2025-12-12,"Metin" dedi', "no sound row"),
    "an empty text": ("2025-12-12,", "text is empty"),
    "a row that is too long": ("2025-12-12," + "x" * 9000, "larger than 0.005 MB"),
    "a cell without an end": ('2025-12-12,"' + "satır\n" * 2000, "larger than|no sound row"),
}


@pytest.mark.parametrize(("row", "words"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_an_issue(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"date,text\n2025-12-12,Önce.\n{row}\n2025-12-12,Sonra.\n", encoding="utf-8")
    articles, issues = read(path, max_bytes=5000)
    assert articles[0].text == "Önce."
    assert issues[0].kind == "unreadable"
    assert issues[0].source == f"{path}:3"
    assert re.search(words, issues[0].message), issues[0].message


def test_the_row_after_a_bad_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "x" * 9000 + '\n"Metin" dedi\nSonra.\n', encoding="utf-8")
    articles, issues = read(path, max_bytes=5000, default_date=DAY)
    assert [article.text for article in articles] == ["Sonra."]
    assert [issue.source for issue in issues] == [f"{path}:2", f"{path}:3"]


BROKEN: dict[str, tuple[str, bytes, str]] = {
    "gzip that was cut": ("a.jsonl.gz", gzip.compress(as_jsonl(RECORDS))[:-9], "ends too early"),
    "gzip that is none": ("a.jsonl.gz", b"metin", "no sound gzip"),
    "zstd that was cut": (
        "a.jsonl.zst",
        zstandard.compress(as_jsonl(RECORDS))[:-9],
        "ends too early|no sound",
    ),
    "JSON that was cut": ("a.json", as_json(RECORDS)[:-30], "no sound JSON after 1 records"),
    "JSON that is none": ("a.json", b"[metin]", "no sound JSON after 0 records"),
    "JSON deep down": ("a.json", b"[" * 100_000, "nested more than 200 deep"),
    "a list of numbers": ("a.json", b"[1, 2]", "JSON object is needed"),
    "JSON without a list": ("a.json", b'"metin"', "JSON object is needed"),
    "an empty JSON file": ("a.json", b"  \n ", "empty"),
    "a JSON record that is too large": ("a.json", b'[{"text": "' + b"x" * 700_000, "larger than 0.2 MB"),
    "an empty table": ("a.csv", b"", "empty"),
    "a table that is a picture": ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "zero bytes"),
    "Parquet that is none": ("a.parquet", b"PAR1 metin PAR1", "no sound Parquet"),
    "WARC that is none": ("a.warc", b"metin\n\nmetin", "no sound WARC"),
    "WARC without an end of line": ("a.warc", b"WARC/1.0" + b"x" * 9_000_000, "no sound WARC"),
    "a feed that is none": ("a.rss", b"<html><body><p>Metin</p></body></html>", "no feed"),
    "Markdown with bad front matter": ("a.md", b"---\na: [\n---\nmetin", "front matter cannot be read"),
    "Markdown with a list in front": ("a.md", b"---\n- a\n---\nmetin", "no fields"),
    "Markdown with too much in front": (
        "a.md",
        b"---\n" + b"a: b\n" * 20_000 + b"---\nmetin",
        "more than 64000",
    ),
    "a page without an article": (
        "a.html",
        b"<html><body><a href=/>Ana sayfa</a></body></html>",
        "no article",
    ),
    "an empty page": ("a.html", b"", "empty"),
}


@pytest.mark.parametrize(("name", "data", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_an_issue_that_says_what_is_wrong(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(f"date 2025-12-12\n\n{TEXT}", encoding="utf-8")
    articles, issues = read(tmp_path / name, tmp_path / "z.txt", max_bytes=200_000)
    assert articles[-1].text == TEXT
    assert issues
    assert re.search(words, issues[-1].message), issues
    assert issues[-1].severity is Severity.ERROR


def test_what_comes_before_a_cut_is_read(tmp_path: Path) -> None:
    records = [{"text": f"{TEXT} {number} {number**50}", "date": "2025-12-12"} for number in range(2000)]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(as_jsonl(records))[:-2000])
    articles, issues = read(path)
    assert 1000 < len(articles) < 2000
    assert [issue.kind for issue in issues] == ["unreadable"]
    assert "ends too early" in issues[0].message


def test_a_file_without_any_article_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n' * 5000, encoding="utf-8")
    _, issues = read(path)
    assert len(issues) == 101
    assert "no article in its first 100 records" in issues[-1].message


def test_parquet_without_its_library_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, (issue,) = read(tmp_path)
    assert issue.kind == "missing-extra"
    assert "pip install 'news-kg[parquet]'" in issue.hint


def test_markdown_has_its_facts_in_front(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Zirve\ndate: 2025-12-12\nurl: https://ornek.example/1\ntags: [a, b]\n---\n"
        f"# Zirve\n\n**{TEXT}**\n\n```\nkod\n```\n\n- [Şi](https://x.example) geldi\n",
        encoding="utf-8",
    )
    (article,), issues = read(path)
    assert issues == []
    assert (article.title, article.published, article.url) == ("Zirve", DAY, "https://ornek.example/1")
    assert article.text == f"Zirve\n\n{TEXT}\n\nŞi geldi"
    path.write_text(f'+++\ntitle = "Zirve"\ndate = 2025-12-12\n+++\n{TEXT}', encoding="utf-8")
    (article,), issues = read(path)
    assert (article.title, article.published, article.text, issues) == ("Zirve", DAY, TEXT, [])


def test_a_note_in_a_folder_is_no_article_unless_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Hakkında\n\nBu klasörde haberler var.", encoding="utf-8")
    articles, (issue,) = read(tmp_path)
    assert articles == []
    assert (issue.kind, issue.severity) == ("no-article", Severity.WARNING)
    articles, _ = read(path)
    assert len(articles) == 1


class Stdin:
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


PIPED: dict[str, bytes] = {
    "JSON Lines": as_jsonl(RECORDS),
    "JSON": as_json(RECORDS),
    "packed JSON Lines": gzip.compress(as_jsonl(RECORDS)),
    "JSON Lines packed by zstd": zstandard.compress(as_jsonl(RECORDS)),
}


@pytest.mark.parametrize("data", PIPED.values(), ids=PIPED)
def test_standard_input_is_read_as_what_it_is(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    articles, issues = read("-")
    assert issues == []
    assert [article.text for article in articles] == [record["text"] for record in RECORDS]
    assert articles[0].source == "stdin:1"


def test_standard_input_can_be_a_text_a_page_parquet_or_a_named_format(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>"
    for data in (TEXT.encode(), page.encode(), as_parquet(RECORDS[:1])):
        monkeypatch.setattr(sys, "stdin", Stdin(data))
        (article,), _ = read("-", default_date=DAY)
        assert article.text.startswith(TEXT)
    monkeypatch.setattr(sys, "stdin", Stdin(as_table(RECORDS)))
    articles, issues = read("-", format=".csv")
    assert (len(articles), issues) == (2, [])


def test_a_format_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no format 'docx'.*jsonl"):
        read(tmp_path, format=".docx")


def test_the_language_is_told_by_the_record_the_words_or_the_user(tmp_path: Path) -> None:
    english = (
        "The Turkish president spoke by phone with his Russian counterpart on Friday about grain exports."
    )
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        as_jsonl(
            [
                {"text": TEXT, "date": "2025-12-12"},
                {"text": english, "date": "2025-12-12"},
                {"text": "Ok. " + TEXT, "date": "2025-12-12", "language": "az"},
                {"text": "1. Putin 2. Obama", "date": "2025-12-12"},
            ]
        )
    )
    assert [article.language for article in read(path)[0]] == ["tr", "en", "az", "tr"]
    assert {article.language for article in read(path, every_language="tr")[0]} == {"tr"}
