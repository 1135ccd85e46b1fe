"""Opening the store that a command names: a folder, or a server by its address."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.console import say, warn_mended
from kg.cli.parameters import settings
from kg.errors import SettingsError, StoreLocked

if TYPE_CHECKING:
    from kg.settings import Settings
    from kg.store import AnyStore, RemoteStore, Store
    from kg.store.remote import Access, Endpoints

PAUSE_SECONDS = 0.5

READER_PATIENCE = 10.0
"""Seconds that a question waits for a server that is away: somebody sits before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: in `folder`, or on a server, whose notes lie in `folder`."""

    folder: Path
    endpoints: Endpoints | None = None
    access: Access | None = None

    @property
    def name(self) -> str:
        """The folder, or the address of queries."""
        return self.endpoints.query if self.endpoints else str(self.folder)

    def read(self) -> AnyStore:
        """The store, opened for reading; StoreMissing if there is none."""
        from kg.store import RemoteStore, Store

        if self.endpoints is None:
            return Store.open_read_only(self.folder)
        access = (
            replace(self.access, patience=min(self.access.patience, READER_PATIENCE)) if self.access else None
        )
        return RemoteStore.open_read_only(self.endpoints, self.folder, access)

    def read_server(self) -> RemoteStore:
        """The store on a server, opened for reading; SettingsError if it is in a folder."""
        from kg.store import RemoteStore

        if self.endpoints is None:
            raise SettingsError(f"{self.name} is no address of a server.")
        return RemoteStore.open_read_only(self.endpoints, self.folder, self.access)

    def read_folder(self) -> Store:
        """The store in a folder, opened for reading; SettingsError if it is on a server."""
        from kg.store import Store

        if self.endpoints is not None:
            raise SettingsError(
                f"This needs a store in a folder, not {self.name}.",
                hint="`kg backup` makes one of a server's store.",
            )
        return Store.open_read_only(self.folder)

    def write(self, *, create: bool = False, wait: bool = False, outdated: bool = False) -> AnyStore:
        """The store, opened for writing.

        StoreMissing if there is none and it is not to be made. StoreLocked if somebody else writes to it; with
        `wait` it is opened when they are done. StoreOutdated if it is of an older format, unless such are wanted.
        """
        told = False
        while True:
            try:
                return self._write(create=create, outdated=outdated)
            except StoreLocked as error:
                if not wait:
                    error.hint += " With --wait, `kg ingest` begins when the other is done."
                    raise
                if not told:
                    say(f"Waiting: {error.message}")
                    told = True
            time.sleep(PAUSE_SECONDS)

    def _write(self, *, create: bool, outdated: bool) -> AnyStore:
        from kg.store import RemoteStore, Store

        if self.endpoints is None:
            return Store.open(self.folder, create=create, outdated=outdated)
        opened = RemoteStore.open(self.endpoints, self.folder, self.access, create=create, outdated=outdated)
        _tell(opened)
        return opened


def place(name: str | None, update_url: str | None = None, graphs_url: str | None = None) -> Place:
    """Where the store of this name is (None: that of the settings); SettingsError if it cannot be one."""
    from kg.store.remote import Endpoints, is_address, without_secret

    chosen = settings()
    given = name or chosen.store
    if not is_address(given):
        return Place(Path(given))
    address, access = without_secret(given, _access(chosen))
    endpoints = Endpoints.of(
        address,
        update=update_url or chosen.store_update_url,
        graphs=graphs_url or chosen.store_graphs_url,
        digest=access.scheme == "digest",
    )
    return Place(chosen.notes / endpoints.slug, endpoints, access)


def _access(chosen: Settings) -> Access:
    from kg.store.remote import Access

    token, password = chosen.store_token.get_secret_value(), chosen.store_password.get_secret_value()
    scheme = chosen.store_auth or ("bearer" if token else "basic" if chosen.store_user else "")
    return Access(
        scheme=scheme,
        user=chosen.store_user,
        secret=token if scheme == "bearer" else password,
        timeout=chosen.store_timeout,
        patience=chosen.store_patience,
    )


def _tell(opened: RemoteStore) -> None:
    """What was found half done."""
    warn_mended(opened.mended.finished, opened.mended.removed)
