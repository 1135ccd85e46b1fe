"""kill -9 at random instants of a long ingestion, resumed each time: nothing is lost, doubled or changed.

    python -m benchmarks.ingest_kill [--articles NEWS.jsonl] [--number 3000] [--kills 50]

Half of the kills hit `kg ingest` itself, half one of its processes. After each kill of the first kind
`kg ingest --resume` goes on. In the end the store must be the same, quad for quad, as that of a run that nobody
disturbed, the merged graph must be what the articles say, and the run log must call each article of the store stored
once. Without NEWS.jsonl the articles are made up. Exits with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from os import kill
from pathlib import Path

from pyoxigraph import RdfFormat

from benchmarks.ingest_articles import made_up, real, write
from kg.errors import StoreLocked
from kg.pipeline.runlog import Outcome, RunLog
from kg.rdf.vocabulary import ARTICLE
from kg.store import Store


@dataclass(frozen=True)
class Plan:
    """What is done: how many kills, how far apart at most, with which batches."""

    kills: int
    seconds: float
    batch: int
    jobs: int


def command(source: Path, store: Path, plan: Plan) -> list[str]:
    """The ingestion."""
    options = ["--resume", "--wait", "--jobs", str(plan.jobs), "--batch", str(plan.batch)]
    return [sys.executable, "-m", "kg", "ingest", str(source), "--store", str(store), *options]


def start(source: Path, store: Path, plan: Plan) -> subprocess.Popen[bytes]:
    """Begin, or go on."""
    return subprocess.Popen(
        command(source, store, plan), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def workers(pid: int) -> list[int]:
    """The processes that a process has spawned to extract."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))  # noqa: PERF401  what was found before a process went away counts
    return sorted(found)


def disturb(source: Path, store: Path, plan: Plan, chance: random.Random) -> Counter[str]:
    """Ingest with kills; how many there were of what, and how many more runs it took."""
    seen: Counter[str] = Counter()
    process = start(source, store, plan)
    while seen["ingest"] + seen["process"] < plan.kills:
        with suppress(subprocess.TimeoutExpired):
            if process.wait(chance.uniform(0.0, plan.seconds)) == 0:
                break  # all is read
            process = start(source, store, plan)  # it gave up, since its processes were killed as they began
            continue
        victims = workers(process.pid)
        if victims and chance.random() < 0.5:
            with suppress(ProcessLookupError):
                kill(chance.choice(victims), signal.SIGKILL)
                seen["process"] += 1
            continue
        process.kill()
        process.wait()
        seen["ingest"] += 1
        process = start(source, store, plan)
    process.wait()
    for _ in range(3):  # an article whose process was killed twice is tried again by the next run
        process = start(source, store, plan)
        if process.wait() == 0:
            break
    seen["exit code in the end"] = process.returncode
    return seen


def picture(path: Path) -> tuple[int, str, list[str]]:
    """Quads, their digest, and what is wrong with merged graph or run log."""
    wrong = []
    with opened(path) as store, tempfile.NamedTemporaryFile(suffix=".nq") as file:
        store.dump(Path(file.name), RdfFormat.N_QUADS)
        quads = sorted(Path(file.name).read_bytes().splitlines())
        stored = {iri.removeprefix(ARTICLE.iri) for iri in store.articles()}
        if not store.rebuild().was_right:
            wrong.append("the merged graph was wrong")
    with RunLog.open_read(path) as log:
        told = Counter(entry.article for entry in log.entries(outcome=Outcome.STORED, limit=10**9))
    doubled = [article for article, times in told.items() if times > 1]
    wrong += [f"{len(doubled)} articles are called stored twice"] if doubled else []
    wrong += ["run log and store differ"] if set(told) != stored else []
    return len(quads), hashlib.sha256(b"\n".join(quads)).hexdigest(), wrong


def opened(path: Path) -> Store:
    """The store for writing; what was killed may still be going."""
    for _ in range(100):
        with suppress(StoreLocked):
            return Store.open(path)
        time.sleep(0.1)
    return Store.open(path)


def main(arguments: list[str]) -> int:
    """Run, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, metavar="NEWS.jsonl")
    parser.add_argument("--number", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=8.0, help="longest time between two kills")
    parser.add_argument("--batch", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    plan = Plan(options.kills, options.seconds, options.batch, options.jobs)
    records = real(options.articles, options.number) if options.articles else made_up(options.number)
    with tempfile.TemporaryDirectory() as folder:
        source = write(Path(folder) / "news.jsonl", records)
        disturbed, calm = Path(folder) / "disturbed", Path(folder) / "calm"
        seen = disturb(source, disturbed, plan, random.Random(options.seed))
        print(", ".join(f"{count} {what}" for what, count in sorted(seen.items())), flush=True)
        subprocess.run(command(source, calm, plan), check=True, stdout=subprocess.DEVNULL)
        found, wanted = picture(disturbed), picture(calm)
    wrong = [*found[2], *(f"undisturbed: {one}" for one in wanted[2])]
    wrong += ["the stores differ"] if found[:2] != wanted[:2] else []
    wrong += ["fewer kills than asked for"] if seen["ingest"] + seen["process"] < options.kills else []
    print(f"{found[0]} quads after the kills, {wanted[0]} without: {', '.join(wrong) or 'the same'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
