"""Sends every hostile request of the tests to a server, and shows what a well-behaved client notices.

python -m benchmarks.server_abuse              # from the folder of the project
python -m benchmarks.server_abuse --triples 1000000
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from benchmarks.server_load import triples
from tests.server.abuse import SteadyClient, send
from tests.server.hostile import HOSTILE
from tests.server.serving import serving


def shown(steady: SteadyClient) -> str:
    """Figures of the steady client in one line."""
    p50, p99, most = (steady.percentile(share) for share in (0.5, 0.99, 1.0))
    failures = f"{len(steady.failures)} failed {steady.failures[:3]}" if steady.failures else "none failed"
    return (
        f"{len(steady.times)} requests, {failures}; p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {most:.1f} ms"
    )


def main() -> None:
    """Measure in quiet, then under abuse; exit 1 if an answer was not as it should be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=20_000)
    parser.add_argument("--quiet-seconds", type=float, default=10.0)
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        store = ox.Store(str(path))
        store.bulk_load("".join(triples(options.triples)), ox.RdfFormat.N_TRIPLES)
        store.flush()
        del store
        with serving(
            path,
            raw_store=True,
            writable=True,
            anonymous_write=True,
            quick_workers=4,
            slow_workers=2,
            cache_bytes=0,
        ) as server:
            with SteadyClient(server.port) as quiet:
                time.sleep(options.quiet_seconds)
            print("| request | status | seconds |\n|---|---|---|")
            with SteadyClient(server.port) as steady:
                for request in HOSTILE:
                    found = send(server.port, request)
                    right = found.status in request.expected
                    wrong += not right
                    status = str(found.status or "cut off") + ("" if right else " (wrong)")
                    print(f"| {request.name} | {status} | {found.seconds:.2f} |", flush=True)
            print(f"\n{len(HOSTILE)} hostile requests, {wrong} not answered as they should be")
            print(f"steady client, quiet: {shown(quiet)}\nsteady client, meanwhile: {shown(steady)}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
