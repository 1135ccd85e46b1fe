from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

from kg.pipeline.runlog import FILE
from kg.store import Store
from tests.cli.conftest import Run


def test_issues_tells_what_was_left_out_and_why(kg: Run, news: Path) -> None:
    (news / "empty.txt").write_text("", encoding="utf-8")
    done = kg("ingest", news, "-s", "s", "-j", "1")
    assert done.code == 1
    told = kg("issues", "-s", "s")
    assert told.code == 0
    assert "empty.txt" in told.out
    assert told.err == "In all: 1 empty.\n"
    (row,) = csv.DictReader(io.StringIO(kg("issues", "-s", "s", "-f", "csv", "--kind", "empty").out))
    assert (row["run"], row["outcome"], row["severity"]) == ("1", "left-out", "error")
    stored = kg("issues", "-s", "s", "--outcome", "stored", "--run", "-1", "-f", "jsonl").out.splitlines()
    assert len([json.loads(line)["article"] for line in stored]) == 3
    assert kg("issues", "-s", "s", "--run", "-2", "-f", "jsonl").out == ""
    (run,) = csv.DictReader(io.StringIO(kg("issues", "-s", "s", "--runs", "-f", "csv").out))
    assert (run["state"], run["read"], run["stored"]) == ("done", "3", "3")


def test_issues_of_no_store_says_so(kg: Run) -> None:
    done = kg("issues", "-s", "nowhere")
    assert done.code == 3
    assert "nowhere" in done.err


def test_a_dry_run_needs_no_store_and_makes_none(kg: Run, news: Path, tmp_path: Path) -> None:
    done = kg("ingest", news, "-s", tmp_path / "s", "-j", "1", "--dry-run")
    assert done.out.splitlines()[0] == "3 articles read, 3 stored (nothing was written)."
    assert not (tmp_path / "s").exists()


def test_a_second_ingestion_says_who_has_the_store_and_how_to_wait(kg: Run, news: Path, store: Path) -> None:
    with Store.open(store):
        done = kg("ingest", news, "-s", store, "-j", "1")
    assert done.code == 3
    assert "is open for writing in process" in done.err
    assert "--wait" in done.err


def test_watch_once_reads_what_is_there_and_remembers_it(kg: Run, news: Path) -> None:
    for path in news.iterdir():
        os.utime(path, (10**9, 10**9))
    done = kg("watch", news, "-s", "s", "--once")
    assert done.code == 0
    assert done.out.rstrip().endswith("3 articles read, 3 stored.")
    assert kg("watch", news, "-s", "s", "--once").out == ""
    assert Path("s", FILE).exists()
