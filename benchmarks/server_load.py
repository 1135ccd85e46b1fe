"""Load test: `kg serve`, with and without its cache, beside the native `oxigraph serve` on the same data.

    python -m benchmarks.server_load                      # 200,000 triples, 1, 8 and 32 connections
    python -m benchmarks.server_load --triples 1000000 --seconds 3
    python -m benchmarks.server_load --rdflib-endpoint /other/venv/bin/rdflib-endpoint

All servers run at the same time on one machine; they are asked in turn, a second each, for several rounds, so that
whatever else the machine does meets all of them. The client is one process of raw asyncio sockets with
keep-alive. Numbers are requests a second, the ratio to the native server, the 99th percentile of the time of a
request and the computing for one request, both in milliseconds; then the memory of each server while it
gives 100,000 rows.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pyoxigraph as ox

EX = "http://example.org/"
PERSONS_PER_COUNTRY = 50
START_SECONDS = 180
"""For the slowest server to read the data."""

QUERIES = {
    "ask": f"ASK {{ <{EX}person/1> a <{EX}Person> }}",
    "point": f"SELECT ?p ?o {{ <{EX}person/7> ?p ?o }}",
    "join20": f"SELECT ?a ?b ?day {{ ?e <{EX}actor> ?a ; <{EX}recipient> ?b ; <{EX}day> ?day . "
    f"?a <{EX}country> <{EX}country/3> . ?b <{EX}country> ?other }} LIMIT 20",
    "aggregate": f"SELECT ?t (COUNT(?e) AS ?n) {{ ?e <{EX}type> ?t }} GROUP BY ?t ORDER BY DESC(?n)",
    "text": f"SELECT ?s ?l {{ ?s <{EX}label> ?l FILTER(CONTAINS(LCASE(?l), 'person 99')) }} LIMIT 50",
    "rows10k": "SELECT * { ?s ?p ?o } LIMIT 10000",
    "rows100k": "SELECT * { ?s ?p ?o } LIMIT 100000",
    "construct": f"CONSTRUCT {{ ?e ?p ?o }} {{ ?e <{EX}actor> <{EX}person/11> ; ?p ?o }}",
}
ACCEPT = {"construct": "application/n-triples"}
NATIVE, RDFLIB = "oxigraph", "rdflib-endpoint"
JSON = "application/sparql-results+json"


def triples(count: int) -> Iterator[str]:
    """N-Triples of a made-up world of persons and events, the same on every run."""
    persons = max(100, count // 40)
    for i in range(persons):
        who = f"<{EX}person/{i}>"
        yield f"{who} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{EX}Person> .\n"
        yield f'{who} <{EX}label> "Person {i} of country {i // PERSONS_PER_COUNTRY}" .\n'
        yield f"{who} <{EX}country> <{EX}country/{i // PERSONS_PER_COUNTRY}> .\n"
    for i in range((count - 3 * persons) // 5):
        event = f"<{EX}event/{i}>"
        yield f"{event} <{EX}type> <{EX}type/{i % 23}> .\n"
        yield f"{event} <{EX}actor> <{EX}person/{i * 7 % persons}> .\n"
        yield f"{event} <{EX}recipient> <{EX}person/{i * 13 % persons}> .\n"
        day = f"{2000 + i % 25}-{i % 12 + 1:02}-{i % 28 + 1:02}"
        yield f'{event} <{EX}day> "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
        yield f'{event} <{EX}label> "Event number {i}" .\n'


@dataclass(slots=True)
class Figure:
    """What was measured of one query on one server, over all rounds."""

    times: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    size: int = 0
    """Bytes of one answer."""
    computed: float = 0.0
    """Seconds of computing of the server and its processes."""

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.elapsed

    @property
    def cost(self) -> float:
        """Milliseconds of computing for one request: what a busy machine does not change."""
        return self.computed / len(self.times) * 1000

    @property
    def p99(self) -> float:
        """Time in milliseconds that 99 of 100 requests did not exceed."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> int:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise RuntimeError(head.decode(errors="replace"))
    lower = head.lower()
    if b"content-length:" in lower:
        length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        return length
    total = 0
    while True:
        size = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
        await reader.readexactly(size + 2)
        if size == 0:
            return total
        total += size


async def measure(
    figure: Figure, port: int, path: str, accept: str, connections: int, seconds: float
) -> None:
    """Keep so many connections busy for so long with the same request, after one that does not count."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {accept}\r\n\r\n".encode()
    opened = [await asyncio.open_connection("127.0.0.1", port, limit=1 << 22) for _ in range(connections)]
    await _exchange(*opened[0], request)
    begun = time.perf_counter()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (sent := time.perf_counter()) < begun + seconds:
            figure.size = await _exchange(reader, writer, request)
            figure.times.append(time.perf_counter() - sent)
        writer.close()

    await asyncio.gather(*(client(*connection) for connection in opened))
    figure.elapsed += time.perf_counter() - begun


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it answers until the end of the block."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            end = time.monotonic() + START_SECONDS
            while time.monotonic() < end and process.poll() is None:
                try:
                    urlopen(url, timeout=2).close()  # noqa: S310 - our own loopback address
                    break
                except OSError:
                    time.sleep(0.05)
            else:
                log.seek(0)
                raise RuntimeError(log.read().decode(errors="replace"))
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def memory_of(pid: int) -> int:
    """Resident memory in bytes of a process and all below it, shared pages counted by share."""
    total = 0
    pending = [pid]
    while pending:
        now = pending.pop()
        try:
            rollup = Path(f"/proc/{now}/smaps_rollup").read_text()
            total += next(
                int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")
            )
            for task in Path(f"/proc/{now}/task").iterdir():
                pending += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError, StopIteration):
            continue
    return total


def peak_memory(server: Server, path: str) -> tuple[int, int, int]:
    """Resident memory in bytes before, at most during, and after one request."""
    before = most = memory_of(server.pid)
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.02):
            most = max(most, memory_of(server.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    with urlopen(f"http://127.0.0.1:{server.port}{server.path}{path}", timeout=300) as answer:
        while answer.read(1 << 16):
            pass
    done.set()
    watcher.join()
    return before, most, memory_of(server.pid)


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs."""

    name: str
    port: int
    path: str
    pid: int


def computed_by(pid: int) -> float:
    """Seconds of computing of a process and all below it, also of those that have ended."""
    ticks = 0
    pending = [pid]
    while pending:
        now = pending.pop()
        try:
            fields = Path(f"/proc/{now}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
            for task in Path(f"/proc/{now}/task").iterdir():
                pending += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def kg_command(store: Path, port: int, cache: bool, server: str) -> list[str]:
    """`kg serve` on a plain store, with patience for 32 long answers on a busy machine."""
    options = "raw_store=True, timeout=600, queue_seconds=600"
    options += "" if cache else ", cache_bytes=0"
    if server == "uvicorn":
        code = (
            "from pathlib import Path; from kg.server import ServerSettings, run; "
            f"run(ServerSettings(Path({str(store)!r}), port={port}, {options}))"
        )
        return [sys.executable, "-c", code]
    name = f"served_{port}"
    (store.parent / f"{name}.py").write_text(
        "from pathlib import Path\nfrom kg.server import ServerSettings, application\n"
        f"app = application(ServerSettings(Path({str(store)!r}), port={port}, {options}))\n"
    )
    tool = str(Path(sys.executable).parent / server)
    if server == "granian":
        command = [tool, "--interface", "asgi", "--port", str(port), "--working-dir", str(store.parent)]
        return [*command, f"{name}:app"]
    command = [tool, "--bind", f"127.0.0.1:{port}", "-k", "uvloop", f"{name}:app"]
    return ["env", f"PYTHONPATH={store.parent}:{os.environ.get('PYTHONPATH', '')}", *command]


def start(stack: ExitStack, folder: Path, options: argparse.Namespace) -> list[Server]:
    """All servers, the native one first."""
    bin_folder = Path(sys.executable).parent
    oxigraph = shutil.which("oxigraph", path=f"{bin_folder}{os.pathsep}{os.environ['PATH']}")
    if oxigraph is None:
        sys.exit("The native server is missing: pip install oxigraph")
    store = folder / "store"

    def run(name: str, path: str, port: int, command: list[str]) -> Server:
        url = f"http://127.0.0.1:{port}{path}?query=ASK%20%7B%7D"
        process = stack.enter_context(running(command, url))
        return Server(name, port, path, process.pid)

    port = free_port()
    native = [oxigraph, "serve-read-only", "-l", str(store), "-b", f"127.0.0.1:{port}"]
    servers = [run(NATIVE, "/query", port, native)]
    for server in options.servers:
        for cache in (False, True):
            port = free_port()
            name = f"kg, {server}{' + cache' if cache else ''}"
            servers.append(run(name, "/sparql", port, kg_command(store, port, cache, server)))
    if options.rdflib_endpoint:
        port = free_port()
        command = [str(options.rdflib_endpoint), "serve", "--host", "127.0.0.1", "--port", str(port)]
        servers.append(run(RDFLIB, "/", port, [*command, str(folder / "data.nt")]))
    return servers


def bench(servers: list[Server], options: argparse.Namespace) -> dict[str, dict[str, Figure]]:
    """Figures by server and by query and number of connections."""
    results: dict[str, dict[str, Figure]] = {server.name: {} for server in servers}
    for label in options.queries:
        for connections in options.connections:
            key = f"{label}/{connections}"
            for turn in range(options.rounds):
                for server in servers:
                    figures = results[server.name]
                    if server.name == RDFLIB and too_slow(figures, label):
                        continue
                    if turn and server.name == RDFLIB:
                        continue
                    figure = figures.setdefault(key, Figure())
                    path = f"{server.path}?query={quote(QUERIES[label])}"
                    accept = ACCEPT.get(label, JSON)
                    before = computed_by(server.pid)
                    asyncio.run(measure(figure, server.port, path, accept, connections, options.seconds))
                    figure.computed += computed_by(server.pid) - before
            shown = ", ".join(f"{n} {f[key].rate:.1f}/s" for n, f in results.items() if key in f)
            print(f"  {key:14} {shown}", file=sys.stderr, flush=True)
    return results


def too_slow(figures: dict[str, Figure], label: str) -> bool:
    """Whether a query took more than a second alone, so that more connections would take minutes."""
    return any(key.startswith(f"{label}/") and figure.p99 > 1000 for key, figure in figures.items())


def table(results: dict[str, dict[str, Figure]]) -> str:
    """Markdown: one line for each query and number of connections."""
    native = results[NATIVE]
    names = [name for name in results if name != NATIVE]
    lines = [
        f"| query | conn. | {NATIVE} /s (p99 ms; CPU ms) | "
        + " | ".join(f"{n}: ratio (p99 ms; CPU ms)" for n in names)
        + " |"
    ]
    lines.append("|---" * (3 + len(names)) + "|")
    for key, base in native.items():
        label, connections = key.split("/")
        cells = []
        for name in names:
            figure = results[name].get(key)
            cells.append(
                f"{figure.rate / base.rate:.2f} ({figure.p99:.1f}; {figure.cost:.3g})" if figure else "-"
            )
        first = f"{base.rate:.3g} ({base.p99:.1f}; {base.cost:.3g})"
        lines.append(f"| {label} | {connections} | {first} | {' | '.join(cells)} |")
    return "\n".join(lines)


def parsed_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--queries", nargs="+", default=list(QUERIES), choices=list(QUERIES))
    parser.add_argument(
        "--servers", nargs="+", default=["uvicorn"], choices=["uvicorn", "granian", "hypercorn"]
    )
    parser.add_argument("--rdflib-endpoint", type=Path, help="its command, if it is to be measured too")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser.parse_args()


def main() -> None:
    """Load, measure, print."""
    options = parsed_options()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        data = folder / "data.nt"
        data.write_text("".join(triples(options.triples)), encoding="utf-8")
        filled = ox.Store(str(folder / "store"))
        filled.bulk_load(path=str(data), format=ox.RdfFormat.N_TRIPLES)
        filled.flush()
        del filled
        servers = start(stack, folder, options)
        results = bench(servers, options)
        print(table(results))
        path = f"?query={quote(QUERIES['rows100k'])}"
        print("\nmemory in MiB before, at most during and after one answer of 100,000 rows:")
        for server in servers:
            if server.name != RDFLIB:
                shown = " / ".join(f"{size >> 20}" for size in peak_memory(server, path))
                print(f"  {server.name}: {shown}")
    if options.json:
        figures = {
            n: {k: [f.rate, f.p99, f.cost, f.size] for k, f in found.items()} for n, found in results.items()
        }
        options.json.write_text(json.dumps(figures, indent=2))
    ratios = [
        figure.rate / results[NATIVE][key].rate
        for name, figures in results.items() if name.endswith("+ cache")
        for key, figure in figures.items()
    ]  # fmt: skip
    print(f"\nlowest ratio with the cache: {min(ratios):.2f}")


if __name__ == "__main__":
    main()
