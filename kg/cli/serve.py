"""`kg serve`: the SPARQL endpoint and the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.parameters import StorePath, settings, store_path


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
    writable: Annotated[
        bool, typer.Option("--writable", help="Accept writes from clients with a token for it.")
    ] = False,
    tokens: Annotated[
        Path | None, typer.Option("--tokens", help="File of hashed access tokens.", show_default=False)
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.001, help="Seconds a query may take.")] = 30.0,
    public_url: Annotated[
        str, typer.Option("--public-url", help="How clients reach the server, if not by host and port.")
    ] = "",
    service_host: Annotated[
        list[str] | None,
        typer.Option("--service-host", help="Host that SERVICE may ask; repeatable.", show_default=False),
    ] = None,
    access_log: Annotated[
        bool, typer.Option("--access-log", help="A line of JSON on standard error for each request.")
    ] = False,
) -> None:
    """Answer SPARQL queries over HTTP at /sparql, and show pages of everything in the store.

    Example: `kg serve --store my-store --port 8080`
    """
    from kg.cli.console import say
    from kg.server import ServerSettings, run

    chosen = settings()
    options = ServerSettings(
        store=store_path(store),
        host=host or chosen.host,
        port=chosen.port if port is None else port,
        public_url=public_url,
        writable=writable,
        tokens=tokens,
        timeout=timeout,
        service_hosts=tuple(service_host or ()),
        access_log=access_log,
    )
    say(f"Serving {options.store} at http://{options.host}:{options.port}/ – Ctrl-C ends it.")
    run(options)
