"""`kg metrics`: figures of ingestion for Prometheus."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.parameters import StoreName


def metrics(
    store: StoreName = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File to write, put in place as a whole [default: standard output].",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Tell the figures of ingestion in the Prometheus text format, from the run log of the store.

    A server shows the same at /metrics. Without one, let Prometheus's node exporter collect a file.

    Example: `kg metrics --store my-store -o /var/lib/prometheus/node-exporter/kg.prom`
    """
    from kg.cli.opening import place
    from kg.pipeline.metrics import in_text, ingestion
    from kg.pipeline.writing import write_atomically
    from kg.store.layout import Layout

    where = place(store)
    if where.endpoints is None:
        Layout(where.folder).read_marker()  # says it if there is no store
    text = in_text(ingestion(where.folder, datetime.now(UTC)))
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_atomically(output, text)
