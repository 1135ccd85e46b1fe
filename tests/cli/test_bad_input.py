"""Bad input and bad luck: each has its message, and nothing is left half-written."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store
from tests.cli.conftest import CALL, Run

COMMAND = [sys.executable, "-m", "kg"]


def articles_in(store: Path) -> int:
    with Store.open_read_only(store) as opened:
        return len(opened.articles())


BAD_FILES = {
    "empty": (b"", "empty", "the file is empty"),
    "binary": (b"\x7fELF\x02\x01\x01\x00\x00\x00", "unreadable", "is not text: it holds zero bytes"),
    "noise": (random.Random(1).randbytes(200_000).replace(b"\0", b"x"), "unreadable", "control character"),
}


@pytest.mark.parametrize(("data", "kind", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_told_and_the_good_one_beside_it_is_stored(
    kg: Run, news: Path, tmp_path: Path, data: bytes, kind: str, words: str
) -> None:
    (news / "bad.txt").write_bytes(data)
    done = kg("ingest", news, "-s", "s", "-j", "1")
    assert done.code == 1
    assert f"{kind} {news}/bad.txt: " in done.err
    assert words in done.err
    assert done.out.startswith("3 articles read, 3 stored.")
    assert articles_in(tmp_path / "s") == 3


def test_fifty_megabytes_of_noise_are_refused_at_once(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(random.Random(2).randbytes(50_000_000))
    begun = time.perf_counter()
    done = kg("extract", path, "-o", "out")
    assert time.perf_counter() - begun < 5
    assert done.code == 1
    assert "too large: 50.0 MB, and 5 MB is the limit" in done.err
    assert "KG_MAX_INPUT_MB" in done.err
    assert not (tmp_path / "out").exists()


def test_the_limit_can_be_raised(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(CALL, encoding="utf-8")
    monkeypatch.setenv("KG_MAX_INPUT_MB", "0.00001")
    assert "too large" in kg("extract", "a.txt", "-o", "out").err
    monkeypatch.setenv("KG_MAX_INPUT_MB", "1")
    assert kg("extract", "a.txt", "-o", "out").code == 0


def test_windows_1254_gives_the_same_turtle_as_utf8(kg: Run, tmp_path: Path) -> None:
    for encoding in ("utf-8", "cp1254"):
        folder = tmp_path / encoding
        folder.mkdir()
        (folder / "a.txt").write_bytes(CALL.encode(encoding))
        assert kg("extract", folder, "-o", folder).code == 0
    assert (tmp_path / "utf-8" / "a.ttl").read_bytes() == (tmp_path / "cp1254" / "a.ttl").read_bytes()


def test_an_undated_article_is_stored_with_a_warning(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CALL.partition("\n")[2], encoding="utf-8")
    done = kg("ingest", "a.txt", "-s", "s")
    assert done.code == 0
    assert "undated a.txt: no date is known" in done.err
    assert "--date" in done.err
    assert articles_in(tmp_path / "s") == 1
    dated = kg("ingest", "a.txt", "-s", "t", "--date", "2025-12-12")
    assert (dated.code, dated.err) == (0, "")


def test_a_folder_without_articles_is_no_error(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = kg("ingest", "none", "-s", "s")
    assert (done.code, done.out.splitlines()[0]) == (0, "0 articles read, 0 stored.")


@pytest.mark.parametrize("command", [["ingest", "-s", "s"], ["extract", "-o", "s"]])
def test_a_missing_path_ends_the_command_before_anything_is_made(
    kg: Run, news: Path, tmp_path: Path, command: list[str]
) -> None:
    done = kg(*command, news, "nowhere")
    assert done.code == 2
    assert "nowhere: there is no such file or folder" in done.err
    assert not (tmp_path / "s").exists()


WRONG_USAGE = {
    "unknown command": ["fly"],
    "unknown option": ["stats", "--fly"],
    "missing argument": ["extract", "-o", "x"],
    "no day": ["ingest", ".", "--date", "tomorrow"],
    "no IRI": ["explain", "Putin"],
}


@pytest.mark.parametrize("arguments", WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_exits_with_2(kg: Run, arguments: list[str]) -> None:
    done = kg(*arguments)
    assert done.code == 2
    assert done.err


def test_a_wrong_setting_names_its_variable(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_BATCH", "many")
    done = kg("ingest", ".")
    assert done.code == 2
    assert "KG_BATCH: " in done.err


@pytest.mark.parametrize(
    "arguments",
    [["stats"], ["query", "ASK {}"], ["export"], ["explain", "kg:Person"], ["rebuild"], ["forget", "0" * 16]],
)
def test_a_store_that_is_not_there_is_not_made(kg: Run, tmp_path: Path, arguments: list[str]) -> None:
    done = kg(*arguments, "-s", "nowhere")
    assert done.code == 3
    assert "There is no store at nowhere" in done.err
    assert "kg ingest" in done.err
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_no_store_is_left_alone(kg: Run, news: Path) -> None:
    before = sorted(news.iterdir())
    done = kg("ingest", news, "-s", news)
    assert done.code == 3
    assert "is not a store" in done.err
    assert sorted(news.iterdir()) == before


def test_a_store_in_use_by_another_process_can_be_read_but_not_written(
    kg: Run, news: Path, store: Path
) -> None:
    script = (
        "import sys; from kg.store import Store\n"
        "with Store.open(sys.argv[1]): print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        done = kg("ingest", news, "-s", store)
        assert done.code == 3
        assert f"open for writing in process {other.pid}" in done.err
        assert kg("stats", "-s", store).code == 0
        other.communicate("\n")
    assert kg("ingest", news, "-s", store, "-j", "1").code == 0


def test_the_first_interrupt_stores_what_was_extracted_and_says_so(tmp_path: Path) -> None:
    total = 100
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(total):
        (folder / f"{number:04}.txt").write_text(f"{CALL}\nHaber {number}.", encoding="utf-8")
    store = tmp_path / "store"
    command = [*COMMAND, "ingest", folder, "-s", store, "-j", "1", "--batch", "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        version = store / "version"
        while running.poll() is None and not (version.exists() and int(version.read_text() or 0) > 2):
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "Stopping after what is under way" in err
    stored = articles_in(store)
    assert 5 <= stored < total
    assert f"{stored} articles read, {stored} stored" in out
    with Store.open(store) as opened:
        assert opened.rebuild().was_right
    rest = subprocess.run(
        [*COMMAND, "ingest", folder, "-s", store, "--resume", "-j", "2"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert f"{total} articles read, {total - stored} stored, {stored} skipped" in rest.stdout
    assert articles_in(store) == total


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB, 32 of which the store leaves free."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_ends_the_run_with_whole_batches_only(kg: Run, small_disk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number:04}.txt").write_text(f"{CALL}\nHaber {number}. Putin geldi.", encoding="utf-8")
    store = small_disk / "store"
    done = kg("ingest", folder, "-s", store, "-j", "1", "--batch", "20")
    assert done.code == 3
    assert "is full" in done.err
    assert "Nothing of this batch was written" in done.err
    stored = articles_in(store)
    assert stored in range(20, 600, 20)
    assert f"{stored} articles were stored before; they stay." in done.err
    with Store.open(store) as opened:
        assert opened.rebuild().was_right


def test_a_full_disk_leaves_no_half_turtle(kg: Run, small_disk: Path, news: Path) -> None:
    fill(small_disk / "filler")
    done = kg("extract", news, "-o", small_disk / "out", "-j", "1")
    assert done.code == 3
    assert "The disk is full" in done.err
    assert list((small_disk / "out").iterdir()) == []


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    with path.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        file.writelines(itertools.repeat(b"\0" * 4096))
