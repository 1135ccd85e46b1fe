"""How speed and memory of ingestion develop while a store grows.

    python -m benchmarks.ingest_curve [NEWS.jsonl] --to 100000 [--jobs 2]

One ingestion into one store. The articles of NEWS.jsonl come again and again with other dates and surnames; without
it they are made up. Each line is about the articles since the line before: how many a second, and how much of the
time the store took; memory and size are those at that moment.
"""

from __future__ import annotations

import argparse
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
        self._cpu = 0.0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._marks and self._done == self._marks[0]:
            self._marks.pop(0)
            self._tell()

    def _tell(self) -> None:
        now, cost = time.perf_counter(), self._meter.read()
        number = self._done - self._last
        print(
            f"{self._done:>8} articles: {number / (now - self._former):6.1f}/s, processor time of the process that "
            f"stores {(cost.cpu - self._cpu) / number * 1000:5.1f} ms an article, its memory {cost.memory:5.0f} MiB "
            f"at most, store {size_of(self._folder / 'quads'):7.0f} MiB, run log "
            f"{(self._folder / 'runs.sqlite').stat().st_size / 2**20:.1f} MiB",
            flush=True,
        )
        self._last, self._former, self._cpu = self._done, now, cost.cpu


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
