"""Where a SPARQL server is, and how this client introduces itself and waits."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from kg.errors import SettingsError

SCHEMES = ("http", "https")

Scheme = Literal["basic", "digest", "bearer", ""]

_NEIGHBOURS = {"query": ("update", "store"), "sparql": ("sparql", "sparql-graph-crud")}
"""Where servers have updates and graphs, by the last part of the address that answers queries."""

_WITH_PASSWORD = {"sparql": "sparql-auth", "sparql-graph-crud": "sparql-graph-crud-auth"}
"""Where Virtuoso wants those who log in with digests."""


def is_address(given: str) -> bool:
    """Whether a store's name is a server's address and no folder.

    >>> is_address("http://localhost:7878/query"), is_address("my-store")
    (True, False)
    """
    return given.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of queries (SPARQL 1.1 Protocol), updates, and graphs (Graph Store Protocol; "" for none)."""

    query: str
    update: str
    graphs: str = ""

    def __post_init__(self) -> None:
        for name, url in (("query", self.query), ("update", self.update), ("graph store", self.graphs)):
            if not (url or name == "graph store") or (url and not _is_whole(url)):
                raise SettingsError(
                    f"{url!r} is no address of a server ({name}).",
                    hint="Write it whole, like http://localhost:7878/query.",
                )

    @classmethod
    def of(cls, query: str, *, update: str = "", graphs: str = "", digest: bool = False) -> Endpoints:
        """The addresses that are given, and the usual ones beside that of queries for those that are not.

        >>> Endpoints.of("http://localhost:7878/query").update
        'http://localhost:7878/update'
        >>> Endpoints.of("http://localhost:8890/sparql", digest=True).update
        'http://localhost:8890/sparql-auth'
        """
        folder, _, last = query.rstrip("/").rpartition("/")
        beside = _NEIGHBOURS.get(last, (last, ""))
        if digest:
            beside = (_WITH_PASSWORD.get(beside[0], beside[0]), _WITH_PASSWORD.get(beside[1], beside[1]))
        return cls(
            query,
            update or f"{folder}/{beside[0]}",
            graphs or (f"{folder}/{beside[1]}" if beside[1] else ""),
        )

    @property
    def slug(self) -> str:
        """A name for a folder, different for different servers.

        >>> Endpoints.of("http://localhost:7878/query").slug
        'localhost-7878-query-bc725a'
        """
        plain = re.sub(r"[^a-z0-9]+", "-", self.query.split("://", 1)[1].lower()).strip("-")
        return f"{plain[:40]}-{hashlib.sha256(self.query.encode()).hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Access:
    """Name and secret, and patience: `timeout` of one request and `patience` with a server that is away, in seconds."""

    scheme: Scheme = ""
    user: str = ""
    secret: str = ""
    timeout: float = 120.0
    patience: float = 120.0

    def __post_init__(self) -> None:
        if self.scheme in ("basic", "digest") and not self.user:
            raise SettingsError(
                f"Access by {self.scheme} needs a user.", hint="Set KG_STORE_USER and KG_STORE_PASSWORD."
            )
        if self.scheme == "bearer" and not self.secret:
            raise SettingsError("Access by bearer needs a token.", hint="Set KG_STORE_TOKEN.")


def without_secret(url: str, access: Access) -> tuple[str, Access]:
    """An address without the name and password that may stand in it; these go into the access instead.

    >>> without_secret("http://me:pw@host/query", Access())[0]
    'http://host/query'
    """
    parts = urlsplit(url)
    if not parts.username:
        return url, access
    host = parts.netloc.rpartition("@")[2]
    kept = replace(access, scheme=access.scheme or "basic", user=parts.username, secret=parts.password or "")
    return urlunsplit(parts._replace(netloc=host)), kept


def _is_whole(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in SCHEMES and bool(parts.hostname)
