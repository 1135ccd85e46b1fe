"""Sends hostile requests and measures what they do to another client."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass, field
from typing import Self

from tests.server.hostile import Hostile

STEADY = "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%205"
PAUSE_SECONDS = 0.01


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
    """A well-behaved client that asks a small question a hundred times a second."""

    port: int
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self._stop.is_set():
            begun = time.monotonic()
            try:
                connection.request("GET", STEADY)
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    self.failures.append(str(response.status))
            except (http.client.HTTPException, OSError) as error:
                self.failures.append(repr(error))
                connection.close()
            self.times.append(time.monotonic() - begun)
            self._stop.wait(PAUSE_SECONDS)
        connection.close()

    def percentile(self, share: float) -> float:
        """Time in milliseconds that this share of the requests did not exceed."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
