"""A web server on this machine that answers just as it is told to, also wrongly."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Page = bytes | Callable[[socket.socket, Mapping[str, str]], None]
"""A whole answer, or what writes one, given the header fields of the request by lower-case name."""


@dataclass
class Site:
    """`pages` are the answers by path; `asked` the requests in their order."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def answer(body: bytes | str = b"", status: str = "200 OK", **fields: str) -> bytes:
    """A whole answer; `content_type="text/html"` gives a header field."""
    data = body.encode() if isinstance(body, str) else body
    names = {"content_length": str(len(data)), "content_type": "text/html; charset=utf-8", **fields}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in names.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


@contextmanager
def site() -> Iterator[Site]:
    """A site without pages (it answers 404) at a free port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = Site(server.getsockname()[1])
        stopped = threading.Event()
        threading.Thread(target=_serve, args=(server, here, stopped), daemon=True).start()
        try:
            yield here
        finally:
            stopped.set()
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)


def _serve(server: socket.socket, here: Site, stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            client, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_talk, args=(client, here), daemon=True).start()


def _talk(client: socket.socket, here: Site) -> None:
    with suppress(OSError), client, client.makefile("rb") as file:
        client.settimeout(20)
        while line := file.readline():
            path = line.split()[1].decode()
            pairs = (raw.decode("latin-1").partition(":") for raw in iter(file.readline, b"\r\n"))
            fields = {name.lower(): value.strip() for name, _, value in pairs}
            here.asked.append((path, fields))
            page = here.pages.get(path, answer("nothing here", "404 Not Found"))
            if isinstance(page, bytes):
                client.sendall(page)
            else:
                page(client, fields)
                return
