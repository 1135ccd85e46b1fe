"""Sends hostile requests and measures what they do to another client."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.server.hostile import Hostile


@dataclass(frozen=True, slots=True)
class Outcome:
    """Status (0: the connection was cut) and time in seconds."""

    status: int
    seconds: float
    detail: str = ""


def send(port: int, request: Hostile, seconds: float = 60) -> Outcome:
    """Send one request on a connection of its own, and read all of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    begun = time.monotonic()
    try:
        connection.request(request.method, request.target, request.body or None, request.headers)
        response = connection.getresponse()
        text = b""
        while piece := response.read(1 << 16):
            text = text or piece[:300]
        return Outcome(response.status, time.monotonic() - begun, text.decode(errors="replace"))
    except (http.client.HTTPException, ConnectionError) as error:
        return Outcome(0, time.monotonic() - begun, repr(error)[:200])
    finally:
        connection.close()


@dataclass
class SteadyClient:
    """A well-behaved client that asks a small question a hundred times a second, until the end of the block."""

    port: int
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, str(Path(__file__).with_name("steady.py")), str(self.port)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        found = json.loads(self._process.communicate()[0])
        self.times, self.failures = found["times"], found["failures"]

    def percentile(self, share: float) -> float:
        """Time in milliseconds that this share of the requests did not exceed."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
