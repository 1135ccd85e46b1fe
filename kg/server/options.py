"""All options of the server, with their reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import SettingsError

MIB = 1 << 20
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What `kg serve` can be told. Times are in seconds, sizes in bytes unless the name says otherwise."""

    store: Path
    """Directory of the store. It is never opened where it lies for reading: queries run on snapshots of it."""

    host: str = "127.0.0.1"
    """Address to listen on; the default is reachable from this machine only."""
    port: int = 7878
    """Port to listen on; 0 takes a free one."""
    public_url: str = ""
    """How clients reach the server, without final slash; empty: taken from the Host header."""

    writable: bool = False
    """Accept writes, from clients whose token has the scope `write`."""
    raw_store: bool = False
    """A plain RDF store without article graphs: any update and any graph is accepted, nothing is validated."""
    tokens: Path | None = None
    """File of hashed tokens (see `kg.server.tokens`). Without it nobody can write, and everybody can read."""
    anonymous_read: bool = True
    """Whether reading needs no token."""
    anonymous_write: bool = False
    """Writing without a token; refused unless `host` is a loopback address."""

    timeout: float = 30.0
    """Longest time for one query; a request may ask for less with `timeout=`. Its process is killed then."""
    write_timeout: float = 120.0
    """Longest time for one write."""
    quick_workers: int = 4
    """Processes for queries that are not (yet) known to be slow."""
    slow_workers: int = 2
    """Processes for queries that computed longer than `quick_seconds`, at low priority."""
    max_workers: int = 16
    """Processes in all: long answers that are under way take none of the above from others up to this number."""
    quick_seconds: float = 0.25
    """After this time of computing a query moves to the slow lane."""
    queue_length: int = 256
    """Queries that may wait for a process; further ones are answered 503."""
    queue_seconds: float = 10.0
    """Longest time to wait for a process before the answer is 503."""
    worker_memory: int = 1024 * MIB
    """Private memory that one query process may take."""
    writer_memory: int = 4096 * MIB
    """Private memory that the write process may take."""
    max_rows: int = 0
    """Rows or triples of one answer; an answer that would have more is an error. 0: no limit."""
    max_query_bytes: int = MIB
    """Longest query or update text."""
    max_upload_bytes: int = 64 * MIB
    """Longest body of a graph store request."""

    cache_bytes: int = 128 * MIB
    """Memory for answers kept; 0 turns the result cache off."""
    cache_entry_bytes: int = 32 * MIB
    """Longest answer that is kept."""
    refresh_seconds: float = 0.1
    """How often the store is looked at for commits of other processes."""
    snapshots: Path | None = None
    """Where snapshots of the store are made; default: on the same disk as the store, so that they are hard links."""

    service_hosts: tuple[str, ...] = ()
    """Hosts that SERVICE may ask, as `host` or `host:port`, at public addresses only; empty: SERVICE is off."""
    rate_limit: float = 0.0
    """Requests a second that one client may make on average (bursts of twice that); 0: no limit."""
    cors_origins: tuple[str, ...] = ("*",)
    """Origins whose pages may read answers."""
    audit_log: Path | None = None
    """File that receives one line of JSON for each write; default: `<store>.audit.jsonl` beside the store."""
    access_log: bool = False
    """One line of JSON on standard error for each request."""
    slow_log_seconds: float = 5.0
    """Queries that took longer are logged with their text."""
    examples: tuple[tuple[str, str], ...] = field(default=())
    """Further examples for the query page, as pairs of question and query text."""

    @property
    def quads(self) -> Path:
        """The engine's folder: in a store made by `kg` a subfolder, in a plain one the store itself."""
        return self.store if self.raw_store else self.store / "quads"

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"{self.port} is not a port.", hint="Ports are 0 to 65535.")
        if self.quick_workers < 1 or self.slow_workers < 1:
            raise SettingsError("Each lane needs at least one worker process.")
        if not self.anonymous_read and self.tokens is None:
            raise SettingsError(
                "Reading needs a token, but there is no token file.",
                hint="Make one: python -m kg.server.tokens tokens.json NAME read",
            )
        if self.writable and self.tokens is None and not self.anonymous_write:
            raise SettingsError(
                "Writing needs a token, but there is no token file.",
                hint="Make one: python -m kg.server.tokens tokens.json NAME read write",
            )
        if min(self.timeout, self.write_timeout, self.quick_seconds, self.refresh_seconds) <= 0:
            raise SettingsError("Time limits must be greater than zero.")
        if self.anonymous_write and self.host not in {"127.0.0.1", "::1", "localhost"}:
            raise SettingsError(
                f"Anonymous writing is refused on {self.host}.",
                hint="Listen on 127.0.0.1, or give a token file and leave anonymous writing off.",
            )
        for host in self.service_hosts:
            if not _HOST.fullmatch(host):
                raise SettingsError(
                    f"{host!r} is not a host that SERVICE could ask.",
                    hint="Give its name in lower case, like query.wikidata.org or example.org:3030.",
                )
