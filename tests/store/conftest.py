"""The stores that the contract holds for, and servers that several tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kg.store import AnyStore, Store
from kg.store.remote import RemoteStore
from tests.store import servers
from tests.store.servers import Server

Opener = Callable[[], AnyStore]

KINDS = ("embedded", "oxigraph", "virtuoso")


def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(servers.oxigraph(tmp_path_factory.mktemp("oxigraph")))


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(servers.virtuoso(tmp_path_factory.mktemp("virtuoso")))


@pytest.fixture(params=KINDS)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens one and the same store for writing, empty at first, of each kind in turn; all are closed at the end."""
    server: Server | None = None
    if request.param != "embedded":
        server = request.getfixturevalue(request.param)
        servers.empty(server)
    with ExitStack() as stack:

        def open_store() -> AnyStore:
            opened: AnyStore
            if server is None:
                opened = Store.open(tmp_path / "store")
            else:
                opened = RemoteStore.open(server.endpoints, tmp_path / "notes")
            return stack.enter_context(opened)

        yield open_store
