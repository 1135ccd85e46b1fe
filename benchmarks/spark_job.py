"""What a Spark job costs: articles per core-second, quads and bytes per article, memory of a Python process.

    python -m benchmarks.spark_job ARTICLES.jsonl --master 'local[2,8]'

The job runs in a process of its own. Processor time of it, the JVM and all Python processes below it is summed from
/proc, since the JVM is waited for by nobody; so other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def seconds_and_memory(pid: int) -> tuple[float, int]:
    """Processor time and peak memory (bytes) of a process; nothing of one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0, 0
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
    return (int(fields[11]) + int(fields[12])) / TICK, int(peak) * 1024


def below(root: int) -> dict[int, str]:
    """All processes below one, with what they are."""
    parents: dict[int, int] = {}
    names: dict[int, str] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            name, fields = (path / "stat").read_text().rpartition(")")[::2]
        except OSError:
            continue
        parents[int(path.name)] = int(fields.split()[1])
        names[int(path.name)] = name.partition("(")[2]
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: names.get(pid, "") for pid in found}


def main() -> None:
    """Run the job and print its figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles")
    parser.add_argument("--master", default="local[2,8]")
    parser.add_argument("--parts", default="0")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle"
        command = [
            sys.executable,
            "-m",
            "kg",
            "ingest",
            given.articles,
            "--engine",
            "spark",
            "-o",
            str(bundle),
        ]
        command += ["--master", given.master, "--parts", given.parts]
        begin = time.monotonic()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        used: dict[tuple[int, str], float] = {}
        peaks: dict[str, int] = {}
        while process.poll() is None:
            for pid, name in below(process.pid).items():
                seconds, peak = seconds_and_memory(pid)
                used[pid, name] = max(seconds, used.get((pid, name), 0.0))
                peaks[name] = max(peak, peaks.get(name, 0))
            time.sleep(0.1)
        wall = time.monotonic() - begin
        manifest = json.loads((bundle / "manifest.json").read_text())
        files = [part["graphs"] for part in manifest["parts"] if part["graphs"]]
    totals = manifest["totals"]
    spent = {name: sum(value for (_, kind), value in used.items() if kind == name) for name in peaks}
    articles, total = totals["articles"], sum(spent.values())
    figures = {
        **totals,
        "wall_seconds": round(wall, 1),
        "core_seconds": {name: round(value, 1) for name, value in spent.items()},
        "peak_megabytes": {name: peak // 1_000_000 for name, peak in peaks.items()},
        "articles_per_core_second": round(articles / total, 2),
        "quads_per_article": round(totals["quads"] / articles, 1),
        "merged_per_article": round(totals["merged"] / articles, 1),
        "packed_bytes_per_article": round(sum(file["size"] for file in files) / articles),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
