"""Run the application under uvicorn (the choice is measured: docs/server.md)."""

from __future__ import annotations

import asyncio
import errno
import importlib
import importlib.util
import socket
from collections.abc import Callable

import pyoxigraph
import uvicorn

from kg.errors import KgError, StoreMissing
from kg.server.dispatch import Dispatcher, build
from kg.server.options import ServerSettings
from kg.store import checkpoint

BACKLOG = 1024
KEEP_ALIVE_SECONDS = 30
DRAIN_SECONDS = 5


def serve(settings: ServerSettings, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until interrupted; raises KgError when the server cannot start. `ready` is called when it is about to."""
    if settings.writable and settings.raw_store and not (settings.store / "CURRENT").exists():
        pyoxigraph.Store(str(settings.store))  # makes an empty one, and lets it go
    if not settings.quads.is_dir():
        raise StoreMissing(
            f"There is no store at {settings.store}.",
            hint="Make one with `kg ingest`, or name another with --store or KG_STORE.",
        )
    checkpoint.look(settings.quads)
    _check_port(settings)
    fast = (
        importlib.util.find_spec("httptools") is not None and importlib.util.find_spec("uvloop") is not None
    )
    application = build(settings)
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        loop="uvloop" if fast else "asyncio",
        http=_protocol(application) if fast else "h11",
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        server_header=False,
        date_header=True,
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    ready()
    try:
        server.run()
    except KeyboardInterrupt:
        return
    if not server.started:
        raise KgError("The server could not start.", hint="The reason is in the lines above.")


def _check_port(settings: ServerSettings) -> None:
    """Say in words what uvicorn would say in a line of a log."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        hint = "Choose another with --port." if error.errno == errno.EADDRINUSE else "See --host and --port."
        raise KgError(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.", hint=hint
        ) from error


def _protocol(application: Dispatcher) -> type[asyncio.Protocol] | str:
    if application.settings.access_log:
        return "httptools"  # every request goes the usual way, and is logged with all that is known of it
    module = importlib.import_module("kg.server.protocol")
    found: type[asyncio.Protocol] = module.protocol_for(application.hot)
    return found
