from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zstandard

from kg.acquire import ReadOptions, read_articles
from kg.errors import KgError, SettingsError, UnreadableInput
from kg.pipeline.bundle import Manifest, load
from kg.pipeline.ingesting import ingest
from kg.pipeline.parallel import Crew
from kg.pipeline.runlog import Entry, RunLog
from kg.pipeline.workshop import Tools, Workshop
from kg.spark import Inputs, JobOptions, make_bundle
from kg.spark.session import job_errors_in_words
from kg.store import Store
from tests.pipeline import fakes
from tests.spark.bundles import kept, quads
from tests.spark.deadly import MakeUnsteady, deadly

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.slow

CALL = "Putin ile Şi telefonda görüştü."


def lines(path: Path, *texts: str) -> Path:
    """JSON Lines: a text for each day of March."""
    records = [{"text": text, "date": f"2025-03-{day:02}"} for day, text in enumerate(texts, 1)]
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
    return path


def news(folder: Path) -> Path:
    """A folder with all kinds of files, and all kinds of trouble."""
    pa = pytest.importorskip("pyarrow", reason="pip install '.[parquet]'")
    from pyarrow import parquet

    folder.mkdir()
    long = lines(folder / "b [1] çok.jsonl", *[f"{CALL} Putin {number}. kez aradı." for number in range(28)])
    with long.open("ab") as file:
        file.write(
            b'\n{"text": 7}\nno JSON\n\xff\xfe{"text": "bozuk"}\n' + json.dumps({"text": CALL}).encode()
        )
    lines(folder / "a.jsonl", CALL, f"{CALL} HATA", "BOZUK Putin telefonda.", CALL)
    lines(folder / "_c.jsonl", "Şi konuştu.", CALL)
    (folder / "d.txt").write_text(f"date 2025-03-01\n\n{CALL}\n", encoding="utf-8")
    (folder / "e.txt").write_bytes(b"\x00\x01\x02")
    (folder / "empty.jsonl").write_bytes(b"")
    columns = {"text": [CALL, "Xi sustu. Putin konuştu.", None], "date": ["2025-03-09", None, "2025-03-01"]}
    parquet.write_table(pa.table(columns), folder / "f.parquet")
    return folder


def bundle(
    spark: SparkSession,
    source: Path,
    folder: Path,
    make: Callable[[], Workshop] = fakes.workshop,
    parts: int = 4,
) -> Manifest:
    options = JobOptions(ReadOptions(), parts, make=make)
    return make_bundle(Inputs.find([str(source)], spark), folder, options, spark)


def loaded(folder: Path, store: Path) -> None:
    with Store.open(store) as opened:
        load(folder, opened)


def entries(store: Path) -> list[Entry]:
    """All that the run log has of trouble."""
    with RunLog.open_read(store) as log:
        return list(log.issues(limit=1000))


def told(issues: Iterable[Entry]) -> set[tuple[str, str, str]]:
    """What issues say, but for the number of the line: where Spark begins in the middle of a file it counts from there.

    Of duplicates and of the folder of a quarantine it is not told either which one it is.
    """
    return {
        (
            re.sub(r"(, from byte \d+)?:\d+$", "", issue.source),
            issue.kind,
            "" if issue.kind == "duplicate" else issue.message,
        )
        for issue in issues
    }


def test_spark_makes_what_ingesting_here_makes(spark: SparkSession, tmp_path: Path) -> None:
    source = news(tmp_path / "news")
    bundle(spark, source, tmp_path / "bundle")
    loaded(tmp_path / "bundle", tmp_path / "one")
    with Store.open(tmp_path / "two") as store:
        summary = ingest(read_articles([str(source)]), store, Crew(fakes.workshop, jobs=1))
    assert quads(tmp_path / "one") == quads(tmp_path / "two")
    assert kept(tmp_path / "one") == kept(tmp_path / "two") != {}
    assert summary.stored > 25
    issues = entries(tmp_path / "one")
    assert told(issues) == told(entries(tmp_path / "two"))
    assert {kind for _, kind, _ in told(issues)} >= {"unreadable", "undated", "failed", "shape-violation"}
    assert Counter(issue.kind for issue in issues) == dict(summary.issues_by_kind)


def test_the_real_extraction_is_the_same_too(spark: SparkSession, tmp_path: Path, root: Path) -> None:
    bundle(spark, root / "seeds", tmp_path / "bundle", Tools())
    loaded(tmp_path / "bundle", tmp_path / "one")
    with Store.open(tmp_path / "two") as store:
        ingest(read_articles([str(root / "seeds")]), store, Crew(Tools(), jobs=1))
    assert quads(tmp_path / "one") == quads(tmp_path / "two")


def test_however_the_work_is_shared_the_bytes_are_the_same(spark: SparkSession, tmp_path: Path) -> None:
    source = news(tmp_path / "news")
    bundle(spark, source, tmp_path / "one")
    size = spark.conf.get("spark.sql.files.maxPartitionBytes")
    counter = tmp_path / "counter"
    counter.touch()
    try:
        spark.conf.set("spark.sql.files.maxPartitionBytes", "100000")
        bundle(spark, source, tmp_path / "two", MakeUnsteady(counter, times=2))
    finally:
        spark.conf.set("spark.sql.files.maxPartitionBytes", size)
    assert counter.stat().st_size == 2, "no try was ended"
    names = sorted(path.name for path in (tmp_path / "one").glob("*.nq.zst"))
    assert len(names) == 4
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == sorted(
        path.name for path in (tmp_path / "one").iterdir()
    )


def test_an_article_that_ends_the_process_costs_no_more_than_itself(
    spark: SparkSession, tmp_path: Path
) -> None:
    trouble = (f"{CALL} ÖLÜM", f"{CALL} UZUN")
    source = lines(tmp_path / "a.jsonl", CALL, *trouble, *[f"{CALL} {number}" for number in range(8)])
    options = JobOptions(ReadOptions(), 2, make=deadly, article_seconds=1.0)
    manifest = make_bundle(Inputs.find([str(source)], spark), tmp_path / "bundle", options, spark)
    loaded(tmp_path / "bundle", tmp_path / "store")
    issues = entries(tmp_path / "store")
    assert manifest.total("articles") == 9
    assert sorted(issue.source for issue in issues) == [f"{source}:2", f"{source}:3"]
    assert {issue.kind for issue in issues} == {"process-died"}


def test_a_run_that_was_broken_off_keeps_what_it_has(spark: SparkSession, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", *[f"{CALL} {number}" for number in range(28)])
    place = tmp_path / "bundle" / "part-00002.nq.zst"
    place.mkdir(parents=True)  # where it stands the part cannot be put
    with pytest.raises(KgError, match="The Spark job failed"), job_errors_in_words():
        bundle(spark, source, tmp_path / "bundle", parts=8)
    place.rmdir()
    assert not Manifest.is_in(tmp_path / "bundle")
    finished = {path: path.stat().st_mtime_ns for path in (tmp_path / "bundle").glob("*.nq.zst")}
    entries = len(list((tmp_path / "bundle").glob("part-?????.json")))
    assert 0 < entries < 8
    bundle(spark, source, tmp_path / "bundle", parts=8)
    again = {path: path.stat().st_mtime_ns for path in finished}
    assert sum(again[path] == finished[path] for path in finished) == entries
    bundle(spark, source, tmp_path / "other", parts=8)
    for path in sorted((tmp_path / "other").iterdir()):
        assert path.read_bytes() == (tmp_path / "bundle" / path.name).read_bytes()


def test_a_finished_bundle_is_not_written_over(spark: SparkSession, tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", CALL)
    bundle(spark, source, tmp_path / "bundle")
    with pytest.raises(SettingsError, match="finished bundle already"):
        bundle(spark, source, tmp_path / "bundle")


@pytest.mark.parametrize("compress", ["gz", "zst"])
def test_compressed_lines_are_read(spark: SparkSession, tmp_path: Path, compress: str) -> None:
    import gzip

    plain = lines(tmp_path / "plain", CALL, "Putin konuştu.").read_bytes()
    packed = gzip.compress(plain) if compress == "gz" else zstandard.compress(plain)
    (tmp_path / f"a.jsonl.{compress}").write_bytes(packed)
    assert bundle(spark, tmp_path / f"a.jsonl.{compress}", tmp_path / "bundle").total("articles") == 2


@pytest.mark.parametrize(
    ("source", "error"),
    [
        pytest.param("https://example.org/rss", SettingsError, id="the web"),
        pytest.param("-", SettingsError, id="standard input"),
        pytest.param("nowhere/at/all", UnreadableInput, id="a path that is not there"),
        pytest.param("hdfs://127.0.0.1:1/news", UnreadableInput, id="a cluster that is not there"),
    ],
)
def test_what_spark_cannot_read_is_told(spark: SparkSession, source: str, error: type[KgError]) -> None:
    with pytest.raises(error) as caught:
        Inputs.find([source], spark)
    assert source in str(caught.value)


def test_an_address_of_a_file_system_is_listed_by_spark(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    lines(tmp_path / "news" / "a çok.jsonl", CALL, "Putin konuştu.")
    inputs = Inputs.find([f"file://{tmp_path}/news"], spark)
    assert [source.named for source in inputs.sources] == [False]
    manifest = make_bundle(inputs, tmp_path / "bundle", JobOptions(parts=1, make=fakes.workshop), spark)
    assert manifest.total("articles") == 2


@pytest.mark.usefixtures("spark")
def test_from_the_command_line(tmp_path: Path, root: Path) -> None:
    def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    made = kg(
        "ingest", root / "seeds", "--engine", "spark", "-o", "bundle", "--parts", "2", "--master", "local[1]"
    )
    assert made.returncode == 0, made.stderr
    assert "2 parts in bundle." in made.stdout
    done = kg("load", "bundle", "-s", "store")
    assert done.returncode == 0, done.stderr
    assert "15 articles loaded" in done.stdout
    assert quads(tmp_path / "store")
