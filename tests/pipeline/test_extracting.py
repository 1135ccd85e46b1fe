from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.acquire import ReadOptions, read_articles
from kg.errors import SettingsError
from kg.model import Issue
from kg.pipeline.extracting import Extracted, extract_to
from kg.pipeline.parallel import Crew
from kg.pipeline.writing import open_atomically, write_atomically
from tests.pipeline.fakes import workshop


def extract(source: Path, folder: Path, jobs: int = 1) -> Extracted:
    articles = read_articles([source], ReadOptions(keep_duplicates=True))
    return extract_to(folder, articles, Crew(workshop, jobs=jobs))


def test_each_file_gives_turtle_of_its_name_even_if_nothing_is_found(tmp_path: Path) -> None:
    texts = {"001.txt": "Putin telefon etti.", "002.txt": "Hava güzel.", "003.txt": "Hava güzel."}
    for name, text in texts.items():
        (tmp_path / name).write_text(f"date 2025-12-12\n{text}", encoding="utf-8")
    done = extract(tmp_path, tmp_path / "out")
    assert [path.name for path in done.written] == ["001.ttl", "002.ttl", "003.ttl"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["001.ttl", "002.ttl", "003.ttl"]
    sizes = [len(list(parse(path=path, format=RdfFormat.TURTLE))) for path in done.written]
    assert sizes[0] > sizes[1] == sizes[2] == 4
    assert (done.findings["Person"], done.findings["Event"]) == (1, 1)


def test_the_bytes_do_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Putin ile Şi {number} kez telefonda görüştü.", "utf-8")
    one, two = extract(tmp_path, tmp_path / "out1", 1), extract(tmp_path, tmp_path / "out2", 2)
    assert [path.read_bytes() for path in one.written] == [path.read_bytes() for path in two.written]


def test_lines_of_json_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text('{"text": "Putin."}\n{"text": "Putin."}\n', encoding="utf-8")
    done = extract(source, tmp_path / "out")
    assert [path.name for path in done.written] == ["news-000001.ttl", "news-000002.ttl"]


def test_two_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder, text in (("a", "Putin."), ("b", "Şi.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"date 2025-12-12\n{text}", encoding="utf-8")
    done = extract(tmp_path, tmp_path / "out")
    (issue,) = done.issues
    assert issue.kind == "name-taken"
    assert issue.source.endswith("b/x.txt")
    assert "vladimir-putin" in (tmp_path / "out" / "x.ttl").read_text(encoding="utf-8")


def test_a_graph_that_breaks_a_shape_is_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("date 2025-12-12\nPutin BOZUK.", encoding="utf-8")
    done = extract(tmp_path / "x.txt", tmp_path / "out")
    assert [issue.kind for issue in done.issues] == ["shape-violation"]
    assert done.written == ()
    assert not (tmp_path / "out" / "x.ttl").exists()
    assert (tmp_path / "out" / "quarantine" / "x" / "graph.ttl").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "a.txt").write_text("date 2025-12-12\nPutin.", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"cannot be written"):
        extract(tmp_path / "a.txt", tmp_path / "file")


def test_a_file_is_seen_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.ttl"
    write_atomically(path, "first")
    with pytest.raises(TypeError), open_atomically(path) as file:
        file.writelines([b"half", None])  # type: ignore[list-item]
    assert path.read_text(encoding="utf-8") == "first"
    assert list(path.parent.iterdir()) == [path]


def test_issues_pass_through(tmp_path: Path) -> None:
    issue = Issue("a.txt", "empty", "nothing in it")
    done = extract_to(tmp_path, [issue], Crew(workshop, jobs=1))
    assert (done.issues, done.written) == ((issue,), ())
