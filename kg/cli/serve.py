"""`kg serve`: the SPARQL endpoint and the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.events import Log, LogForm, emit, log_as
from kg.cli.parameters import StorePath, settings, store_path

_WHO, _LIMITS, _LOGS = "Who may do what", "Limits", "Logs"
MEBIBYTE = 1 << 20


def serve(
    store: StorePath = None,
    host: Annotated[
        str | None,
        typer.Option("--host", help="Address to listen on [default: 127.0.0.1].", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", "-p", min=0, max=65535, help="Port [default: 7878].", show_default=False),
    ] = None,
    public_url: Annotated[
        str, typer.Option("--public-url", help="How clients reach the server, if not by host and port.")
    ] = "",
    raw_store: Annotated[
        bool, typer.Option("--raw-store", help="A plain RDF store without articles: nothing is validated.")
    ] = False,
    writable: Annotated[
        bool,
        typer.Option(
            "--writable", help="Accept writes from clients with a token for it.", rich_help_panel=_WHO
        ),
    ] = False,
    tokens: Annotated[
        Path | None,
        typer.Option(
            "--tokens", help="File of hashed access tokens.", show_default=False, rich_help_panel=_WHO
        ),
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Reading needs a token too.", rich_help_panel=_WHO)
    ] = False,
    service_host: Annotated[
        list[str] | None,
        typer.Option(
            "--service-host",
            help="Host that SERVICE may ask; repeatable.",
            show_default=False,
            rich_help_panel=_WHO,
        ),
    ] = None,
    cors_origin: Annotated[
        list[str] | None,
        typer.Option(
            "--cors-origin",
            help="Origin whose pages may read answers; repeatable [default: all].",
            show_default=False,
            rich_help_panel=_WHO,
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.001, help="Seconds a query may take.", rich_help_panel=_LIMITS)
    ] = 30.0,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes for quick queries.", rich_help_panel=_LIMITS)
    ] = 4,
    slow_workers: Annotated[
        int, typer.Option("--slow-workers", min=1, help="Processes for slow ones.", rich_help_panel=_LIMITS)
    ] = 2,
    memory: Annotated[
        int, typer.Option("--memory", min=64, help="Megabytes of one such process.", rich_help_panel=_LIMITS)
    ] = 1024,
    queue: Annotated[
        int, typer.Option("--queue", min=0, help="Queries that may wait for one.", rich_help_panel=_LIMITS)
    ] = 256,
    max_rows: Annotated[
        int,
        typer.Option("--max-rows", min=0, help="Rows of one answer; 0: no limit.", rich_help_panel=_LIMITS),
    ] = 0,
    rate_limit: Annotated[
        float,
        typer.Option(
            "--rate-limit",
            min=0,
            help="Requests a second of one client; 0: no limit.",
            rich_help_panel=_LIMITS,
        ),
    ] = 0.0,
    cache: Annotated[
        int, typer.Option("--cache", min=0, help="Megabytes of answers to keep.", rich_help_panel=_LIMITS)
    ] = 128,
    access_log: Annotated[
        bool,
        typer.Option(
            "--access-log", help="A line of JSON on standard error for each request.", rich_help_panel=_LOGS
        ),
    ] = False,
    log: Log = LogForm.TEXT,
    slow_log: Annotated[
        float,
        typer.Option(
            "--slow-log", min=0, help="Seconds after which a query is logged.", rich_help_panel=_LOGS
        ),
    ] = 5.0,
    audit_log: Annotated[
        Path | None,
        typer.Option(
            "--audit-log",
            help="File for a line about each write [default: beside the store].",
            show_default=False,
            rich_help_panel=_LOGS,
        ),
    ] = None,
) -> None:
    """Answer SPARQL queries over HTTP at /sparql, and show pages of everything in the store.

    Example: `kg serve --store my-store --port 8080`
    """
    from kg.cli.console import say
    from kg.server import ServerSettings, run

    log_as(log)
    chosen = settings()
    options = ServerSettings(
        store=store_path(store),
        host=host or chosen.host,
        port=chosen.port if port is None else port,
        public_url=public_url,
        raw_store=raw_store,
        writable=writable,
        tokens=tokens,
        anonymous_read=not private,
        service_hosts=tuple(service_host or ()),
        cors_origins=tuple(cors_origin or ("*",)),
        timeout=timeout,
        quick_workers=workers,
        slow_workers=slow_workers,
        worker_memory=memory * MEBIBYTE,
        queue_length=queue,
        max_rows=max_rows,
        rate_limit=rate_limit,
        cache_bytes=cache * MEBIBYTE,
        access_log=access_log or log is LogForm.JSON,
        slow_log_seconds=slow_log,
        audit_log=audit_log,
    )
    where = f"{options.store} at http://{options.host}:{options.port}/"

    def ready() -> None:
        emit("serving", store=str(options.store), host=options.host, port=options.port)
        if log is LogForm.TEXT:
            say(f"Serving {where} – Ctrl-C ends it.")

    run(options, ready=ready)
    emit("stopped", store=str(options.store))
