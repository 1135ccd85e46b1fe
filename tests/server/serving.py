"""A server in a process of its own, as a user would start it, on a free loopback port."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx

START_SECONDS = 30

_RUN = """
import json, sys
from pathlib import Path
from kg.server import ServerSettings, run, sandbox
sandbox.die_with_parent()  # a test run that is killed leaves no server behind
given = json.loads(sys.argv[1])
for name in ("store", "tokens", "audit_log", "snapshots"):
    if name in given:
        given[name] = Path(given[name])
for name, value in given.items():
    if isinstance(value, list):
        given[name] = tuple(value)
run(ServerSettings(**given))
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: where it is, its process, a client for it."""

    url: str
    port: int
    store: Path
    process: subprocess.Popen[bytes]
    client: httpx.Client
    log: IO[bytes]

    def logged(self) -> list[dict[str, Any]]:
        """The lines of JSON that the server has written so far."""
        lines = os.pread(self.log.fileno(), 1 << 20, 0).decode().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    @property
    def sparql(self) -> str:
        """URL of the endpoint."""
        return f"{self.url}/sparql"

    def query(
        self, text: str, accept: str = "application/sparql-results+json", **params: str
    ) -> httpx.Response:
        """A query by GET."""
        return self.client.get("/sparql", params={"query": text, **params}, headers={"accept": accept})

    def rows(self, text: str) -> list[dict[str, str]]:
        """Rows of a SELECT, with the values only."""
        found = self.query(text)
        assert found.status_code == 200, found.text
        return [{k: v["value"] for k, v in row.items()} for row in found.json()["results"]["bindings"]]

    def update(self, text: str, **headers: str) -> httpx.Response:
        """An update by direct POST."""
        kind = {"content-type": "application/sparql-update"}
        return self.client.post("/sparql", content=text.encode(), headers=kind | headers)


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(store: Path, **settings: Any) -> Iterator[Served]:
    """A server on a store until the end of the block; its log is shown if it does not start."""
    port = free_port()
    given = json.dumps({"store": str(store), "port": port, "quick_workers": 2, "slow_workers": 1, **settings})
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([sys.executable, "-c", _RUN, given], stdout=log, stderr=log)
        url = f"http://127.0.0.1:{port}"
        try:
            with httpx.Client(base_url=url, timeout=60) as client:
                _wait(process, client, log)
                yield Served(url, port, store, process, client, log)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], client: httpx.Client, log: Any) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            client.get("/health")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    log.seek(0)
    raise AssertionError(f"the server did not start:\n{log.read().decode(errors='replace')}")
