from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from kg.acquire import ReadOptions, count_articles, read_articles
from kg.errors import UnreadableInput
from kg.model import Article, Issue, Severity

TEXT = "date 2025-12-12\n\nPutin, Şi'yi aradı."


def read(*paths: Path, **options: object) -> list[Article | Issue]:
    return list(read_articles(paths, ReadOptions(**options)))  # type: ignore[arg-type]


def articles(*paths: Path, **options: object) -> list[Article]:
    return [item for item in read(*paths, **options) if isinstance(item, Article)]


def issues(*paths: Path, **options: object) -> list[Issue]:
    return [item for item in read(*paths, **options) if isinstance(item, Issue)]


def write(path: Path, text: str = TEXT, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_text_file_is_an_article_with_its_date(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert read(path) == [
        Article("Putin, Şi'yi aradı.", published=date(2025, 12, 12), source=str(path), language="tr")
    ]


def test_windows_1254_is_read(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.txt", TEXT, "cp1254"))
    assert article.text == "Putin, Şi'yi aradı."


def test_a_folder_is_read_in_the_order_of_names_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.TXT", "a.txt", ".hidden.txt", ".git/c.txt", "notes.md", "x.ttl"):
        write(tmp_path / name, f"date 2025-12-12\n{name}")
    assert [article.text for article in articles(tmp_path)] == ["a.txt", "b/a.TXT", "b/z.txt"]


def test_a_note_beside_an_article_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.md").write_text("# On a.txt", encoding="utf-8")
    assert [item.source for item in read_articles([str(tmp_path)])] == [str(tmp_path / "a.txt")]


def test_links_that_lead_back_do_not_trap_the_walk(tmp_path: Path) -> None:
    write(tmp_path / "a" / "n.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(articles(tmp_path)) == 1


def test_a_file_with_any_name_is_read_if_it_is_named(tmp_path: Path) -> None:
    assert len(articles(write(tmp_path / "haber.md"))) == 1


BAD_FILES = {
    "empty file": (b"", "empty", "empty"),
    "only white space": (b" \n\n", "empty", "no text"),
    "only a date": (b"date 2025-12-12\n", "empty", "no text"),
    "binary": (b"\x7fELF\x02\x01\x00\x00", "unreadable", "zero bytes"),
    "too large": (b"metin " * 200_000, "unreadable", "too large: 1.2 MB, and 1 MB"),
}


@pytest.mark.parametrize(("data", "kind", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_an_issue_and_reading_goes_on(
    tmp_path: Path, data: bytes, kind: str, words: str
) -> None:
    bad = tmp_path / "a.txt"
    bad.write_bytes(data)
    good = write(tmp_path / "b.txt")
    issue, article = read(tmp_path, max_bytes=1_000_000)
    assert isinstance(issue, Issue)
    assert isinstance(article, Article)
    assert (issue.source, issue.kind, issue.severity) == (str(bad), kind, Severity.ERROR)
    assert words in issue.message
    assert str(bad) not in issue.message
    assert article.source == str(good)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (issue,) = issues(tmp_path)
    assert issue.kind == "unreadable"
    assert "neither a file nor a folder" in issue.message


def test_a_folder_that_cannot_be_read_is_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a" / "secret.txt")
    write(tmp_path / "b.txt")
    listing = Path.iterdir

    def guarded(folder: Path) -> object:
        if folder.name == "a":
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", guarded)
    issue, article = read(tmp_path)
    assert isinstance(issue, Issue)
    assert isinstance(article, Article)
    assert "Permission denied" in issue.message


def test_a_missing_path_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"nowhere.*no such file"):
        read_articles([write(tmp_path / "a.txt"), tmp_path / "nowhere"])


@pytest.mark.parametrize("text", ["Metin.", "date unknown\n\nMetin."])
def test_an_undated_article_is_read_with_a_warning(tmp_path: Path, text: str) -> None:
    issue, article = read(write(tmp_path / "a.txt", text))
    assert isinstance(issue, Issue)
    assert isinstance(article, Article)
    assert (issue.kind, issue.severity) == ("undated", Severity.WARNING)
    assert article.published is None


def test_the_default_date_is_for_articles_without_one(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Metin.")
    write(tmp_path / "b.txt")
    days = [article.published for article in read(tmp_path, default_date=date(2024, 1, 2))]  # type: ignore[union-attr]
    assert days == [date(2024, 1, 2), date(2025, 12, 12)]


def test_an_impossible_date_is_said(tmp_path: Path) -> None:
    kinds = [issue.kind for issue in issues(write(tmp_path / "a.txt", "date 2025-02-30\nMetin."))]
    assert kinds == ["bad-date", "undated"]


def test_the_same_article_again_is_a_warning_or_comes_again(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", TEXT + "\n\n")
    article, issue = read(first, second)
    assert isinstance(article, Article)
    assert isinstance(issue, Issue)
    assert (issue.source, issue.kind, issue.severity) == (str(second), "duplicate", Severity.WARNING)
    assert str(first) in issue.message
    assert len(articles(first, second, first, keep_duplicates=True)) == 3


def test_json_lines_give_articles_with_metadata(tmp_path: Path) -> None:
    record = {
        "text": "Putin, Şi’yi aradı.",
        "date": "2025-12-12T10:00:00Z",
        "url": "https://ornek.example/1",
        "title": "Başlık",
        "publisher": "Örnek Ajansı",
        "author": ["Ayşe Yılmaz", {"name": "Can Öz"}, None, 7, "https://ornek.example/ayse"],
        "section": "dünya",
    }
    path = write(tmp_path / "a.jsonl", json.dumps(record) + "\n\n")
    assert read(path) == [
        Article(
            record["text"],
            published=date(2025, 12, 12),
            url=record["url"],
            title="Başlık",
            publisher="Örnek Ajansı",
            authors=("Ayşe Yılmaz", "Can Öz"),
            source=f"{path}:1",
        )
    ]


def test_a_record_may_have_its_date_in_the_text(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.jsonl", json.dumps({"text": TEXT})))
    assert (article.text, article.published) == ("Putin, Şi'yi aradı.", date(2025, 12, 12))


BAD_LINES = {
    "no JSON": ("{", "unreadable", "line: Invalid JSON"),
    "a list": ("[]", "unreadable", "line"),
    "no text": ('{"date": "2025-12-12"}', "no-article", "no field 'text'"),
    "text is a number": ('{"text": 3}', "unreadable", "text"),
    "empty text": ('{"text": " ", "date": "2025-12-12"}', "empty", "no text"),
    "too large": (json.dumps({"text": "metin " * 20_000}), "unreadable", "larger than 0.01 MB"),
}


@pytest.mark.parametrize(("line", "kind", "words"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_an_issue_and_the_next_is_read(
    tmp_path: Path, line: str, kind: str, words: str
) -> None:
    good = json.dumps({"text": "Metin.", "date": "2025-12-12"})
    path = write(tmp_path / "a.jsonl", f"{line}\n{good}")
    issue, article = read(path, max_bytes=10_000)
    assert isinstance(issue, Issue)
    assert (issue.source, issue.kind) == (f"{path}:1", kind)
    assert words in issue.message
    assert isinstance(article, Article)
    assert article.source == f"{path}:2"


def test_how_many_articles_there_will_be_is_known_without_json_lines(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b" / "c.txt")
    assert count_articles([tmp_path, tmp_path / "a.txt"]) == 3
    assert count_articles([tmp_path, write(tmp_path / "d.jsonl")]) is None


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one byte"):
        ReadOptions(max_bytes=0)
