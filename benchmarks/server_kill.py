"""kill -9 of workers, of the writer and of the server in mid-write: what clients see, and whether the store is whole.

    python -m benchmarks.server_kill

Readers and one writing client work all the time. A write that was answered must be there afterwards; one that was
not may be there, but wholly or not at all; the merged graph must be what the articles say.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import secrets
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kg.errors import StoreLocked
from kg.rdf.vocabulary import ARTICLE
from kg.store import Store
from tests.server.sample import ARTICLE as SAMPLE
from tests.server.sample import TURTLE
from tests.server.serving import Served, serving
from tests.server.test_isolation import below, gone, until

READ = "/sparql?format=csv&query=" + quote("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")


@dataclass
class Clients:
    """Readers and a writer until the server is gone or the end."""

    port: int
    seen: Counter[str] = field(default_factory=Counter)
    written: list[str] = field(default_factory=list)
    """Articles whose PUT was answered."""
    stop: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Ask again and again."""
        self._repeat("read", lambda: ("GET", READ, b""))

    def write(self) -> None:
        """Put articles, each under an identifier of its own."""
        self._repeat("write", self._article)

    def _article(self) -> tuple[str, str, bytes]:
        name = secrets.token_hex(8)
        body = TURTLE.replace(SAMPLE, f"{ARTICLE.iri}{name}").encode()
        return "PUT", f"/store?graph={quote(ARTICLE.iri + name)}", body

    def _repeat(self, what: str, make: object) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while not self.stop.is_set():
            method, target, body = make()  # type: ignore[operator]
            try:
                connection.request(method, target, body or None, {"content-type": "text/turtle"})
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.seen[f"{what}: {type(error).__name__}"] += 1
                connection.close()
                time.sleep(0.02)
                continue
            self.seen[f"{what}: {answer.status}"] += 1
            if method == "PUT" and answer.status in (201, 204):
                self.written.append(target.rpartition("%2F")[2].rpartition("/")[2])
        connection.close()


def opened(path: Path) -> Store:
    """The store for writing; a writer process that was being born when its server died lets it go in a moment."""
    for _ in range(100):
        try:
            return Store.open(path)
        except StoreLocked:
            time.sleep(0.1)
    return Store.open(path)


def whole(path: Path, written: list[str]) -> tuple[int, str]:
    """Articles in the store, and what is wrong with it."""
    with opened(path) as store:
        articles = store.articles()
        sizes = {len(graph.triples) for iri in articles if (graph := store.article_graph(iri))}
        lost = [name for name in written if ARTICLE.iri + name not in articles]
        report = store.rebuild()
    wrong = [f"{len(lost)} answered writes are lost"] if lost else []
    wrong += [f"articles of {sorted(sizes)} triples"] if len(sizes) > 1 else []
    wrong += ["the merged graph was wrong"] if not report.was_right else []
    return len(articles), ", ".join(wrong)


def round_of(
    path: Path, seconds: float, victim: str, chance: random.Random
) -> tuple[Counter[str], list[str], int]:
    """Run clients and kill, at random times; what they saw, what was answered, how often something was killed."""
    kills = 0
    with serving(path, writable=True, anonymous_write=True, cache_bytes=0) as server:
        clients = Clients(server.port)
        threads = [threading.Thread(target=clients.read) for _ in range(4)]
        threads.append(threading.Thread(target=clients.write))
        for thread in threads:
            thread.start()
        end = time.time() + seconds
        while time.time() < end:
            time.sleep(chance.uniform(0.1, 0.5))
            if victim == "workers":
                with suppress(ProcessLookupError, IndexError):
                    os.kill(chance.choice(below(server.process.pid)[1:]), signal.SIGKILL)
                    kills += 1
        if victim == "server":
            kills += kill_all(server)
        clients.stop.set()
        for thread in threads:
            thread.join()
    return clients.seen, clients.written, kills


def kill_all(server: Served) -> int:
    """The server first; its processes must follow by themselves."""
    left = below(server.process.pid)
    server.process.kill()
    server.process.wait()
    if not until(lambda: all(gone(pid) for pid in left)):
        sys.exit("processes outlived the server")
    return 1


def main() -> None:
    """Kill workers for a while, then the server several times; exit 1 if the store is not whole."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20.0, help="of killing workers")
    parser.add_argument("--rounds", type=int, default=8, help="of killing the server")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        Store.open(path).close()
        answered: list[str] = []
        plan = [("workers", options.seconds), *[("server", chance.uniform(1, 3))] * options.rounds]
        for victim, seconds in plan:
            seen, written, kills = round_of(path, seconds, victim, chance)
            answered += written
            articles, wrong = whole(path, answered)
            failed |= bool(wrong)
            shown = ", ".join(f"{what} {count}" for what, count in sorted(seen.items()))
            print(f"{kills} kills of {victim} in {seconds:.1f} s: {shown}")
            print(
                f"  {len(answered)} writes answered, {articles} articles there: {wrong or 'whole'}",
                flush=True,
            )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
