"""Load test: `kg serve`, with and without its cache, beside the native `oxigraph serve` on the same data.

    python benchmarks/server_load.py                      # 100,000 triples, 1, 8 and 32 connections
    python benchmarks/server_load.py --triples 1000000 --seconds 5

Each server runs alone while it is measured, on the same machine, in one run, with the same client: one
process of raw asyncio sockets with keep-alive. Numbers are requests a second, the ratio to the native
server, and the 99th percentile of the time of a request in milliseconds. `rdflib-endpoint` is measured too
where it is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pyoxigraph as ox

EX = "http://example.org/"
PERSONS_PER_COUNTRY = 50

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


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of one query: requests a second, p99 in milliseconds, bytes of one answer."""

    rate: float
    p99: float
    size: int


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


async def measure(port: int, path: str, accept: str, connections: int, seconds: float) -> Figure:
    """Keep so many connections busy for so long with the same request."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {accept}\r\n\r\n".encode()
    times: list[float] = []
    size = 0
    end = 0.0

    async def client() -> None:
        nonlocal size
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        while (begun := time.perf_counter()) < end:
            size = await _exchange(reader, writer, request)
            times.append(time.perf_counter() - begun)
        writer.close()

    end = time.perf_counter() + 0.2
    await client()  # warm
    times.clear()
    begun = time.perf_counter()
    end = begun + seconds
    await asyncio.gather(*(client() for _ in range(connections)))
    elapsed = time.perf_counter() - begun
    times.sort()
    return Figure(len(times) / elapsed, times[min(len(times) - 1, int(len(times) * 0.99))] * 1000, size)


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
            for _ in range(200):
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


def kg_command(store: Path, port: int, cache: bool, server: str) -> list[str]:
    """`kg serve` on a plain store, without the command line's own options."""
    size = "" if cache else ", cache_bytes=0"
    if server == "uvicorn":
        code = (
            "from pathlib import Path; from kg.server import ServerSettings, run; "
            f"run(ServerSettings(Path({str(store)!r}), port={port}, raw_store=True{size}))"
        )
        return [sys.executable, "-c", code]
    module = store.parent / "served.py"
    module.write_text(
        "from pathlib import Path\nfrom kg.server import ServerSettings, application\n"
        f"app = application(ServerSettings(Path({str(store)!r}), port={port}, raw_store=True{size}))\n"
    )
    tool = str(Path(sys.executable).parent / server)
    if server == "granian":
        return [
            tool,
            "--interface",
            "asgi",
            "--port",
            str(port),
            "--working-dir",
            str(store.parent),
            "served:app",
        ]
    command = [tool, "--bind", f"127.0.0.1:{port}", "-k", "uvloop", "served:app"]
    return ["env", f"PYTHONPATH={store.parent}", *command]


def bench(
    name: str, command: list[str], port: int, path: str, options: argparse.Namespace
) -> dict[str, Figure]:
    """All queries at all numbers of connections against one server."""
    found = {}
    with running(command, f"http://127.0.0.1:{port}{path}?query=ASK%20%7B%7D") as process:
        for label in options.queries:
            for connections in options.connections:
                url = f"{path}?query={quote(QUERIES[label])}"
                figure = asyncio.run(
                    measure(port, url, ACCEPT.get(label, JSON), connections, options.seconds)
                )
                found[f"{label}/{connections}"] = figure
                print(f"  {name:14} {label:10} {connections:3} {figure.rate:10.1f}/s p99 {figure.p99:9.2f} ms",
                      file=sys.stderr)  # fmt: skip
        print(f"  {name:14} memory after all of it: {memory_of(process.pid) >> 20} MiB", file=sys.stderr)
    return found


def table(results: dict[str, dict[str, Figure]]) -> str:
    """Markdown: one line for each query and number of connections."""
    native = results["oxigraph"]
    names = [name for name in results if name != "oxigraph"]
    lines = [
        "| query | conn. | oxigraph /s (p99 ms) | " + " | ".join(f"{n} ratio (p99 ms)" for n in names) + " |"
    ]
    lines.append("|---" * (3 + len(names)) + "|")
    for key, base in native.items():
        label, connections = key.split("/")
        cells = []
        for name in names:
            figure = results[name].get(key)
            cells.append(f"{figure.rate / base.rate:.2f} ({figure.p99:.1f})" if figure else "-")
        lines.append(f"| {label} | {connections} | {base.rate:.0f} ({base.p99:.1f}) | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Load, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--queries", nargs="+", default=list(QUERIES), choices=list(QUERIES))
    parser.add_argument(
        "--servers", nargs="+", default=["uvicorn"], choices=["uvicorn", "granian", "hypercorn"]
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        filled = ox.Store(str(store))
        filled.bulk_load(input="".join(triples(options.triples)).encode(), format=ox.RdfFormat.N_TRIPLES)
        filled.flush()
        del filled
        results: dict[str, dict[str, Figure]] = {}
        port = free_port()
        oxigraph = shutil.which(
            "oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        )
        if oxigraph is None:
            sys.exit("The native server is missing: pip install oxigraph")
        native = [oxigraph, "serve-read-only", "-l", str(store), "-b", f"127.0.0.1:{port}"]
        results["oxigraph"] = bench("oxigraph", native, port, "/query", options)
        for server in options.servers:
            for cache in (False, True):
                name = f"{server}{'+cache' if cache else ''}"
                port = free_port()
                results[name] = bench(name, kg_command(store, port, cache, server), port, "/sparql", options)
    print(table(results))
    if options.json:
        rates = {n: {k: [f.rate, f.p99, f.size] for k, f in found.items()} for n, found in results.items()}
        options.json.write_text(json.dumps(rates, indent=2))
    cached = [name for name in results if name.endswith("+cache")]
    ratios = [f.rate / results["oxigraph"][k].rate for name in cached for k, f in results[name].items()]
    print(f"\nmedian ratio with the cache: {statistics.median(ratios):.2f}, lowest {min(ratios):.2f}")


if __name__ == "__main__":
    main()
