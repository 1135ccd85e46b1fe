"""The process that asks another SPARQL endpoint for one SERVICE clause, and writes the answer as VALUES.

It reaches listed hosts only, and only at public addresses: the name is looked up once, every address that it has
must be public, and the connection is made to one of those that were looked at. So a name that changes its
address between the look and the connection gains nothing. Redirections are not followed.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.net import Connect, Lookup, NotPublic, connect, lookup, public_addresses
from kg.server.frames import ERROR, FrameSocket, json_frame, whole_frame
from kg.server.refusal import Refused

MOST_BYTES = 16 << 20
MOST_ROWS = 20_000
"""Limits of one answer; more must be asked for more narrowly."""


def fetch(
    endpoint: str, query: str, hosts: Sequence[str], seconds: float,
    lookup: Lookup = lookup, connect: Connect = connect,
) -> bytes:  # fmt: skip
    """The answer of an endpoint in the SPARQL JSON format; raises Refused."""
    end = time.monotonic() + seconds
    host, port, path, secure = _parts(endpoint, hosts)
    try:
        addresses = public_addresses(host, port, lookup)
        with closing(http.client.HTTPConnection(host, port)) as connection:
            connection.sock = _connected(addresses, port, end, connect)
            if secure:
                context = ssl.create_default_context()
                connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
            body = _asked(connection, host, path, query)
    except NotPublic as error:
        raise Refused(
            403, f"SERVICE may not reach {host}: {error.address} is not a public address."
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise Refused(502, f"{host} cannot be asked: {error}") from error
    return body


def _asked(connection: http.client.HTTPConnection, host: str, path: str, query: str) -> bytes:
    name = host if connection.port in (80, 443) else f"{host}:{connection.port}"
    fields = {
        "content-type": "application/sparql-query", "accept": "application/sparql-results+json",
        "host": name, "user-agent": "kg (SPARQL SERVICE)",
    }  # fmt: skip
    connection.request("POST", path, query.encode(), fields)
    answer = connection.getresponse()
    if 300 <= answer.status < 400:
        raise Refused(502, f"{host} redirects the query; redirections are not followed.")
    if answer.status != 200:
        raise Refused(502, f"{host} answered with status {answer.status}.")
    body = answer.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise Refused(502, f"The answer of {host} is longer than {MOST_BYTES >> 20} MiB; ask for less.")
    return body


def _parts(endpoint: str, hosts: Sequence[str]) -> tuple[str, int, str, bool]:
    try:
        url = urlsplit(endpoint)
        port = url.port
    except ValueError as error:
        raise Refused(400, f"<{endpoint}> is not an address: {error}.") from None
    host = (url.hostname or "").lower().rstrip(".")
    if url.scheme not in ("http", "https") or not host or url.username is not None or not host.isascii():
        raise Refused(403, f"SERVICE may not reach <{endpoint}>: only http and https, without user names.")
    usual = 443 if url.scheme == "https" else 80
    name = host if port in (None, usual) else f"{host}:{port}"
    if name not in hosts:
        raise Refused(403, f"SERVICE may not reach {name}. Allowed: {', '.join(hosts)}.")
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    return host, port or usual, path, url.scheme == "https"


def _connected(addresses: Iterable[str], port: int, end: float, connect: Connect) -> socket.socket:
    trouble: OSError = OSError("it has no address")
    for address in addresses:
        try:
            return connect(address, port, max(0.1, end - time.monotonic()))
        except OSError as error:
            trouble = error
    raise trouble


def as_values(body: bytes) -> str:
    """An answer in the SPARQL JSON format as a group with VALUES; raises Refused (502).

    >>> as_values(
    ...     b'{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"uri","value":"urn:x"}}]}}'
    ... )
    '{ VALUES (?a ?b) { (<urn:x> UNDEF) } }'
    """
    try:
        parsed: Any = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        if not isinstance(parsed, ox.QuerySolutions):
            raise Refused(502, "The answer of the other endpoint has no rows.")
        rows: list[str] = []
        for row in parsed:
            if len(rows) >= MOST_ROWS:
                raise Refused(502, f"The other endpoint has more than {MOST_ROWS} rows; ask for less.")
            rows.append(f"({' '.join(map(_term, row))})")
    except (SyntaxError, ValueError) as error:
        raise Refused(502, f"The answer of the other endpoint cannot be read: {error}") from error
    names = " ".join(f"?{variable.value}" for variable in parsed.variables)
    return f"{{ VALUES ({names}) {{ {' '.join(rows)} }} }}"


def _term(term: Any) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.BlankNode):
        raise Refused(
            502, "The other endpoint gave a blank node, which means nothing here; bind something else."
        )
    return str(term)


def serve(connection: FrameSocket) -> None:
    """Do one job, and end."""
    received, query = connection.receive(), connection.receive()
    if received is None or query is None:
        return
    job = json.loads(received[1])
    try:
        values = as_values(fetch(job["endpoint"], query[1].decode(), job["hosts"], job["seconds"]))
    except Refused as refusal:
        if not job["silent"] or refusal.status != 502:
            connection.send(json_frame(ERROR, {"status": refusal.status, "message": str(refusal)}))
            return
        values = "{}"  # the one solution without values that the standard asks for
    connection.send(whole_frame({"kind": "values"}, values.encode()))
