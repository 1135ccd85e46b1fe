"""Ingestion from end to end: speed, memory, where the time goes, what was left out.

    python -m benchmarks.ingest_speed NEWS.jsonl [--number 7500] [--jobs 2]

The first articles are extracted alone in one process before that, which is the yardstick: on a machine that is shared,
the ratio of processor times says more than articles a second.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.ingest_articles import real, write
from kg.acquire import ReadOptions, read_articles
from kg.extract import extractor
from kg.model import Article
from kg.pipeline.ingesting import IngestOptions, Summary, Times, ingest
from kg.pipeline.parallel import Crew
from kg.pipeline.watching import Watch
from kg.store import Store

READING = ReadOptions(keep_duplicates=True)
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of processors (this process, the others), and the most memory of each in MiB."""

    wall: float
    cpu: float
    cpu_others: float
    memory: float
    memory_others: float


class Meter:
    """Measures from when it is made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        self._others = _seconds(resource.RUSAGE_CHILDREN)

    def read(self) -> Cost:
        """The cost so far; of other processes only those that have ended."""
        return Cost(
            time.perf_counter() - self._wall,
            time.process_time() - self._cpu,
            _seconds(resource.RUSAGE_CHILDREN) - self._others,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        )


def _seconds(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def extraction_alone(source: Path, number: int) -> float:
    """Processor seconds for one article, of extraction in this process."""
    read = read_articles([source], READING)
    articles = list(islice((item for item in read if isinstance(item, Article)), number))
    reader = extractor()
    reader.extract(articles[0])
    begin = time.process_time()
    for article in articles:
        reader.extract(article)
    return (time.process_time() - begin) / len(articles)


def run(source: Path, folder: Path, jobs: int, watch: Watch | None = None) -> Summary:
    """Ingest a file."""
    with Store.open(folder) as store:
        return ingest(read_articles([source], READING), store, Crew(jobs=jobs), IngestOptions(), watch)


def stages(times: Times, articles: int) -> str:
    """Milliseconds for one article by stage."""
    return ", ".join(
        f"{field.name} {getattr(times, field.name) / max(1, articles) * 1000:.1f}" for field in fields(times)
    )


def size_of(folder: Path) -> float:
    """MiB of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MEBIBYTE


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, metavar="NEWS.jsonl")
    parser.add_argument("--number", type=int, default=7500)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        source = write(Path(place) / "news.jsonl", real(options.articles, options.number))
        with ProcessPoolExecutor(1, get_context("spawn")) as other:  # its memory is not to count
            alone = other.submit(extraction_alone, source, min(300, options.number)).result()
        meter = Meter()
        summary = run(source, Path(place) / "store", options.jobs)
        cost = meter.read()
        with Store.open_read_only(Path(place) / "store") as store:
            quads = store.size()
        size = size_of(Path(place) / "store" / "quads")
    done = summary.stored + summary.unchanged
    each = (cost.cpu + cost.cpu_others) / summary.read
    print(
        f"{summary.read} articles read, {summary.stored} stored, {summary.quarantined} quarantined, "
        f"{summary.failed} failed; issues: {dict(summary.issues_by_kind)}\n"
        f"{summary.read / cost.wall:.1f} articles/s on the clock with {options.jobs} processes ({cost.wall:.0f} s); "
        f"{1 / each:.1f} articles for each second of processor time\n"
        f"processor {each * 1000:.1f} ms an article: {cost.cpu / summary.read * 1000:.1f} in the process that stores, "
        f"{cost.cpu_others / summary.read * 1000:.1f} in those that extract; {each / alone:.2f} times extraction alone "
        f"({alone * 1000:.1f} ms)\n"
        f"clock, ms an article: {stages(summary.times, done)}\n"
        f"peak memory {cost.memory:.0f} MiB in the process that stores, {cost.memory_others:.0f} MiB in the largest "
        "other\n"
        f"{quads} quads, {size:.0f} MiB on disk"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
