"""What ingestion does when the world goes wrong, as a table.

    python -m benchmarks.ingest_faults [NAME …]

Each fault is made for real and `kg` is run as a user runs it. Exits with 1 if an outcome is not as it should be.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.ingest_articles import made_up, write
from kg.pipeline.recording import Recorder
from kg.pipeline.runlog import RunLog, RunState
from kg.store import Store

GIGABYTE = 10**9
ARTICLE = {"text": "Putin ile Macron telefonda görüştü.", "date": "2025-12-12"}


class NotHere(Exception):
    """Why a fault cannot be made on this machine."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, words on standard error, its peak memory in MiB."""

    code: int
    words: str
    memory: float


@dataclass(frozen=True)
class Seen:
    """The outcome of a fault in words, and whether it is as it should be."""

    words: str
    right: bool


LAUNCHER = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024]))
"""
"""A small process of its own: what Linux tells of a process counts the memory of the one that started it."""


def kg(*arguments: str | Path) -> Ended:
    """Run `kg` to its end."""
    command = [sys.executable, "-c", LAUNCHER, sys.executable, "-m", "kg", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, memory = json.loads(done.stdout)
    return Ended(code, done.stderr, memory)


def articles(store: Path) -> int:
    """How many a store has; -1 if its merged graph is not what they say."""
    with Store.open(store) as opened:
        return len(opened.articles()) if opened.rebuild().was_right else -1


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """A small disk in memory."""
    place.mkdir()
    if not system("mount", "-t", "tmpfs", "-o", ",".join(options) or "defaults", "tmpfs", str(place)):
        raise NotHere("mounting needs the rights of root (CAP_SYS_ADMIN)")
    try:
        yield place
    finally:
        system("umount", str(place))


def system(*command: str) -> bool:
    """Run a command of the system; whether it did its work."""
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def disk_full(folder: Path) -> Seen:
    """The disk is full in the middle of a run, and later is not."""
    source = write(folder / "news.jsonl", made_up(300))
    with mounted(folder / "disk", "size=48m") as disk:
        run = ("ingest", source, "--store", disk / "store", "--batch", "20", "-j", "1")
        first = kg(*run)
        stored = articles_read_only(disk / "store")
        system("mount", "-o", "remount,size=2g", str(disk))
        second = kg(*run, "--resume")
        there = articles(disk / "store")
    words = f"exit {first.code} with {stored} stored; more room, --resume: exit {second.code}, {there} of 300 stored"
    right = first.code == 3 and "full" in first.words and stored < 300 and (second.code, there) == (0, 300)
    return Seen(words, right)


def articles_read_only(store: Path) -> int:
    """How many a store has, without writing."""
    with Store.open_read_only(store) as opened:
        return len(opened.articles())


def disk_read_only(folder: Path) -> Seen:
    """The disk lets nothing be written, but what is there can be asked."""
    source = write(folder / "news.jsonl", iter([ARTICLE]))
    with mounted(folder / "disk") as disk:
        kg("ingest", source, "--store", disk / "store", "-j", "1")
        system("mount", "-o", "remount,ro", str(disk))
        ingested = kg("ingest", source, "--store", disk / "store", "-j", "1")
        asked = [kg(command, "--store", disk / "store").code for command in ("stats", "issues")]
    words = f"ingest: exit {ingested.code}, “{first_line(ingested.words)}”; stats, issues: exit {asked}"
    return Seen(words, ingested.code == 3 and "Traceback" not in ingested.words and asked == [0, 0])


def long_line(folder: Path) -> Seen:
    """One line of JSON Lines has a gigabyte, the next is an article."""
    source = folder / "news.jsonl"
    with source.open("wb") as file:
        file.write(b'{"text": "')
        file.truncate(GIGABYTE)
        file.seek(GIGABYTE)
        file.write(b'"}\n' + json.dumps(ARTICLE).encode() + b"\n")
    done = kg("ingest", source, "--store", folder / "store", "-j", "1")
    there = articles(folder / "store")
    words = f"exit {done.code}, “{first_line(done.words)}”, {there} stored, {done.memory:.0f} MiB at most"
    return Seen(words, done.code == 1 and "5 MB" in done.words and there == 1 and done.memory < 600)


def cyclic_links(folder: Path) -> Seen:
    """Links lead back to their folders and to each other."""
    news = folder / "news"
    (news / "deep").mkdir(parents=True)
    write(news / "a.jsonl", iter([ARTICLE]))
    (news / "deep" / "up").symlink_to(news)
    (news / "self.txt").symlink_to("self.txt")
    (news / "to.jsonl").symlink_to("fro.jsonl")
    (news / "fro.jsonl").symlink_to("to.jsonl")
    done = kg("ingest", news, "--store", folder / "store", "-j", "1")
    there = articles(folder / "store")
    return Seen(
        f"exit {done.code}, {there} stored, “{first_line(done.words)}”",
        done.code == 1 and there == 1 and "Traceback" not in done.words,
    )


def clock_back(folder: Path) -> Seen:
    """The clock was a year ahead in the run before, which was killed."""
    source = write(folder / "news.jsonl", made_up(5))
    kg("ingest", source, "--store", folder / "store", "-j", "1", "--limit", "2")
    future = (datetime.now(UTC) + timedelta(days=365)).isoformat(timespec="seconds")
    Recorder.begin(folder / "store", landed=lambda _: False).end(RunState.DONE)
    from_the_future(folder / "store", future)
    done = kg("ingest", source, "--store", folder / "store", "-j", "1", "--resume")
    with RunLog.open_read(folder / "store") as log:
        last, before, _ = log.latest(3)
    words = f"exit {done.code}, {last.stored} stored, {last.skipped} skipped; the killed run is called {before.state}"
    right = (done.code, last.stored, last.skipped) == (0, 3, 2) and before.state is RunState.INTERRUPTED
    return Seen(words, right)


def from_the_future(store: Path, when: str) -> None:
    """Date the last run and all files so."""
    connection = sqlite3.connect(store / "runs.sqlite")
    with connection:
        connection.execute(
            "UPDATE run SET started = ?, heartbeat = ?, ended = NULL, state = 'running' "
            "WHERE id = (SELECT max(id) FROM run)",
            (when, when),
        )
    connection.close()
    seconds = datetime.fromisoformat(when).timestamp()
    for path in store.rglob("*"):
        os.utime(path, (seconds, seconds))


def two_at_once(folder: Path) -> Seen:
    """A second ingestion begins while one goes on; a third one waits."""
    source = write(folder / "news.jsonl", made_up(4000))
    more = write(folder / "more.jsonl", iter([ARTICLE]))
    store = folder / "store"
    command = [sys.executable, "-m", "kg", "ingest", str(source), "--store", str(store), "-j", "1"]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (store / "writer.pid").exists() and first.poll() is None:
        time.sleep(0.05)
    second = kg("ingest", more, "--store", store, "-j", "1")
    command = [sys.executable, "-m", "kg", "ingest", str(more), "--store", str(store), "-j", "1", "--wait"]
    third = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2)
    waits = third.poll() is None
    first.send_signal(signal.SIGTERM)
    codes = [first.wait(), third.wait()]
    there = articles(store)
    with RunLog.open_read(store) as log:
        noted = sum(run.stored for run in log.latest(9))
    words = (
        f"second: exit {second.code}, “{first_line(second.words)}”; with --wait: exit {codes[1]}; the first, after "
        f"SIGTERM: exit {codes[0]}; {there} stored, {noted} by the run log"
    )
    right = (
        second.code == 3 and str(first.pid) in second.words and waits and codes == [130, 0] and there == noted
    )
    return Seen(words, right)


def first_line(words: str) -> str:
    """The first line, without its folders."""
    line = next(iter(words.strip().splitlines()), "")
    return " ".join(Path(word).name if word.startswith("/") else word for word in line.split())


FAULTS: dict[str, Callable[[Path], Seen]] = {
    "disk full": disk_full,
    "read-only disk": disk_read_only,
    "line of 1 GB": long_line,
    "cyclic links": cyclic_links,
    "clock going back": clock_back,
    "two ingestions at once": two_at_once,
}


def main(names: list[str]) -> int:
    """Make the faults, print the table."""
    wrong = 0
    for name in names or FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                seen = FAULTS[name](Path(folder))
            except NotHere as reason:
                print(f"{name:24} not tried: {reason}")
                continue
        wrong += not seen.right
        print(f"{name:24} {'right' if seen.right else 'WRONG'}: {seen.words}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
