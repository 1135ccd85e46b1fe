"""Real SPARQL servers for tests, each in a process and a folder of its own; absent ones are skipped with the reason."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from kg.store.remote import Endpoints

START_SECONDS = 60

_VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
FileExtend = 200
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 7000
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 30
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""


@dataclass
class Server:
    """A server that can be killed and started again on the same data."""

    command: tuple[str, ...]
    folder: Path
    endpoints: Endpoints
    after_start: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "output.log").open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=log, stderr=log)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                httpx.post(self.endpoints.query, data={"query": "ASK {}"}, timeout=5).raise_for_status()
            except httpx.HTTPError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                self.after_start()
                return
        self.kill()
        pytest.fail(f"{self.command[0]} did not start:\n{(self.folder / 'output.log').read_text()[-2000:]}")

    def kill(self) -> None:
        """End it at once, as a crash does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None
            (self.folder / "virtuoso.lck").unlink(missing_ok=True)


def oxigraph(folder: Path, *options: str) -> Server:
    """The native server of Oxigraph, not started."""
    beside = Path(sys.executable).parent
    found = shutil.which("oxigraph", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip("the server of Oxigraph is missing: pip install oxigraph")
    port = free_port()
    command = (found, "serve", "--location", "data", "--bind", f"127.0.0.1:{port}", *options)
    return Server(command, _made(folder), Endpoints.of(f"http://127.0.0.1:{port}/query"))


def virtuoso(folder: Path) -> Server:
    """Virtuoso, not started; whoever reaches it may write, and so may dba with the password dba by digest."""
    found, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if found is None or isql is None:
        pytest.skip("Virtuoso is missing: apt-get install virtuoso-opensource")
    http, sql = free_port(), free_port()
    (_made(folder) / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(http=http, sql=sql))

    def grant() -> None:
        rights = 'GRANT SPARQL_UPDATE TO "SPARQL"; GRANT SPARQL_SPONGE TO "SPARQL";'
        subprocess.run(
            [isql, f"127.0.0.1:{sql}", "dba", "dba", f"exec={rights}"], check=True, capture_output=True
        )

    endpoints = Endpoints.of(f"http://127.0.0.1:{http}/sparql")
    return Server((found, "+foreground", "+configfile", "virtuoso.ini"), folder, endpoints, grant)


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def empty(server: Server) -> None:
    """Take out all that a test has written."""
    found = httpx.post(
        server.endpoints.query,
        data={"query": "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"},
        headers={"Accept": "application/sparql-results+json"},
    ).json()["results"]["bindings"]
    ours = [row["g"]["value"] for row in found if row["g"]["value"].startswith(("https://w3id.org/", "urn:"))]
    steps = [f"DROP SILENT GRAPH <{graph}>" for graph in ours]
    if "virtuoso" not in server.command[0]:
        steps.append("DROP DEFAULT")
    if steps:
        httpx.post(
            server.endpoints.update,
            content=" ; ".join(steps).encode(),
            headers={"Content-Type": "application/sparql-update"},
            timeout=60,
        ).raise_for_status()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
