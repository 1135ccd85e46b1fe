"""How speed and memory of ingestion develop while a store grows.

    python -m benchmarks.ingest_curve [NEWS.jsonl] --to 100000 [--jobs 2]

One ingestion into one store. The articles of NEWS.jsonl come again and again with other dates and surnames; without
it they are made up. Each line is about the articles since the line before: how many a second on the clock, and how much
time of processors the process that stores and those that extract took, which does not depend on what else the machine
does; memory and size are those at that moment.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ingest_articles import made_up, real, write
from benchmarks.ingest_speed import Meter, run, size_of, stages
from kg.pipeline.watching import Watch

STEPS = (1_000, 2_000, 5_000)


def marks(top: int) -> list[int]:
    """Where to measure: 1,000, 2,000, 5,000, 10,000 … and the top."""
    found = [step * 10**power for power in range(4) for step in STEPS if step * 10**power < top]
    return [*sorted(found), top]


class Curve:
    """Prints a line at each mark."""

    def __init__(self, folder: Path, top: int) -> None:
        self._folder = folder
        self._marks = marks(top)
        self._done = 0
        self._last = 0
        self._meter = Meter()
        self._begin = self._former = time.perf_counter()
        self._cpu = self._cpu_others = 0.0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._marks and self._done == self._marks[0]:
            self._marks.pop(0)
            self._tell()

    def _tell(self) -> None:
        now, cost, others = time.perf_counter(), self._meter.read(), extracting_seconds()
        number = self._done - self._last
        storing, extracting = (
            (later - former) / number * 1000
            for later, former in ((cost.cpu, self._cpu), (others, self._cpu_others))
        )
        print(
            f"{self._done:>8} articles: {number / (now - self._former):6.1f}/s, processor time an article "
            f"{storing:5.1f} ms storing, {extracting:5.1f} extracting; memory of the process that stores "
            f"{cost.memory:5.0f} MiB at most, store {size_of(self._folder / 'quads'):7.0f} MiB, run log "
            f"{(self._folder / 'runs.sqlite').stat().st_size / 2**20:.1f} MiB",
            flush=True,
        )
        self._last, self._former = self._done, now
        self._cpu, self._cpu_others = cost.cpu, others


def extracting_seconds() -> float:
    """Processor time of this process's children that are alive, as Linux counts it."""
    ticks = 0
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, nargs="?", metavar="NEWS.jsonl")
    parser.add_argument("--to", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    records = real(options.articles, options.to) if options.articles else made_up(options.to)
    with tempfile.TemporaryDirectory() as place:
        source, folder = write(Path(place) / "news.jsonl", records), Path(place) / "store"
        curve = Curve(folder, options.to)
        summary = run(source, folder, options.jobs, Watch(done=curve.step))
    print(
        f"in all: {summary.stored} stored, {summary.quarantined} quarantined, {summary.failed} failed, "
        f"issues {dict(summary.issues_by_kind)}; clock, ms an article: {stages(summary.times, summary.stored)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
