"""Addresses, names and passwords, waiting, and whose turn it is."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import QueryError, SettingsError, StoreError, StoreLocked, StoreRefused, StoreUnreachable
from kg.store.remote import Access, Endpoints, RemoteStore, without_secret
from kg.store.remote.client import Client, Clock
from kg.store.remote.lease import Lease, this_machine
from kg.store.remote.records import RECORDS, TERM
from tests.store import servers
from tests.store.graphs import article
from tests.store.servers import Server

ADDRESSES = {
    "oxigraph": ("http://h:7878/query", {}, "http://h:7878/update", "http://h:7878/store"),
    "virtuoso": ("http://h/sparql", {}, "http://h/sparql", "http://h/sparql-graph-crud"),
    "virtuoso, digest": (
        "http://h/sparql",
        {"digest": True},
        "http://h/sparql-auth",
        "http://h/sparql-graph-crud-auth",
    ),
    "fuseki": (
        "http://h/ds/query",
        {"graphs": "http://h/ds/data", "update": "http://h/ds/update"},
        "http://h/ds/update",
        "http://h/ds/data",
    ),
    "other": ("https://h/repositories/kg", {}, "https://h/repositories/kg", ""),
}


@pytest.mark.parametrize(("query", "given", "update", "graphs"), ADDRESSES.values(), ids=ADDRESSES)
def test_addresses_are_the_usual_ones_beside_that_of_queries(
    query: str, given: dict[str, object], update: str, graphs: str
) -> None:
    found = Endpoints.of(query, **given)  # type: ignore[arg-type]
    assert (found.query, found.update, found.graphs) == (query, update, graphs)


@pytest.mark.parametrize("address", ["localhost:7878/query", "ftp://h/query", "http://", ""])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    with pytest.raises(SettingsError, match="no address"):
        Endpoints.of(address)


def test_a_name_and_password_in_the_address_are_not_part_of_it() -> None:
    address, access = without_secret("https://me:secret@h:8443/query", Access())
    assert address == "https://h:8443/query"
    assert (access.scheme, access.user, access.secret) == ("basic", "me", "secret")


Connect = Callable[..., Client]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Makes clients, which are closed at the end."""
    with ExitStack() as stack:

        def made(endpoints: Endpoints, access: Access | None = None, clock: Clock | None = None) -> Client:
            return stack.enter_context(closing(Client(endpoints, access or Access(), clock)))

        yield made


class _Guarded(BaseHTTPRequestHandler):
    """Answers those who show what `wanted` says, in the order of `answers`."""

    wanted = ""
    answers: list[tuple[int, dict[str, str], bytes]]
    seen: list[str]

    def log_message(self, *_args: object) -> None:
        """Nothing."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append(self.headers.get("Authorization", ""))
        status, headers, body = (
            self.answers.pop(0) if self.answers else (200, {}, b'{"boolean":true,"head":{}}')
        )
        if self.wanted and self.headers.get("Authorization") != self.wanted:
            status, headers, body = 401, {}, b"who are you?"
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def guarded() -> Iterator[tuple[type[_Guarded], Endpoints]]:
    class Handler(_Guarded):
        answers: list[tuple[int, dict[str, str], bytes]] = []  # noqa: RUF012  one for each test
        seen: list[str] = []  # noqa: RUF012

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Handler, Endpoints.of(f"http://127.0.0.1:{server.server_address[1]}/query")
    server.shutdown()
    server.server_close()
    thread.join()


SCHEMES = {
    "basic": (
        Access(scheme="basic", user="me", secret="pw"),  # noqa: S106
        "Basic " + b64encode(b"me:pw").decode(),
    ),
    "bearer": (Access(scheme="bearer", secret="t0ken"), "Bearer t0ken"),  # noqa: S106
}


@pytest.mark.parametrize(("access", "wanted"), SCHEMES.values(), ids=SCHEMES)
def test_a_name_or_token_is_shown_to_the_server(
    guarded: tuple[type[_Guarded], Endpoints], connect: Connect, access: Access, wanted: str
) -> None:
    handler, endpoints = guarded
    handler.wanted = wanted
    connect(endpoints, access).query("ASK {}")
    connect(endpoints, access).update("INSERT DATA { }")
    with pytest.raises(StoreRefused, match=r"does not let us in \(401\).*KG_STORE_USER"):
        connect(endpoints, Access()).query("ASK {}")


@pytest.mark.parametrize("scheme", ["basic", "digest", "bearer"])
def test_a_way_to_log_in_needs_what_it_is_named_after(scheme: str) -> None:
    with pytest.raises(SettingsError, match="KG_STORE_"):
        Access(scheme=scheme)  # type: ignore[arg-type]


def test_virtuoso_lets_those_in_who_log_in_by_digest(virtuoso: Server, tmp_path: Path) -> None:
    servers.empty(virtuoso)
    endpoints = Endpoints.of(virtuoso.endpoints.query, digest=True)
    right = Access(scheme="digest", user="dba", secret="dba")  # noqa: S106
    with RemoteStore.open(endpoints, tmp_path / "notes", right) as store:
        store.replace([article("a", 0, 1)])
        assert store.article_graph(article("a").iri) == article("a", 0, 1)
    wrong = Access(scheme="digest", user="dba", secret="abd")  # noqa: S106
    with pytest.raises(StoreRefused, match="401"):
        RemoteStore.open(endpoints, tmp_path / "notes", wrong).replace([article("b", 0)])


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    guarded: tuple[type[_Guarded], Endpoints], connect: Connect
) -> None:
    handler, endpoints = guarded
    handler.answers[:] = [(503, {"Retry-After": "7"}, b""), (429, {"Retry-After": "9"}, b""), (502, {}, b"")]
    pauses: list[float] = []
    client = connect(endpoints, Access(patience=60), Clock(now=lambda: sum(pauses), sleep=pauses.append))
    client.query("ASK {}")
    assert len(handler.seen) == 4
    assert pauses[:2] == [7, 9]
    assert 0 < pauses[2] < 1


def test_patience_ends(guarded: tuple[type[_Guarded], Endpoints], connect: Connect) -> None:
    handler, endpoints = guarded
    handler.answers[:] = [(503, {}, b"")] * 100
    pauses: list[float] = []
    client = connect(endpoints, Access(patience=60), Clock(now=lambda: sum(pauses), sleep=pauses.append))
    with pytest.raises(StoreUnreachable, match="60 s"):
        client.query("ASK {}")
    assert 30 < sum(pauses) <= 60
    assert len(pauses) < 15


def test_a_server_that_fails_over_a_query_each_time_is_not_asked_for_long(
    guarded: tuple[type[_Guarded], Endpoints], connect: Connect
) -> None:
    handler, endpoints = guarded
    handler.answers[:] = [(500, {}, b"a bug")] * 100
    client = connect(endpoints, Access(), Clock(sleep=lambda _seconds: None))
    with pytest.raises(StoreRefused, match="a bug"):
        client.query("ASK {}")
    assert len(handler.seen) == 4


def test_a_query_that_is_none_is_not_repeated(
    guarded: tuple[type[_Guarded], Endpoints], connect: Connect
) -> None:
    handler, endpoints = guarded
    handler.answers[:] = [(400, {}, b"line 1: what?")]
    with pytest.raises(QueryError, match="what"):
        connect(endpoints, Access()).query("nonsense")
    assert len(handler.seen) == 1


@pytest.fixture
def client(oxigraph: Server, connect: Connect) -> Client:
    servers.empty(oxigraph)
    return connect(oxigraph.endpoints)


def test_one_writes_and_the_next_waits_its_turn(client: Client) -> None:
    first, second = Lease(client), Lease(client)
    first.take()
    with pytest.raises(StoreLocked, match=rf"on {this_machine()}"):
        second.take()
    first.release()
    second.take()
    second.release()


def test_the_turn_of_a_writer_elsewhere_that_is_not_heard_of_ends(client: Client) -> None:
    now = 1_000_000.0
    writer = TERM("writer-elsewhere")
    client.update(
        f"INSERT DATA {{ GRAPH {RECORDS} {{ {writer} {TERM.host} 'elsewhere' ; {TERM.process} 1 ; "
        f"{TERM.until} {int(now) + 60} }} }}"
    )
    lease = Lease(client, now=lambda: now)
    with pytest.raises(StoreLocked, match=r"process 1 on elsewhere.*ends by itself in 60 s"):
        lease.take()
    now += 61
    lease.take()
    lease.release()


def test_a_writer_of_this_machine_that_has_ended_is_not_waited_for(client: Client) -> None:
    writer = TERM("writer-gone")
    client.update(
        f"INSERT DATA {{ GRAPH {RECORDS} {{ {writer} {TERM.host} '{this_machine()}' ; {TERM.process} 999999999 ; "
        f"{TERM.until} 99999999999 }} }}"
    )
    lease = Lease(client)
    lease.take()
    lease.release()


def test_a_turn_is_renewed_and_noticed_when_it_is_lost(client: Client) -> None:
    now = 1_000_000.0
    first, second = Lease(client, now=lambda: now), Lease(client, now=lambda: now)
    first.take()
    now += 100
    first.hold()
    now += 100  # longer than one turn since it was taken, not since it was renewed
    with pytest.raises(StoreLocked):
        second.take()
    now += 200
    second.take()
    with pytest.raises(StoreLocked):
        first.hold()
    second.release()
    first.hold()
    first.release()


def test_a_store_without_graph_store_protocol_does_as_well(oxigraph: Server, tmp_path: Path) -> None:
    servers.empty(oxigraph)
    plain = Endpoints(oxigraph.endpoints.query, oxigraph.endpoints.update)
    with RemoteStore.open(plain, tmp_path / "notes") as store:
        store.replace([article("a", 0, 6), article("b", 0)])
        assert store.article_graph(article("a").iri) == article("a", 0, 6)
        assert store.forget(article("a").iri)
        assert store.rebuild().was_right


def test_other_data_is_not_taken_for_a_store(oxigraph: Server, connect: Connect, tmp_path: Path) -> None:
    servers.empty(oxigraph)
    connect(oxigraph.endpoints, Access()).update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    with pytest.raises(StoreRefused, match="not kg's"):
        RemoteStore.open(oxigraph.endpoints, tmp_path / "notes")
    servers.empty(oxigraph)


def test_a_server_whose_graphs_are_all_the_default_graph_is_refused_in_words(tmp_path: Path) -> None:
    server = servers.oxigraph(tmp_path / "union", "--union-default-graph")
    server.start()
    try:
        with pytest.raises(StoreRefused, match="union-default-graph"):
            RemoteStore.open(server.endpoints, tmp_path / "notes")
    finally:
        server.kill()


def test_a_reader_cannot_write(oxigraph: Server, tmp_path: Path) -> None:
    servers.empty(oxigraph)
    RemoteStore.open(oxigraph.endpoints, tmp_path / "notes").close()
    with (
        RemoteStore.open_read_only(oxigraph.endpoints, tmp_path / "notes") as store,
        pytest.raises(StoreError, match="read-only"),
    ):
        store.replace([article("a", 0)])
