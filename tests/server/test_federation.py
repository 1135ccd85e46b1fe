"""SERVICE asks listed hosts at public addresses, and nothing else, however it is tried."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SettingsError
from kg.net import is_public
from kg.server import ServerSettings
from kg.server.federation import expanded
from kg.server.fetcher import as_values, fetch
from kg.server.refusal import Refused
from tests.server.serving import Served, serving

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"a"}}]}}'
PUBLIC = "93.184.215.14"


# --- the text


def answered(text: str, group: str = "{ VALUES (?x) { (1) } }") -> tuple[str, list[tuple[str, str, bool]]]:
    asked = []

    async def ask(endpoint: str, query: str, silent: bool) -> str:
        asked.append((endpoint, query, silent))
        return group

    return asyncio.run(expanded(text, ask)), asked


def test_a_clause_is_asked_by_itself_with_the_declarations_of_the_query() -> None:
    text = "PREFIX ex: <urn:ex:> SELECT ?x { ?s ex:p ?x . SERVICE <https://a.example/q> { ?x ex:q { ?y ex:r 1 } } }"
    found, asked = answered(text)
    assert found == "PREFIX ex: <urn:ex:> SELECT ?x { ?s ex:p ?x . { VALUES (?x) { (1) } } }"
    [(endpoint, query, silent)] = asked
    assert (endpoint, silent) == ("https://a.example/q", False)
    assert query.endswith("PREFIX ex: <urn:ex:> \nSELECT * WHERE { ?x ex:q { ?y ex:r 1 } }")


def test_clauses_in_all_places_and_spellings() -> None:
    text = """PREFIX e: <http://b.example/> SELECT * {
        OPTIONAL { service silent e:sparql { ?s ?p "}" } # SERVICE <http://no.example/> { }
        } FILTER EXISTS { SERVICE <http://c.example/> {} } ?s <urn:SERVICE> "SERVICE <x> {" }"""
    found, asked = answered(text, "{}")
    assert [(endpoint, silent) for endpoint, _, silent in asked] == [
        ("http://b.example/sparql", True),
        ("http://c.example/", False),
    ]
    ox.Store().query(found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("SELECT * { SERVICE ?where { ?s ?p ?o } }", 400),
        ("SELECT * { SERVICE no:prefix { ?s ?p ?o } }", 400),
        ("SELECT * { SERVICE <http://a.example/> { SERVICE <http://b.example/> {} } }", 400),
        ("SELECT * { " + "SERVICE <http://a.example/> {} " * 9 + "}", 400),
    ],
)
def test_what_cannot_be_asked_is_refused(text: str, status: int) -> None:
    with pytest.raises(Refused) as caught:
        answered(text)
    assert caught.value.status == status


def test_values_mean_the_same_as_the_clause() -> None:
    body = json.dumps(
        {
            "head": {"vars": ["s", "o"]},
            "results": {
                "bindings": [
                    {"s": {"type": "uri", "value": "urn:s"}, "o": {"type": "literal", "value": 'a"\n}'}},
                    {"o": {"type": "literal", "value": "ş", "xml:lang": "tr"}},
                    {"s": {"type": "uri", "value": "urn:t"}},
                ]
            },
        }
    ).encode()
    found = ox.Store().query(f"SELECT * {{ {as_values(body)} }}")
    assert isinstance(found, ox.QuerySolutions)
    assert [(row["s"], row["o"]) for row in found] == [
        (ox.NamedNode("urn:s"), ox.Literal('a"\n}')),
        (None, ox.Literal("ş", language="tr")),
        (ox.NamedNode("urn:t"), None),
    ]


@pytest.mark.parametrize(
    ("body", "count"), [(b'{"head":{"vars":[]},"results":{"bindings":[{},{}]}}', 2), (ROWS, 1)]
)
def test_the_number_of_rows_is_kept(body: bytes, count: int) -> None:
    found = ox.Store().query(f"SELECT * {{ {as_values(body)} }}")
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == count


BLANK = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"bnode","value":"a"}}]}}'


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"head":{},"boolean":true}', BLANK])
def test_an_answer_that_cannot_be_used_is_told(body: bytes) -> None:
    with pytest.raises(Refused) as caught:
        as_values(body)
    assert caught.value.status == 502


# --- the network

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "2002:7f00:1::", "64:ff9b::7f00:1", "2001:0:7f00:1::",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


Connect = Callable[[str, int, float], socket.socket]


@contextmanager
def endpoint(answer: bytes) -> Iterator[tuple[Connect, list[str]]]:
    """Something that listens, and a way to it that pretends to go to any address; the addresses tried."""
    tried: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):  # nobody came, as it should be
                client, _ = listening.accept()
                with client:
                    client.recv(1 << 16)
                    client.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()

        def connect(address: str, port: int, seconds: float) -> socket.socket:  # noqa: ARG001
            tried.append(address)
            return socket.create_connection(listening.getsockname(), timeout=seconds)

        yield connect, tried


def response(status: str, body: bytes = b"", *fields: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"content-length: {len(body)}", *fields])
    return head.encode() + b"\r\n\r\n" + body


def test_a_listed_host_is_asked_at_the_address_that_was_looked_at() -> None:
    looked = []

    def lookup(host: str, port: int) -> list[str]:
        looked.append((host, port))
        return [PUBLIC] if len(looked) == 1 else ["127.0.0.1"]  # a name that changes its mind

    with endpoint(response("200 OK", ROWS)) as (connect, tried):
        assert fetch("http://a.example/sparql", "ASK {}", ["a.example"], 5, lookup, connect) == ROWS
    assert looked == [("a.example", 80)]
    assert tried == [PUBLIC]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::ffff:169.254.169.254"]])
def test_a_listed_host_with_a_private_address_is_not_reached(addresses: list[str]) -> None:
    with endpoint(response("200 OK", ROWS)) as (connect, tried):
        with pytest.raises(Refused, match="not a public address") as caught:
            fetch("http://a.example/", "ASK {}", ["a.example"], 5, lambda *_: addresses, connect)
        assert caught.value.status == 403
        assert tried == []


@pytest.mark.parametrize(
    "target",
    [
        "http://b.example/", "http://a.example.b.example/", "http://a.example:8080/", "ftp://a.example/",
        "file:///etc/passwd", "http://a.example@b.example/", "http://user@a.example/", "http://[::1]/", "http:///",
        "http://127.0.0.1/", "http://2130706433/", "urn:a.example",
    ],
)  # fmt: skip
def test_other_hosts_are_not_even_looked_up(target: str) -> None:
    def lookup(*_: object) -> list[str]:
        raise AssertionError("looked up")

    with pytest.raises(Refused) as caught:
        fetch(target, "ASK {}", ["a.example"], 5, lookup)
    assert caught.value.status == 403


@pytest.mark.parametrize(
    "answer",
    [
        response("302 Found", b"", "location: http://127.0.0.1/"),
        response("307 Temporary Redirect", b"", "location: http://a.example/other"),
        response("500 Oops", b"no"),
        b"nonsense\r\n\r\n",
        b"",
    ],
)
def test_redirections_and_failures_are_told(answer: bytes) -> None:
    with endpoint(answer) as (connect, tried):
        with pytest.raises(Refused) as caught:
            fetch("http://a.example/", "ASK {}", ["a.example"], 5, lambda *_: [PUBLIC], connect)
        assert caught.value.status == 502
        assert len(tried) == 1


# --- the server


@pytest.fixture(scope="module")
def federated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    store: Path = tmp_path_factory.mktemp("federated") / "store"
    ox.Store(str(store)).flush()
    hosts = ["localhost", "no-such-host.invalid"]
    with serving(store, raw_store=True, service_hosts=hosts) as server:
        yield server


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("SERVICE <http://localhost/> { ?s ?p ?o }", 403),
        ("SERVICE SILENT <http://localhost/> { ?s ?p ?o }", 403),
        ("SERVICE <http://127.0.0.1/> { ?s ?p ?o }", 403),
        ("SERVICE <http://example.org/> { ?s ?p ?o }", 403),
        ("SERVICE <http://no-such-host.invalid/> { ?s ?p ?o }", 502),
        ("SERVICE SILENT <http://no-such-host.invalid/> { ?s ?p ?o }", 200),
        ("\\u0053ERVICE <http://localhost/> { ?s ?p ?o }", 403),
    ],
)
def test_the_server_lets_nothing_through(federated: Served, clause: str, status: int) -> None:
    found = federated.query(f"SELECT * {{ {clause} }}")
    assert found.status_code == status, found.text
    if status == 200:
        assert found.json()["results"]["bindings"] == [{}]
        assert "etag" not in found.headers


def test_the_description_tells(federated: Served, sample: Served) -> None:
    for server, there in ((federated, True), (sample, False)):
        text = server.client.get("/sparql", headers={"accept": "text/turtle"}).text
        assert ("BasicFederatedQuery" in text) is there


@pytest.mark.parametrize("host", ["http://a.example/", "A.example", "a.example/", "a b", "a.example:x", ""])
def test_a_host_that_is_none_is_told_at_once(tmp_path: Path, host: str) -> None:
    with pytest.raises(SettingsError):
        ServerSettings(tmp_path, service_hosts=(host,))
