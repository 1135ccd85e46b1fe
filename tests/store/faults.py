"""An HTTP proxy that does to requests what networks and servers do on bad days."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from kg.store.remote import Endpoints

PASS = "pass"  # noqa: S105  a word, no secret
SLOW_SECONDS = 4.0

Fault = str
"""One of `FAULTS`, or `PASS`, or `steps:K` (do only the first K steps of an update, and half of the next)."""

FAULTS = (
    "refuse",  # the connection is closed before anything is read
    "busy",  # 503
    "too often",  # 429 with Retry-After
    "broken",  # 500, nothing done
    "half request",  # the server gets half of the body
    "lost answer",  # the server does it, and nobody hears of it
    "half answer",  # the server does it, and half of the answer comes back
    "slow",  # the server does it, and the answer comes after the client has given up
)


@dataclass
class Proxy:
    """Sits before a server. `plan` gives the fault of each request; `seen` are the faults that came up."""

    upstream: Endpoints
    plan: Callable[[str, bytes], Fault] = lambda _path, _body: PASS
    seen: list[Fault] = field(default_factory=list)
    endpoints: Endpoints = field(init=False)


@contextmanager
def proxied(upstream: Endpoints) -> Iterator[Proxy]:
    """A proxy on a free port as long as the context lasts."""
    proxy = Proxy(upstream)

    class Handler(_Handler):
        pass

    Handler.proxy = proxy
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = f"http://127.0.0.1:{server.server_address[1]}"
    there = "{0.scheme}://{0.netloc}".format(urlsplit(upstream.query))
    proxy.endpoints = replace(
        upstream,
        query=upstream.query.replace(there, here),
        update=upstream.update.replace(there, here),
        graphs=upstream.graphs.replace(there, here),
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def log_message(self, *_args: object) -> None:
        """Nothing."""

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.proxy.plan(self.path, body)
        if fault != PASS:
            self.proxy.seen.append(fault)
        with suppress(OSError):  # a client that has given up
            self._do(fault, body)

    do_GET = do_POST = do_PUT = _serve  # noqa: N815  their names

    def _do(self, fault: Fault, body: bytes) -> None:
        if fault == "refuse":
            self._hang_up()
        elif fault in ("busy", "too often", "broken"):
            status = {"busy": 503, "too often": 429, "broken": 500}[fault]
            self._answer(status, b"not now", {"Retry-After": "0"} if fault == "too often" else {})
        elif fault == "half request":
            self._send_half(body)
            self._hang_up()
        elif fault.startswith("steps:"):
            self._forward(_first_steps(body, int(fault.removeprefix("steps:"))))
            self._hang_up()
        else:
            self._pass_on(fault, body)

    def _pass_on(self, fault: Fault, body: bytes) -> None:
        try:
            status, answer, kind = self._forward(body)
        except OSError:
            self._answer(502, b"the server is away", {})
            return
        if fault == "lost answer":
            self._hang_up()
        elif fault == "half answer":
            self._answer(status, answer, {"Content-Type": kind}, cut=True)
            self._hang_up()
        else:
            if fault == "slow":
                time.sleep(SLOW_SECONDS)
            self._answer(status, answer, {"Content-Type": kind})

    def _forward(self, body: bytes) -> tuple[int, bytes, str]:
        connection = http.client.HTTPConnection(urlsplit(self.proxy.upstream.query).netloc, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name not in _OWN}
        try:
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers.get("Content-Type", "text/plain")
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def _send_half(self, body: bytes) -> None:
        parts = urlsplit(self.proxy.upstream.query)
        lines = [f"{self.command} {self.path} HTTP/1.1", f"Host: {parts.netloc}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items() if name not in _OWN]
        head = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode()
        with socket.create_connection((parts.hostname, parts.port), timeout=10) as upstream:
            upstream.sendall(head + body[: len(body) // 2])

    def _answer(self, status: int, body: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + cut))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


_OWN = frozenset({"Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding"})


def steps_of(update: bytes) -> int:
    """How many steps an update has."""
    return update.count(b";\n") + 1


def _first_steps(update: bytes, number: int) -> bytes:
    """The first steps of an update, and the first half of the data of the one after them."""
    steps = update.decode().split(";\n")
    done = steps[:number]
    lines = steps[number].split("\n") if number < len(steps) else []
    if (
        len(lines) > 4
        and lines[0].endswith("DATA {")
        and lines[1].startswith("GRAPH")
        and lines.count("}") == 2
    ):
        data = lines[2:-2]
        done.append("\n".join([*lines[:2], *data[: len(data) // 2], *lines[-2:]]))
    return ";\n".join(done).encode() or b"INSERT DATA { }"
