"""Mixed reads while another process writes: failed reads, torn articles, stale answers.

    python -m benchmarks.server_ingest                  # ten minutes
    python -m benchmarks.server_ingest --seconds 60

The writer replaces articles whose triples all carry the number of the commit. A read that sees two numbers
in one article has seen half of it; one that sees a number older than a commit a second before is stale.
"""

from __future__ import annotations

import argparse
import http.client
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kg.store import Store
from tests.server.serving import serving

WRITER = """
import sys, time
import pyoxigraph as ox
from kg.rdf import ArticleGraph
from kg.store import Store
path, seconds, pause = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
end = time.time() + seconds
n = 0
with Store.open(path) as store:
    while time.time() < end:
        n += 1
        graphs = []
        for a in range(3):
            iri = f"https://w3id.org/news-kg/article/{a:016x}"
            nodes = [ox.NamedNode(f"urn:{a}:{i}") for i in range(60)]
            graphs.append(ArticleGraph.of(iri, [ox.Triple(s, ox.NamedNode("urn:n"), ox.Literal(n)) for s in nodes]))
        store.replace(graphs)
        print(n, time.time(), flush=True)
        time.sleep(pause)
"""
READS = (
    "SELECT ?n (COUNT(*) AS ?count) { GRAPH ?g { ?s <urn:n> ?n } } GROUP BY ?n",
    "SELECT ?n (COUNT(*) AS ?count) { ?s <urn:n> ?n } GROUP BY ?n",
)
TRIPLES = 180


@dataclass
class Reader:
    """One client that reads without pause."""

    port: int
    reads: int = 0
    failed: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    seen: list[tuple[float, int]] = field(default_factory=list)
    """When an answer came, and the commit it showed."""

    def run(self, end: float) -> None:
        """Read until then."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while time.time() < end:
            text = READS[self.reads % len(READS)]
            self.reads += 1
            begun = time.time()
            try:
                connection.request("GET", f"/sparql?format=csv&query={quote(text)}")
                answer = connection.getresponse()
                lines = answer.read().decode().split()[1:]
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(repr(error))
                connection.close()
                continue
            if answer.status != 200:
                self.failed.append(str(answer.status))
            elif len(lines) > 1 or (lines and not lines[0].endswith(f",{TRIPLES}")):
                self.torn.append(str(lines))
            elif lines:
                self.seen.append((begun, int(lines[0].split(",")[0])))
        connection.close()


def main() -> None:
    """Write and read at the same time; exit 1 if a read failed, was torn or stale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--pause", type=float, default=0.3, help="seconds between commits")
    parser.add_argument("--readers", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        Store.open(path).close()
        with serving(path, quick_workers=4) as server:
            readers = [Reader(server.port) for _ in range(options.readers)]
            end = time.time() + options.seconds
            threads = [threading.Thread(target=reader.run, args=(end,)) for reader in readers]
            for thread in threads:
                thread.start()
            command = [sys.executable, "-c", WRITER, str(path), str(options.seconds - 2), str(options.pause)]
            written = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            for thread in threads:
                thread.join()
    commits = [(int(n), float(at)) for n, at in (line.split() for line in written.splitlines())]
    stale = [staleness(begun, shown, commits) for reader in readers for begun, shown in reader.seen]
    stale.sort()
    failed = [text for reader in readers for text in reader.failed]
    torn = [text for reader in readers for text in reader.torn]
    print(
        f"{len(commits)} commits, {sum(reader.reads for reader in readers)} reads in {options.seconds:.0f} s"
    )
    print(f"failed: {len(failed)} {failed[:3]}   torn: {len(torn)} {torn[:3]}")
    print(f"staleness of a read: median {stale[len(stale) // 2]:.3f} s, p99 {stale[int(len(stale) * 0.99)]:.3f} s, "
          f"longest {stale[-1]:.3f} s, over one second: {sum(s > 1 for s in stale)}")  # fmt: skip
    sys.exit(1 if failed or torn or stale[-1] > 1 else 0)


def staleness(begun: float, shown: int, commits: list[tuple[int, float]]) -> float:
    """How long, when a read began, the next commit after the one that it showed had been there; 0 if it was not."""
    return max(0.0, begun - commits[shown][1]) if shown < len(commits) else 0.0


if __name__ == "__main__":
    main()
